#include "ui/lessons/training/strip/strip_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/value_grid.h"
#include "ui/lessons/training/strip/network_brush.h"
#include "ui/lessons/training/strip/network_words.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestStripText = 11.5; // pixels, rounded to 12

} // namespace

double stripTextWidth(double pixels, const QString& text, Weight weight) {
    return QFontMetricsF(Style::numberFont(pixels, weight)).horizontalAdvance(text);
}

double stripHeadsHeight(double font, bool roomy) {
    return (stripHead + stripText) * 1.3 * font + (roomy ? 10 : 6);
}

double widestClassName(const QStringList& names) {
    double widest = 0;
    for (const QString& name : names) widest = std::max(widest, stripTextWidth(stripText, name, Weight::Bold));
    return widest;
}

QPointF leftOf(const QRectF& r) {
    return {r.left(), r.center().y()};
}
QPointF rightOf(const QRectF& r) {
    return {r.right(), r.center().y()};
}

QPainterPath stripCurve(QPointF from, QPointF to) {
    QPainterPath path(from);
    const double middle = (from.x() + to.x()) / 2;
    path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
    return path;
}

void paintStripFrame(QPainter& painter, const QRectF& what, const QColor& color, double width) {
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const double out = width / 2 + 1;
    painter.drawRoundedRect(what.adjusted(-out, -out, out, out), 3, 3);
}

// ---- places --------------------------------------------------------------------------------------------------------

std::optional<CellRef> StripFigure::cellAt(QPointF point) const {
    for (const Place& place : m_places) {
        const QRectF& where = place.where;
        if (!where.contains(point)) continue;
        const QString part = m_picture->parts[place.part].part;
        const cnn::Shape cells = partShape(*m_picture, part);
        const double x = (point.x() - where.left()) / where.width() * cells.w;
        const double y = (point.y() - where.top()) / where.height() * cells.h;
        return CellRef{part, place.map, std::min(static_cast<int>(y), cells.h - 1),
                       std::min(static_cast<int>(x), cells.w - 1)};
    }
    return std::nullopt;
}

QRectF StripFigure::mapRect(const CellRef& cell) const {
    for (const Place& place : m_places)
        if (place.map == cell.map && m_picture->parts[place.part].part == cell.part) return place.where;
    return {};
}

QRectF StripFigure::cellRect(const CellRef& cell) const {
    const QRectF map = mapRect(cell);
    if (map.isEmpty()) return {};
    const cnn::Shape cells = partShape(*m_picture, cell.part);
    const QSizeF one(map.width() / cells.w, map.height() / cells.h);
    return {QPointF(map.left() + cell.x * one.width(), map.top() + cell.y * one.height()), one};
}

CellRef StripFigure::neighbour(const CellRef& cell, int dx, int dy) const {
    CellRef next = cell;
    next.x += dx;
    next.y += dy;
    const cnn::Shape input = partShape(*m_picture, "input");
    const bool inside = next.x >= 0 && next.y >= 0 && next.x < input.w && next.y < input.h;
    if (cell.part == "input" && (inside || dx <= 0)) return inside ? next : cell;
    const QPointF from = cell.part == "input" ? cellRect(cell).center() : mapRect(cell).center();
    double best = 1e9;
    for (const Place& place : m_places) {
        const QString part = m_picture->parts[place.part].part;
        const QPointF way = place.where.center() - from;
        const double along = way.x() * dx + way.y() * dy, across = std::abs(way.x() * dy) + std::abs(way.y() * dx);
        // Up and down stay in the column.
        if (along < 1 || (dy != 0 && part != cell.part) || along + 3 * across >= best) continue;
        best = along + 3 * across;
        next = strongestCell(*m_picture, part, place.map);
    }
    return best < 1e9 ? next : cell;
}

// ---- motion --------------------------------------------------------------------------------------------------------

QImage StripFigure::imageOf(const NetworkPart& part, int map) const {
    const cnn::Shape cells = partShape(*m_picture, part.part);
    const Ramp ramp = partRamp(*m_picture, part.part);
    const auto values = mapValues(*m_picture, part.part, map);
    return mapImage(values, cells.h, cells.w, ramp, rampEnd(values, ramp));
}

