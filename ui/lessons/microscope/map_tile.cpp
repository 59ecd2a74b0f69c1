#include "ui/lessons/microscope/map_tile.h"

#include "ui/figure/chart.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/paragraph.h"
#include "ui/figure/picture_overlay.h"
#include "ui/figure/ways.h"

#include <algorithm>
#include <cmath>

namespace ui {

QImage signedOverlay(const cnn::Tensor& picture, const cnn::Tensor& map, double largest) {
    QImage image = pictureImage(picture).convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const double t = largest > 0 ? static_cast<double>(map.at(0, y, x)) / largest : 0;
            const QColor ground = greyRamp(qGray(image.pixel(x, y)) / 255.0);
            // A little influence leaves the picture in sight, half of the largest hides it.
            const double cover = std::min(1.0, 1.8 * std::abs(t));
            image.setPixelColor(x, y, mix(ground, signedRamp(std::clamp(t, -1.0, 1.0)), cover));
        }
    return image;
}

QPainterPath outlineOf(const std::vector<std::uint8_t>& mask, int rows, int columns) {
    QPainterPath path;
    if (mask.empty()) return path;
    const auto inside = [&](int y, int x) {
        return y >= 0 && x >= 0 && y < rows && x < columns &&
               mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x)] != 0;
    };
    const auto line = [&path](int x1, int y1, int x2, int y2) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
    };
    for (int y = 0; y <= rows; ++y)
        for (int x = 0; x <= columns; ++x) {
            if (inside(y, x) != inside(y - 1, x)) line(x, y, x + 1, y);
            if (inside(y, x) != inside(y, x - 1)) line(x, y, x, y + 1);
        }
    return path;
}

namespace {

QStringList words(const std::vector<MapTile>& tiles, QString MapTile::*what) {
    QStringList all;
    for (const MapTile& tile : tiles) all << tile.*what;
    return all;
}

// Of the widest of them, where each stands in one line.
double widest(const std::vector<MapTile>& tiles, QString MapTile::*what, double pixels, Weight weight) {
    double wide = 0;
    for (const MapTile& tile : tiles) wide = std::max(wide, Paragraph{tile.*what, pixels, weight}.width());
    return wide;
}

} // namespace

// As large as so many in a row can be, in half pixels a pixel of the picture, small ones in quarters. Words that are
// wider than the pictures move them apart; where there is no room for that they break onto more lines.
TileRow::TileRow(const std::vector<MapTile>& tiles, int rows, int columns, const QRectF& room, double text)
    : m_count(tiles.size()), m_rows(rows), m_columns(columns),
      m_heads(std::ranges::any_of(tiles, [](const MapTile& t) { return !t.heading.isEmpty(); })),
      m_subs(std::ranges::any_of(tiles, [](const MapTile& t) { return !t.sub.isEmpty(); })),
      m_scales(std::ranges::any_of(tiles, [](const MapTile& t) { return t.scale != MapTile::None; })), m_text(text) {
    const auto number = static_cast<double>(m_count);
    const double gap = 1.7 * text, between = 0.9 * text; // of pictures, of words
    const double slot = (room.width() + between) / number - between;
    const double head = 14.0 / 13 * text, fact = 1.1 * text;
    m_head = linesOf(words(tiles, &MapTile::heading), slot, head, Weight::Bold);
    m_facts = linesOf(words(tiles, &MapTile::fact), slot, fact, Weight::SemiBold);
    const double above = (m_subs ? 3.0 : m_heads ? 1.7 : 0.4) + 1.3 * (m_head.count - 1);
    const double below = (m_scales ? 3.9 : 2.2) + 1.3 * (m_facts.count - 1);
    const double wide = (room.width() - (number - 1) * gap) / number / columns;
    const double tall = (room.height() - (above + below) * text) / rows;
    m_cell = std::max(0.25, std::min(wide, tall));
    if (m_cell >= 1) m_cell = m_cell < 2 ? std::floor(4 * m_cell) / 4 : std::floor(2 * m_cell) / 2;
    const double width = m_cell * columns;
    const double needed = 1 + std::ceil(std::max({widest(tiles, &MapTile::heading, head, Weight::Bold),
                                                  widest(tiles, &MapTile::sub, text, Weight::Regular),
                                                  widest(tiles, &MapTile::fact, fact, Weight::SemiBold)}));
    // The last one's words end in the room, too.
    const double last = std::max(width, std::min(needed, slot));
    const double furthest = m_count > 1 ? (room.width() - last) / (number - 1) : width;
    m_step = std::min(furthest, width + std::max(3.2 * gap, needed + between - width));
    m_words = m_count > 1 ? std::max(width, m_step - between) : last;
    m_left = std::round(std::max(room.left(), std::min(room.center().x() - (width + (number - 1) * m_step) / 2,
                                                       room.right() - (number - 1) * m_step - last)));
    m_top = std::round(room.top() + above * text);
}

