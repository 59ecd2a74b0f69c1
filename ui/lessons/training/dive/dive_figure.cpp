#include "ui/lessons/training/dive/dive_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/paragraph.h"
#include "ui/figure/zoom_motion.h"
#include "ui/lessons/training/dive/dive_bodies.h"
#include "ui/lessons/training/dive/dive_words.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {
namespace {

constexpr double crumbText = 14, nameText = 16;
const QString crumbSign = QStringLiteral("  ›  ");

double crumbWidth(const QString& words, double pixels) {
    return QFontMetricsF(Style::numberFont(pixels, Weight::SemiBold)).horizontalAdvance(words);
}

// What the keys do here.
Paragraph hintOf(const DivePicture& picture, double font) {
    return {diveHint(picture), std::max(12.0, 13 * font)};
}

} // namespace

DiveFigure::DiveFigure(QSizeF size, const Style& style, std::shared_ptr<const DivePicture> picture,
                       const std::optional<CellRef>& hover, const QString& origin, bool canStep)
    : m_size(size), m_picture(std::move(picture)), m_hover(hover) {
    const bool roomy = size.height() >= 420;
    m_font = std::min(style.scale, std::max(1.0, size.width() / 800)) * (roomy ? 1.1 : 0.95);
    m_row = std::round(21 * m_font);
    const double padding = roomy ? 18 : 10;
    const QRectF all(padding, padding, size.width() - 2 * padding, size.height() - 2 * padding);
    m_trail = {all.left(), all.top() - 2, all.width(), m_row};
    m_head = {all.left(), m_trail.bottom() + (roomy ? 8 : 2), all.width(), 2 * m_row};
    const double foot = std::max(m_row, hintOf(*m_picture, m_font).height(all.width()));
    m_foot = {all.left(), all.bottom() - foot, all.width(), foot};
    layOutTrail(origin);
    if (canStep) layOutButton();
    m_area = QRectF(QPointF(all.left(), m_head.bottom() + (roomy ? 10 : 2)),
                    QPointF(all.right(), m_foot.top() - (roomy ? 8 : 2)));
    m_body = diveBody(*m_picture, m_area, m_font, m_hover);
}

// Of a long way the middle is left out.
void DiveFigure::layOutTrail(const QString& origin) {
    std::vector<Crumb> all{{{{"trail", 0, 0, 0}, {}}, origin}};
    const auto& steps = m_picture->path.steps;
    for (std::size_t i = 0; i < steps.size(); ++i)
        all.push_back({{{"trail", static_cast<int>(i) + 1, 0, 0}, {}}, stepName(*m_picture->look, steps[i])});
    for (int depth = 1; depth <= m_picture->path.depth; ++depth)
        all.push_back({{{"trail", static_cast<int>(steps.size()), depth, 0}, {}}, levelName(*m_picture, depth)});
    const double pixels = crumbText * m_font, sign = crumbWidth(crumbSign, pixels);
    double used = crumbWidth(origin, pixels) + 2 * sign + crumbWidth("…", pixels);
    std::size_t first = all.size();
    while (first > 1 && used + crumbWidth(all[first - 1].words, pixels) + sign <= m_trail.width())
        used += crumbWidth(all[--first].words, pixels) + sign;
    first = std::min(first, all.size() - 1);
    double x = m_trail.left();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0 && i < first) continue;
        if (i == first && first > 1) x += crumbWidth("…", pixels) + sign;
        const double wide = std::min(crumbWidth(all[i].words, pixels), m_trail.right() - x);
        all[i].spot.where = {x, m_trail.top(), wide, m_row};
        x += wide + sign;
        m_crumbs.push_back(all[i]);
        m_own.push_back(all[i].spot);
    }
}

void DiveFigure::layOutButton() {
    const double wide = crumbWidth(tr("Step through it"), crumbText * m_font) + 24 * m_font;
    m_button = {m_head.right() - wide, m_head.top(), wide, std::max(1.35 * m_row, 30.0)};
    m_own.push_back({{"step", 0, 0, 0}, m_button});
}

void DiveFigure::paint(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    paintTrail(to);
    paintHead(to);
    if (m_body) m_body->paint(to);
    hintOf(*m_picture, m_font).paint(painter, m_foot, to.c.dim, Qt::AlignLeft | Qt::AlignVCenter);
}