std::vector<Pooling> StripFigure::poolings() const {
    std::vector<Pooling> all;
    for (std::size_t i = 1; i < m_picture->parts.size(); ++i) {
        const NetworkPart &from = m_picture->parts[i - 1], &pooled = m_picture->parts[i];
        const cnn::Shape before = partShape(*m_picture, from.part), after = partShape(*m_picture, pooled.part);
        if (pooled.kind != NetworkPart::Pooled || !from.isMaps() || before.c != after.c || before.h * before.w == 1)
            continue;
        for (int map = 0; map < after.c; ++map) {
            const QRectF large = mapRect({from.part, map, 0, 0}), small = mapRect({pooled.part, map, 0, 0});
            if (!large.isEmpty() && !small.isEmpty()) all.push_back({large, small, imageOf(from, map)});
        }
    }
    return all;
}

std::unique_ptr<Motion> StripFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const StripFigure*>(&before);
    const bool another = was && was->m_picture->network == m_picture->network &&
                         was->m_picture->separate == m_picture->separate &&
                         was->m_picture->caption != m_picture->caption && was->m_picture->covered == m_picture->covered;
    return another ? poolMotion(was->copied(), copied(), poolings()) : nullptr;
}

// ---- painting ------------------------------------------------------------------------------------------------------

void StripFigure::paintHead(StripBrush& to, std::size_t part, QPointF at, const QString& size, double heading) const {
    const Palette& c = to.colors();
    const NetworkPart& p = m_picture->parts[part];
    const QColor color = p.kind == NetworkPart::Input     ? c.input
                         : p.kind == NetworkPart::Kernels ? c.kernel
                         : p.isMaps()                     ? c.output
                                                          : c.text;
    const double line = stripHead * 1.35 * to.font;
    const QRectF first(at, QSizeF(200, line));
    to.write(first, p.heading, to.sized(heading, Weight::Bold), color);
    to.write(first.translated(0, line), size, to.sized(stripText), c.dim);
}

// On two lines where there is room for them, in smaller letters where they need it; a name longer than that is cut off
// rather than running into the kernels.
void StripFigure::paintCaption(StripBrush& to) const {
    QFont font = to.sized(stripText);
    QFontMetricsF metrics(font);
    const double width = frame().caption.width();
    QStringList lines{m_picture->caption};
    const bool room = frame().caption.height() >= 2 * metrics.height();
    if (room && metrics.horizontalAdvance(lines[0]) > width) {
        const qsizetype cut = lines[0].indexOf(' ', lines[0].lastIndexOf(": ") >= 0 ? lines[0].lastIndexOf(": ") : 12);
        if (cut > 0) lines = {lines[0].left(cut), lines[0].mid(cut + 1)};
    }
    QRectF row = frame().caption;
    row.setHeight(metrics.height());
    for (double pixels = stripText * to.font - 1; pixels >= smallestStripText; --pixels) {
        if (std::ranges::all_of(lines, [&](const QString& l) { return metrics.horizontalAdvance(l) <= width; })) break;
        font = Style::numberFont(pixels);
        metrics = QFontMetricsF(font);
    }
    for (const QString& line : lines) {
        to.write(row, metrics.elidedText(line, Qt::ElideRight, width), font, to.colors().text);
        row.translate(0, metrics.height());
    }
}