QRectF TileRow::picture(std::size_t tile) const {
    return {std::round(m_left + static_cast<double>(tile) * m_step), m_top, m_cell * m_columns, m_cell * m_rows};
}

QRectF TileRow::pixel(std::size_t tile, int y, int x) const {
    if (tile >= m_count || y < 0 || x < 0 || y >= m_rows || x >= m_columns) return {};
    const QRectF where = picture(tile);
    return {where.left() + x * m_cell, where.top() + y * m_cell, m_cell, m_cell};
}

std::optional<CellRef> TileRow::at(const std::vector<MapTile>& tiles, QPointF point) const {
    for (std::size_t i = 0; i < m_count; ++i) {
        const QRectF where = picture(i);
        if (!where.contains(point)) continue;
        const QPointF in = (point - where.topLeft()) / m_cell;
        return CellRef{tiles[i].part, 0, std::min(m_rows - 1, static_cast<int>(in.y())),
                       std::min(m_columns - 1, static_cast<int>(in.x()))};
    }
    return std::nullopt;
}

void TileRow::paint(const Brush& to, const std::vector<MapTile>& tiles, const QPainterPath& outline) const {
    for (std::size_t i = 0; i < m_count; ++i) {
        paintTile(to, tiles[i], i);
        if (outline.isEmpty() || tiles[i].image.isNull()) continue;
        const QRectF where = picture(i);
        const QPainterPath path = QTransform(m_cell, 0, 0, m_cell, where.left(), where.top()).map(outline);
        to.painter.setBrush(Qt::NoBrush);
        // Light with a dark edge: to be seen on every colour of a map.
        to.painter.setPen(QPen(greyRamp(0), 3.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        to.painter.drawPath(path);
        to.painter.setPen(QPen(greyRamp(1), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        to.painter.drawPath(path);
    }
}

void TileRow::paintTile(const Brush& to, const MapTile& tile, std::size_t index) const {
    const QRectF where = picture(index);
    const auto lines = [&](double top, Lines in, const QString& text, const QColor& colour, Weight weight,
                           Qt::Alignment place) {
        const QRectF room(where.left(), top, m_words, (1.5 + 1.3 * (in.count - 1)) * m_text);
        if (in.count == 1) place = Qt::AlignVCenter;
        Paragraph{text, in.size, weight}.paint(to.painter, room, colour, Qt::AlignLeft | place);
    };
    lines(where.top() - ((m_subs ? 2.95 : 1.65) + 1.3 * (m_head.count - 1)) * m_text, m_head, tile.heading,
          tile.part == "picture" ? to.c.input : to.c.text, Weight::Bold, Qt::AlignBottom);
    to.write({where.left(), where.top() - 1.5 * m_text, m_words, 1.3 * m_text},
             firstFitting({tile.sub, tile.sub.section(',', 0, 0)}, m_words, m_text), m_text, to.c.dim);
    if (tile.image.isNull())
        to.fill(where, to.c.sunken);
    else
        paintMap(to.painter, where, tile.image);
    paintFrame(to, tile, where);
    paintScale(to, tile, where);
    const double top = where.bottom() + (m_scales ? 2.0 : 0.4) * m_text;
    lines(top, m_facts, tile.fact, tile.wrong ? to.c.error : to.c.text, Weight::SemiBold, Qt::AlignTop);
}

void TileRow::paintFrame(const Brush& to, const MapTile& tile, const QRectF& picture) const {
    if (tile.frame == MapTile::Hairline) return to.outline(picture.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
    to.painter.setBrush(Qt::NoBrush);
    to.painter.setPen(tile.frame == MapTile::Solid ? QPen(to.c.text, 3) : dashedPen(to.c.text, 3, 2, 1.4));
    to.painter.drawRect(picture.adjusted(-2.5, -2.5, 2.5, 2.5));
}

void TileRow::paintScale(const Brush& to, const MapTile& tile, const QRectF& picture) const {
    if (tile.scale == MapTile::None || tile.image.isNull()) return;
    const QFontMetricsF metrics(Style::numberFont(m_text));
    const double before = metrics.horizontalAdvance(tile.low) + 0.5 * m_text;
    const double behind = metrics.horizontalAdvance(tile.high) + 0.5 * m_text;
    const double wide = before + behind > picture.width() ? m_words : picture.width();
    const QRectF row(picture.left(), picture.bottom() + 0.4 * m_text, wide, 1.4 * m_text);
    to.write(row, tile.low, m_text, to.c.dim);
    to.write(row, tile.high, m_text, to.c.dim, Weight::Regular, Qt::AlignRight | Qt::AlignVCenter);
    const QRectF bar = row.adjusted(before, 0.35 * m_text, -behind, -0.35 * m_text);
    if (bar.width() < 8) return;
    if (tile.scale == MapTile::Signed) return paintRamp(to.painter, bar, Ramp::Signed);
    to.painter.save();
    to.painter.setRenderHint(QPainter::SmoothPixmapTransform);
    to.painter.drawImage(bar, overlayScale());
    to.painter.restore();
}

} // namespace ui
