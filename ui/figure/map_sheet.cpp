#include "ui/figure/map_sheet.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <cmath>

namespace ui {
namespace {

constexpr double margin = 24, gap = 12, titleText = 20, lineText = 15, smallText = 13;
constexpr double titleHeight = 30, lineHeight = 22, smallHeight = 20;
constexpr double rampWidth = 160, rampHeight = 14;

double width(const QString& text, const QFont& font) {
    return std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

QFont titleFont() {
    return Style::font(titleText, Weight::Bold);
}
QFont lineFont() {
    return Style::numberFont(lineText);
}
QFont smallFont() {
    return Style::numberFont(smallText);
}

QString filterName(int row) {
    return tr("filter %1").arg(row + 1);
}
QString inputName(int column) {
    return tr("on map %1").arg(column + 1);
}

// What stands left and right of the ramp, and what it is the scale of.
struct ScaleWords {
    QString low, high, scope;
    double width() const {
        return ui::width(low, lineFont()) + 8 + rampWidth + 8 + ui::width(high, lineFont()) + 16 +
               ui::width(scope, lineFont());
    }
};
ScaleWords scaleWords(const MapSet& maps, const MapLook& look, const MapColours& colours) {
    const bool sign = colours.ramp == Ramp::Signed;
    if (look.scale == MapLook::EachMap && maps.count() > 1)
        return {sign ? QString(QChar(0x2212)) : "0", sign ? "+" : "",
                sign ? tr("up to the largest size in each map, written below it")
                     : tr("up to the largest value in each map, written below it")};
    const QString top = figures(colours.largest);
    return {sign ? QChar(0x2212) + top : QString("0"), top, maps.count() > 1 ? tr("one scale for all") : QString()};
}

} // namespace

MapSheet::MapSheet(MapSet maps, const MapLook& look, QStringList caption)
    : m_maps(std::move(maps)), m_look(look), m_caption(std::move(caption)), m_colours(mapColours(m_maps, look)),
      m_columns(mapColumns(m_maps)), m_rows((m_maps.count() + m_columns - 1) / m_columns),
      m_cell(mapCell(m_maps, look)) {
    const cnn::Shape& s = m_maps.values.shape();
    m_map = QSizeF(s.w, s.h) * m_cell;
    double head = width(m_maps.title, titleFont()), widest = m_map.width(), left = margin;
    for (const QString& line : m_caption) head = std::max(head, width(line, lineFont()));
    head = std::max(head, scaleWords(m_maps, m_look, coloursOf(0)).width());
    for (int i = 0; i < m_maps.count(); ++i) widest = std::max(widest, width(under(i), smallFont()));
    if (isTable()) {
        widest = std::max(widest, width(inputName(m_columns - 1), smallFont()));
        left += width(filterName(m_rows - 1), smallFont()) + gap;
    }
    m_step = {widest + gap, m_map.height() + gap + (under(0).isEmpty() ? 0 : smallHeight)};
    m_origin = {left, margin + titleHeight + lineHeight * static_cast<double>(m_caption.size()) + lineHeight + gap +
                          (isTable() ? smallHeight : 0)};
    m_size = {std::max(left + m_step.width() * m_columns - gap, margin + head) + margin,
              m_origin.y() + m_step.height() * m_rows - gap + margin};
}

QString MapSheet::under(int map) const {
    const bool own = m_look.scale == MapLook::EachMap;
    const QString range = own ? coloursOf(map).range() : QString();
    if (m_maps.count() == 1) return {};
    if (isTable()) return range;
    return QString::number(map + 1) + (own ? ": " + range : "");
}

QRectF MapSheet::place(int map) const {
    const QPointF corner(m_step.width() * (map % m_columns), m_step.height() * (map / m_columns));
    return {m_origin + corner, m_map};
}

void MapSheet::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.fillRect(QRectF(QPointF(0, 0), m_size), c.surface);
    paintHead(painter, c);
    if (isTable()) paintTableHeads(painter, c);
    const cnn::Shape& s = m_maps.values.shape();
    for (int i = 0; i < m_maps.count(); ++i) {
        const QRectF where = place(i);
        const MapColours& colours = coloursOf(i);
        // Around the map, so that white shows on white and no value is hidden.
        painter.fillRect(where.adjusted(-1, -1, 1, 1), c.lineStrong);
        paintMap(painter, where, mapImage(m_maps.map(i), s.h, s.w, colours.ramp, colours.largest));
        painter.setFont(smallFont());
        painter.setPen(c.dim);
        painter.drawText(QRectF(where.left(), where.bottom() + 2, m_step.width(), smallHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, under(i));
    }
}

void MapSheet::paintHead(QPainter& painter, const Palette& c) const {
    const auto line = [&](double y, double height) { return QRectF(margin, y, m_size.width() - margin, height); };
    double y = margin;
    painter.setFont(titleFont());
    painter.setPen(c.text);
    painter.drawText(line(y, titleHeight), Qt::AlignLeft | Qt::AlignTop, m_maps.title);
    y += titleHeight;
    painter.setFont(lineFont());
    painter.setPen(c.dim);
    for (const QString& words : m_caption) {
        painter.drawText(line(y, lineHeight), Qt::AlignLeft | Qt::AlignTop, words);
        y += lineHeight;
    }
    paintScale(painter, c, y);
}

void MapSheet::paintScale(QPainter& painter, const Palette& c, double y) const {
    const ScaleWords words = scaleWords(m_maps, m_look, coloursOf(0));
    double x = margin;
    const auto write = [&](const QString& text) {
        painter.drawText(QRectF(x, y, m_size.width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width(text, lineFont()) + 8;
    };
    write(words.low);
    const QRectF bar(x, y + (lineHeight - rampHeight) / 2, rampWidth, rampHeight);
    painter.fillRect(bar.adjusted(-1, -1, 1, 1), c.lineStrong);
    paintRamp(painter, bar, coloursOf(0).ramp);
    x = bar.right() + 8;
    write(words.high);
    x += 8;
    write(words.scope);
}

void MapSheet::paintTableHeads(QPainter& painter, const Palette& c) const {
    painter.setFont(smallFont());
    painter.setPen(c.dim);
    for (int column = 0; column < m_columns; ++column) {
        const QRectF top = place(column);
        painter.drawText(QRectF(top.left(), top.top() - smallHeight - 3, m_step.width(), smallHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, inputName(column));
    }
    for (int row = 0; row < m_rows; ++row) {
        const QRectF first = place(row * m_columns);
        painter.drawText(QRectF(margin, first.top(), first.left() - margin - gap, first.height()),
                         Qt::AlignRight | Qt::AlignVCenter, filterName(row));
    }
}

QString MapSheet::describe() const {
    QStringList words{m_maps.title + "."};
    for (const QString& line : m_caption) words << line + ".";
    if (m_look.scale == MapLook::EachMap)
        words << ui::tr("Each map has a scale of its own.");
    else
        words << ui::tr("Colours from %1.").arg(coloursOf(0).range());
    return words.join(' ');
}

std::optional<CellRef> MapSheet::cellAt(QPointF at) const {
    const QPointF from = at - m_origin;
    const int column = static_cast<int>(std::floor(from.x() / m_step.width()));
    const int row = static_cast<int>(std::floor(from.y() / m_step.height()));
    if (column < 0 || row < 0 || column >= m_columns) return std::nullopt;
    const int map = row * m_columns + column;
    if (map >= m_maps.count() || !place(map).contains(at)) return std::nullopt;
    const QPointF inside = (at - place(map).topLeft()) / m_cell;
    const cnn::Shape& s = m_maps.values.shape();
    return CellRef{"maps", map, std::min(s.h - 1, static_cast<int>(inside.y())),
                   std::min(s.w - 1, static_cast<int>(inside.x()))};
}

QRectF MapSheet::cellRect(const CellRef& cell) const {
    if (cell.part != "maps" || cell.map < 0 || cell.map >= m_maps.count()) return {};
    return {place(cell.map).topLeft() + QPointF(cell.x, cell.y) * m_cell, QSizeF(m_cell, m_cell)};
}

} // namespace ui