void StripFigure::paintMaps(StripBrush& to) const {
    for (const Place& place : m_places) {
        const NetworkPart& p = m_picture->parts[place.part];
        const cnn::Shape cells = partShape(*m_picture, p.part);
        if (p.kind == NetworkPart::Input) {
            paintMap(to.painter, place.where, pictureImage(m_picture->trace.values[0]));
            continue;
        }
        if ((!p.isMaps() && p.kind != NetworkPart::Kernels) || cells.h * cells.w == 1) continue;
        // Weights share one scale, so that kernels can be compared; each map has its own.
        if (p.kind == NetworkPart::Kernels) {
            paintMap(to.painter, place.where, kernelImage(*m_picture, place.map));
            if (kernelChannels(*m_picture) == 1)
                paintGridNumbers(to.painter, place.where, mapValues(*m_picture, p.part, place.map), cells.h, cells.w,
                                 Ramp::Signed,
                                 rampEnd(m_picture->network->layer(0).parameters()[0].value.values(), Ramp::Signed));
        } else {
            paintMap(to.painter, place.where, imageOf(p, place.map));
        }
        to.painter.setPen(QPen(to.colors().line, 1)); // zero is the card's white, or nearly the dark one's black
        to.painter.setBrush(Qt::NoBrush);
        to.painter.drawRect(place.where.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

void StripFigure::paintClasses(StripBrush& to) const {
    const Palette& c = to.colors();
    const auto shares = probabilities(*m_picture);
    const bool covered = m_picture->covers("class");
    const int winner = covered ? -1 : largestClass(shares);
    const QFontMetricsF metrics(to.sized(stripText, Weight::Bold));
    for (const Place& place : m_places) {
        if (m_picture->parts[place.part].kind != NetworkPart::Classes) continue;
        const int i = place.map;
        const QRectF row = place.where;
        const bool first = i == winner;
        const QFont font = to.sized(stripText, first ? Weight::Bold : Weight::Regular);
        const QString name =
            metrics.elidedText(m_picture->classNames[i], Qt::ElideRight, frame().barLeft - row.left() - 2);
        to.write(row, name, font, first ? c.text : c.dim);
        const double height = std::min(16.0 * to.font, row.height() * 0.6);
        const QRectF groove(frame().barLeft, row.center().y() - height / 2, frame().barRight - frame().barLeft, height);
        to.painter.fillRect(groove, covered ? c.sunken : c.window);
        QRectF number = row;
        number.setRight(frame().shareRight);
        if (covered) {
            to.write(number, "?", font, c.dim, Qt::AlignRight | Qt::AlignVCenter);
            continue;
        }
        QRectF bar = groove;
        const double share = double{shares[static_cast<std::size_t>(i)]};
        bar.setWidth(std::max(1.5, groove.width() * (std::isfinite(share) ? share : 0)));
        to.painter.setPen(Qt::NoPen);
        to.painter.setBrush(first ? c.now : c.lineStrong);
        const double radius = std::min(3.0, bar.width() / 2);
        to.painter.drawRoundedRect(bar, radius, radius);
        to.write(number, percent(share), font, first ? c.now : c.dim, Qt::AlignRight | Qt::AlignVCenter);
    }
}

QString StripFigure::describe() const {
    QStringList said{"One image through the network: " + m_picture->caption + "."};
    QStringList shapes;
    for (const NetworkPart& part : m_picture->parts)
        if (part.kind != NetworkPart::Classes) shapes << part.heading.toLower() + ' ' + partSize(*m_picture, part.part);
    said << shapes.join(", ") + '.';
    said << "Largest class: " + predictionText(*m_picture).spoken() << classWords(*m_picture)
         << shownParameters(*m_picture) + '.';
    if (m_hover) said << "Pointed at: " + cardText(*m_picture, *m_hover).spoken();
    return said.join(' ');
}

// ---- the card, the prediction, the scales at the foot ---------------------------------------------------------------
namespace {

struct Paragraph {
    QString words;
    QFont font;
    QColor color;
};

// One under the other, wrapped, `apart` between them; gives back where the next would begin. With draw false it only
// measures.
double flow(QPainter& painter, std::span<const Paragraph> paragraphs, const QRectF& inside, double apart, bool draw) {
    constexpr int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
    double y = inside.top();
    for (const Paragraph& p : paragraphs) {
        if (p.words.isEmpty()) continue;
        const QRectF rest(inside.left(), y, inside.width(), 1000);
        painter.setFont(p.font);
        painter.setPen(p.color);
        y = painter.boundingRect(rest, flags, p.words).bottom() + apart;
        if (draw) painter.drawText(rest, flags, p.words);
    }
    return y;
}

} // namespace

// Without a place pointed at: what the network makes of the image, large.
void StripFigure::paintPrediction(StripBrush& to) const {
    const Palette& c = to.colors();
    const CardText text = predictionText(*m_picture);
    const double line = stripText * 1.45 * to.font;
    // As large as fits, in equal steps for name and share.
    double large = std::min(26.0, 0.2 * frame().card.height());
    const auto width = [&](double size) {
        return QFontMetricsF(to.sized(size / to.font, Weight::Bold)).horizontalAdvance(text.title) + 12 +
               QFontMetricsF(to.sized(size * 0.7 / to.font)).horizontalAdvance("100.0 %");
    };
    while (large > 12 && width(large) > frame().card.width()) --large;
    QRectF row = frame().card.adjusted(0, std::min(14.0, frame().card.height() / 10), 0, 0);
    row.setHeight(line);
    to.write(row, "The network says", to.sized(stripText), c.dim);
    row.translate(0, line);
    row.setHeight(1.4 * large);
    const double next = to.write(row, text.title, to.sized(large / to.font, Weight::Bold), c.text);
    QRectF share = row;
    share.setLeft(next + 12);
    to.write(share, text.lead, to.sized(large * 0.7 / to.font), c.now);
    row.translate(0, row.height());
    row.setHeight(line);
    to.write(row, text.cost, to.sized(stripText), text.right ? c.dim : c.error);
}

void StripFigure::paintCard(StripBrush& to) const {
    if (!m_hover || m_hover->part == "input") {
        paintPrediction(to);
        return;
    }
    const Palette& c = to.colors();
    const CardText text = cardText(*m_picture, *m_hover);
    const QFont plain = to.sized(stripText);
    const std::array<Paragraph, 4> paragraphs{{{text.title, to.sized(stripText + 1, Weight::Bold), c.now},
                                               {text.lead, plain, c.text},
                                               {text.cost, plain, c.dim},
                                               {text.value, to.sized(stripText, Weight::Bold), c.output}}};
    const double pad = frame().card.width() > 260 * to.font ? 14 : 8, apart = pad > 10 ? 4 : 1;
    const QRectF inside = frame().card.adjusted(pad + 2, pad, -pad, 0);
    QRectF card = frame().card;
    card.setBottom(flow(to.painter, paragraphs, inside, apart, false) + pad - apart);
    to.painter.setPen(QPen(c.line, 1));
    to.painter.setBrush(c.window);
    to.painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    flow(to.painter, paragraphs, inside, apart, true);
}

void StripFigure::paintFoot(StripBrush& to) const {
    const Palette& c = to.colors();
    const QFont font = to.sized(stripText);
    const QRectF foot = frame().foot;
    const bool narrow = frame().padding < 20;
    const double ramp = narrow ? 64 : 110, height = 11 * to.font;
    QRectF at = foot;
    const auto word = [&](const QString& text) { at.setLeft(to.write(at, text, font, c.dim) + 8); };
    const auto scale = [&](Ramp which) {
        const QRectF bar(at.left(), foot.center().y() - height / 2, ramp, height);
        paintRamp(to.painter, bar, which);
        at.setLeft(bar.right() + 8);
    };
    const bool kernels = std::ranges::any_of(
        m_places, [&](const Place& place) { return m_picture->parts[place.part].kind == NetworkPart::Kernels; });
    if (kernels && kernelChannels(*m_picture) > 1) {
        word(narrow ? "kernels: grey is 0" : "kernels: grey is 0, bright adds, dark subtracts");
        at.setLeft(at.left() + (narrow ? 8 : 24));
    } else if (kernels) {
        const double weights = rampEnd(m_picture->network->layer(0).parameters()[0].value.values(), Ramp::Signed);
        const QString end = weights < 1000 ? fixed(weights, 2) : figures(weights);
        word("weights " + (weights > 0 ? QChar(0x2212) + end : end));
        scale(Ramp::Signed);
        word(end);
        at.setLeft(at.left() + (narrow ? 8 : 24));
    }
    const auto isSigned = [this](const NetworkPart& p) {
        return (p.isMaps() || p.kind == NetworkPart::Dense) && partRamp(*m_picture, p.part) == Ramp::Signed;
    };
    const bool sign = std::any_of(m_picture->parts.begin(), m_picture->parts.end(), isSigned);
    word(sign ? QString("activations −") : QString("activations 0"));
    scale(sign ? Ramp::Signed : Ramp::Unsigned);
    if (sign && m_picture->separate &&
        !std::ranges::all_of(m_picture->parts, [&](const NetworkPart& p) { return !p.isMaps() || isSigned(p); })) {
        word("+, 0");
        scale(Ramp::Unsigned);
    }
    word(sign ? QString("largest size in each map") : QString("largest in each map"));
    const QString sum = shownParameters(*m_picture);
    const double room = foot.right() - at.left() - 8;
    const QFontMetricsF metrics(font);
    for (const QString& words : {sum, sum.section("= ", 1)}) {
        if (metrics.horizontalAdvance(words) > room) continue;
        to.write(foot, words, font, c.dim, Qt::AlignRight | Qt::AlignVCenter);
        break;
    }
}

} // namespace ui