void DiveFigure::paintTrail(const Brush& to) const {
    const double pixels = crumbText * m_font;
    for (std::size_t i = 0; i < m_crumbs.size(); ++i) {
        const Crumb& crumb = m_crumbs[i];
        const bool last = i + 1 == m_crumbs.size(), hot = m_hover == crumb.spot.first;
        to.write(crumb.spot.where, crumb.words, pixels, last || hot ? to.c.text : to.c.dim,
                 last ? Weight::Bold : Weight::SemiBold);
        if (hot && !last)
            to.fill({crumb.spot.where.left(), crumb.spot.where.bottom() - 3, crumb.spot.where.width(), 1.5}, to.c.text);
        if (last) continue;
        const QRectF next = m_crumbs[i + 1].spot.where;
        const QRectF between(crumb.spot.where.right(), m_trail.top(), next.left() - crumb.spot.where.right(), m_row);
        const bool gap = between.width() > 1.5 * crumbWidth(crumbSign, pixels);
        to.write(between, gap ? crumbSign + QStringLiteral("…") + crumbSign : crumbSign, pixels, to.c.dim,
                 Weight::Regular, Qt::AlignCenter);
    }
}

void DiveFigure::paintHead(const Brush& to) const {
    QRectF first = m_head;
    first.setHeight(m_row);
    if (!m_button.isEmpty()) first.setRight(m_button.left() - 12);
    const TextLine both{{diveName(*m_picture) + written(m_picture->value()), to.c.text, Weight::Bold}};
    const double pixels = fittingSize(both, first.width() - 16, nameText * m_font, 12); // the value is never cut
    const double end = to.write(first, diveName(*m_picture), pixels, to.c.text, Weight::Bold);
    to.write(first.adjusted(end - first.left() + 14, 0, 0, 0), written(m_picture->value()), pixels, to.c.now,
             Weight::Bold);
    to.writeFitting(first.translated(0, m_row), diveCost(*m_picture), 13 * m_font, to.c.dim);
    if (m_button.isEmpty()) return;
    const bool hot = m_hover && m_hover->part == "step";
    to.fill(m_button, hot ? to.c.raised : to.c.sunken, 7);
    to.outline(m_button.adjusted(0.5, 0.5, -0.5, -0.5), to.c.lineStrong, 1, 7);
    to.write(m_button, tr("Step through it"), crumbText * m_font, to.c.text, Weight::SemiBold, Qt::AlignCenter);
}

// ---- motion --------------------------------------------------------------------------------------------------------

QRectF DiveFigure::chosenRect() const {
    const cnn::ValuePlace& at = m_picture->step().place;
    if (m_picture->level == DiveLevel::Map) return cellRect({"cell", at.c, at.y, at.x});
    const cnn::ValueOrigin* o = m_picture->made();
    if (!o || !m_body) return {};
    const int term = static_cast<int>(m_picture->biasChosen() ? 0 : m_picture->term),
              each = static_cast<int>(o->perChannel()), channel = term / each;
    if (m_picture->level == DiveLevel::Terms) return cellRect({"term", 0, term, 0});
    if (m_picture->level == DiveLevel::Products || o->kind != cnn::OriginKind::Sum)
        return cellRect({"window", channel, term % each / o->columns, term % o->columns});
    QRectF all; // of a window that channel, which the products are of
    for (const Spot& spot : m_body->spots())
        if (spot.first.map == channel &&
            (spot.first.part == "window" || spot.first.part == "kernel" || spot.first.part == "product"))
            all |= spot.where;
    return all;
}

std::unique_ptr<Motion> DiveFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const DiveFigure*>(&before);
    if (!was || was->m_picture->look != m_picture->look || was->m_area != m_area) return nullptr;
    const auto depth = [](const DiveFigure& f) {
        return std::pair(f.m_picture->path.steps.size(), f.m_picture->path.depth);
    };
    if (depth(*was) == depth(*this)) return nullptr; // to a neighbour
    const bool down = depth(*was) < depth(*this);
    const auto from = std::make_shared<DiveFigure>(*was), to = std::make_shared<DiveFigure>(*this);
    QRectF place = (down ? *from : *to).chosenRect();
    if (place.isEmpty()) // it is not drawn by itself: all of it
        place = m_area.adjusted(0.25 * m_area.width(), 0.25 * m_area.height(), -0.25 * m_area.width(),
                                -0.25 * m_area.height());
    return down ? zoomMotion(from, to, {place, m_area, true}) : zoomMotion(to, from, {place, m_area, false});
}

QString DiveFigure::describe() const {
    return diveSpoken(*m_picture) + ' ' + diveHint(*m_picture);
}

std::optional<CellRef> DiveFigure::cellAt(QPointF point) const {
    if (const auto own = ui::cellAt(m_own, point)) return own;
    return m_body ? ui::cellAt(m_body->spots(), point) : std::nullopt;
}

QRectF DiveFigure::cellRect(const CellRef& cell) const {
    const QRectF own = ui::cellRect(m_own, cell);
    return own.isEmpty() && m_body ? ui::cellRect(m_body->spots(), cell) : own;
}

} // namespace ui
