#include "ui/lessons/training/filters/filter_sheet.h"

#include "ui/figure/number_text.h"
#include "ui/figure/picture_overlay.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/value_grid.h"
#include "ui/figure/ways.h"
#include "ui/lessons/training/filters/filter_sheet_words.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {

struct FilterSheet::Brush {
    QPainter& painter;
    const Palette& c;
    double text; // pixels

    QFont font(Weight weight = Weight::Regular, double factor = 1) const {
        return Style::numberFont(text * factor, weight);
    }
    void write(const QRectF& where, const QString& words, const QFont& with, const QColor& colour,
               int align = Qt::AlignLeft | Qt::AlignVCenter) const {
        painter.setFont(with);
        painter.setPen(colour);
        painter.drawText(where, align | Qt::TextSingleLine, words);
    }
    void frame(const QRectF& where, const QColor& colour, double width) const {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, width));
        const double out = width / 2;
        painter.drawRect(where.adjusted(-out, -out, out, out));
    }
    // Like CSS's object-fit: a picture that is not square keeps its shape.
    void picture(const QRectF& where, const QImage& image) const {
        const double side = std::max(image.width(), image.height());
        const QSizeF size(where.width() * image.width() / side, where.height() * image.height() / side);
        const QRectF at(where.center() - QPointF(size.width(), size.height()) / 2, size);
        paintMap(painter, at, image);
        frame(at, c.line, 1);
    }
};

FilterSheet::FilterSheet(QSizeF size, const Style& style, std::shared_ptr<const FilterSheetPicture> picture,
                         std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)), m_layout(FilterSheetLayout::fit(size, style.scale, *m_picture)) {
    if (hover && !cellRect(*hover).isEmpty()) m_hover = std::move(hover);
}

// ---- places ---------------------------------------------------------------------------------------------------------

QRectF FilterSheet::cellRect(const CellRef& cell) const {
    const int index = cell.map - m_picture->first;
    if (index < 0 || index >= static_cast<int>(m_layout.rows.size()) || cell.x < 0) return {};
    const FilterSheetLayout::Row& row = m_layout.rows[static_cast<std::size_t>(index)];
    const FilterEntry& entry = m_picture->filter(cell.map);
    const auto x = static_cast<std::size_t>(cell.x);
    if (cell.part == "kernel" && x < row.slices.size()) return row.slices[x];
    if (cell.part == "ideal" && !entry.ideal.empty()) return row.ideal;
    if (cell.part == "patch" && !entry.silent && x < std::min(row.patches.size(), entry.patches.size()))
        return row.patches[x];
    if (cell.part == "worth" && entry.without) return row.worth;
    return {};
}

std::optional<CellRef> FilterSheet::cellAt(QPointF point) const {
    for (std::size_t i = 0; i < m_layout.rows.size(); ++i) {
        const FilterSheetLayout::Row& row = m_layout.rows[i];
        if (!row.all.contains(point)) continue;
        const int filter = m_picture->first + static_cast<int>(i);
        std::vector<CellRef> here{{"ideal", filter, 0, 0}, {"worth", filter, 0, 0}};
        for (std::size_t s = 0; s < row.slices.size(); ++s) here.push_back({"kernel", filter, 0, static_cast<int>(s)});
        for (std::size_t k = 0; k < row.patches.size(); ++k) here.push_back({"patch", filter, 0, static_cast<int>(k)});
        for (const CellRef& cell : here)
            if (cellRect(cell).contains(point)) return cell;
    }
    return std::nullopt;
}

// ---- painting -------------------------------------------------------------------------------------------------------

void FilterSheet::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    Brush to{painter, style.colors(), 13 * m_layout.font};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    if (!m_picture->trouble.isEmpty()) {
        to.write(QRectF(QPointF(0, 0), m_size), m_picture->trouble, to.font(Weight::Regular, 1.2), to.c.text,
                 Qt::AlignCenter);
        return;
    }
    paintHeads(to);
    for (int i = 0; i < static_cast<int>(m_layout.rows.size()); ++i) paintRow(to, m_picture->first + i);
    paintFoot(to);
}

// Over the first row of each block.
void FilterSheet::paintHeads(Brush& to) const {
    const std::size_t each = (m_layout.rows.size() + static_cast<std::size_t>(m_layout.blocks) - 1) /
                             static_cast<std::size_t>(m_layout.blocks);
    const cnn::Shape& kernel = m_picture->filters.front().kernel.shape();
    const auto head = [&](double x, double top, double until, const QString& name, const QString& sub,
                          const QColor& colour) {
        const QRectF line(x, top, until - x, 1.35 * to.text);
        // Rather nothing than half of it, where letters are large and pictures small.
        const auto write = [&](const QRectF& where, const QString& words, double pixels, Weight weight,
                               const QColor& ink) {
            const TextLine whole{{words, ink, weight}};
            const double fitting = fittingSize(whole, where.width(), pixels, std::min(pixels, ui::Brush::smallest));
            if (lineWidth(whole, fitting) <= where.width() + 0.5)
                to.write(where, words, Style::numberFont(fitting, weight), ink);
        };
        write(line, name, 14.0 / 13 * to.text, Weight::Bold, colour);
        write(line.translated(0, 1.35 * to.text), sub, to.text, Weight::Regular, to.c.dim);
    };
    for (std::size_t i = 0; i < m_layout.rows.size(); i += each) {
        const FilterSheetLayout::Row& row = m_layout.rows[i];
        const double top = row.all.top() - 3.0 * to.text;
        const double patches = row.patches.empty() ? row.worth.left() : row.patches.front().left();
        const QString size = QString("%1 × %2").arg(kernel.h).arg(kernel.w);
        head(row.slices.front().left(), top, row.ideal.left() - 4, kernel.c == 1 ? "Kernel" : "Kernels", size,
             to.c.kernel);
        head(row.ideal.left(), top, patches - 2, "Ideal", "ascent", to.c.text);
        head(patches, top, row.worth.left() - 4, "Excite it most",
             m_picture->images == 0 ? QString()
                                    : counted(static_cast<qint64>(m_picture->images), "test image", "test images"),
             to.c.input);
        head(row.worth.left(), top, row.worth.right(), "Without", "points", to.c.text);
        if (i > 0) {
            to.painter.setPen(QPen(to.c.line, 1));
            const double x = std::round(row.all.left() - 1.1 * to.text) + 0.5;
            to.painter.drawLine(QPointF(x, top), QPointF(x, m_layout.rows[each - 1].all.bottom()));
        }
    }
}

void FilterSheet::paintRow(Brush& to, int filter) const {
    const FilterSheetLayout::Row& row = m_layout.rows[static_cast<std::size_t>(filter - m_picture->first)];
    const FilterEntry& entry = m_picture->filter(filter);
    const bool pointed = m_hover && m_hover->map == filter;
    to.write(row.number, QString::number(filter + 1), to.font(pointed ? Weight::Bold : Weight::SemiBold),
             pointed ? to.c.text : to.c.dim);
    const cnn::Shape& kernel = entry.kernel.shape();
    for (std::size_t s = 0; s < row.slices.size(); ++s) {
        const auto weights = entry.kernel.values().subspan(entry.kernel.offset(static_cast<int>(s), 0, 0),
                                                           static_cast<std::size_t>(kernel.h * kernel.w));
        paintMap(to.painter, row.slices[s], mapImage(weights, kernel.h, kernel.w, Ramp::Signed, m_picture->weightEnd));
        paintGridNumbers(to.painter, row.slices[s], weights, kernel.h, kernel.w, Ramp::Signed, m_picture->weightEnd);
        to.frame(row.slices[s], to.c.line, 1); // zero is the card's white
    }
    if (entry.ideal.empty())
        to.painter.fillRect(row.ideal, to.c.window);
    else
        to.picture(row.ideal, pictureImage(entry.ideal));
    paintPatches(to, filter);
    paintWorth(to, filter);
    if (pointed) to.frame(cellRect(*m_hover).adjusted(-1, -1, 1, 1), to.c.now, 2.5);
}

void FilterSheet::paintPatches(Brush& to, int filter) const {
    const FilterSheetLayout::Row& row = m_layout.rows[static_cast<std::size_t>(filter - m_picture->first)];
    const FilterEntry& entry = m_picture->filter(filter);
    if (entry.silent && !row.patches.empty()) {
        const QRectF where(row.patches.front().topLeft(), row.patches.back().bottomRight());
        for (const char* words : {"Silent: below zero on every image looked at, so ReLU gives nothing.",
                                  "Silent: below zero on every image looked at.", "Silent on every image.", "Silent"})
            if (QFontMetricsF(to.font()).horizontalAdvance(words) <= where.width())
                return to.write(where, words, to.font(), to.c.dim);
        return;
    }
    for (std::size_t k = 0; k < row.patches.size(); ++k)
        if (k < entry.patches.size())
            to.picture(row.patches[k], pictureImage(entry.patches[k].pixels));
        else
            to.painter.fillRect(row.patches[k], to.c.window); // to come
}

// A bar as long as the loss against the largest loss here, and the points.
void FilterSheet::paintWorth(Brush& to, int filter) const {
    const QRectF where = m_layout.rows[static_cast<std::size_t>(filter - m_picture->first)].worth;
    const FilterEntry& entry = m_picture->filter(filter);
    if (!entry.without) return;
    const auto most = m_picture->worthMost();
    const bool first = most == filter;
    const double number = 3.4 * to.text, height = std::min(1.1 * to.text, 0.6 * where.height());
    const QRectF groove(where.left(), where.center().y() - height / 2, where.width() - number, height);
    to.painter.fillRect(groove, to.c.window);
    if (most && *entry.without < m_picture->accuracy) {
        const double share =
            (m_picture->accuracy - *entry.without) / (m_picture->accuracy - *m_picture->filter(*most).without);
        to.painter.fillRect(QRectF(groove.topLeft(), QSizeF(share * groove.width(), height)),
                            first ? to.c.now : to.c.lineStrong);
    }
    to.write(where, pointsWithout(*m_picture, entry), to.font(first ? Weight::Bold : Weight::Regular),
             first ? to.c.now : to.c.text, Qt::AlignRight | Qt::AlignVCenter);
}

QString FilterSheet::footWords() const {
    return m_hover ? filterWords(*m_picture, m_hover->part, m_hover->map, m_hover->x) : filterLead(*m_picture);
}

void FilterSheet::paintFoot(Brush& to) const {
    const QRectF foot = m_layout.foot;
    double x = foot.left();
    const auto label = [&](const QString& words) {
        to.write(QRectF(x, foot.top(), foot.width(), foot.height()), words, to.font(), to.c.dim);
        x += QFontMetricsF(to.font()).horizontalAdvance(words) + 0.6 * to.text;
    };
    label("weights " + fixed(-m_picture->weightEnd, 2));
    const QRectF bar(x, foot.center().y() - 0.35 * to.text, 7 * to.text, 0.7 * to.text);
    paintRamp(to.painter, bar, Ramp::Signed);
    x = bar.right() + 0.6 * to.text;
    label(fixed(m_picture->weightEnd, 2));
    const double left = x + 2 * to.text;
    const Weight weight = m_hover ? Weight::Regular : Weight::SemiBold;
    const QRectF rest(left, foot.top(), foot.right() - left, foot.height());
    // Rather without what it was measured on.
    const QString all = footWords();
    const double pixels = to.text * 14 / 13;
    ui::Brush{to.painter, to.c}.write(
        rest,
        firstFitting({all, all.section(',', 0, 0), all.section(tr(" instead"), 0, 0)}, rest.width(), pixels, weight),
        pixels, to.c.text, weight, Qt::AlignRight | Qt::AlignVCenter);
}

QString FilterSheet::describe() const {
    const QString all = filterDescription(*m_picture);
    return m_hover ? all + " Pointed at: " + footWords() : all;
}

} // namespace ui
