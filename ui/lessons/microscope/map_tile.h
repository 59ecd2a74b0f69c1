// A picture and what is laid over it, as a part of a figure: words above, the outline of its cell around, the scale of
// its colours and a fact below.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/microscope/wrapped.h"

#include "core/tensor/tensor.h"

#include <QImage>
#include <QPainterPath>
#include <cstdint>

namespace ui {

struct MapTile {
    enum Scale { None, Unsigned, Signed };
    QString part;         // of a CellRef
    QString heading, sub; // above
    QImage image = {};    // a pixel a pixel of the picture; null: it is still to come
    Scale scale = None;
    QString low = {}, high = {};                             // its ends
    QString fact = {};                                       // below
    bool wrong = false;                                      // the fact is a mistake
    enum Frame { Hairline, Solid, Dashed } frame = Hairline; // around the picture
};

// Red, the stronger the larger the value; blue below 0; in between the picture in grey. `map` has one channel.
QImage signedOverlay(const cnn::Tensor& picture, const cnn::Tensor& map, double largest);
// Along the borders of the pixels, in pixels. Empty without a mask.
QPainterPath outlineOf(const std::vector<std::uint8_t>& mask, int rows, int columns);

class TileRow {
public:
    // rows, columns: of the pictures, all alike; text: size of the words.
    TileRow(const std::vector<MapTile>& tiles, int rows, int columns, const QRectF& room, double text);

    QRectF picture(std::size_t tile) const;
    double left() const { return m_left; }
    double right() const { return picture(m_count - 1).left() + m_words; }
    QRectF pixel(std::size_t tile, int y, int x) const;
    std::optional<CellRef> at(const std::vector<MapTile>& tiles, QPointF point) const;
    void paint(const Brush& to, const std::vector<MapTile>& tiles, const QPainterPath& outline) const;

private:
    void paintTile(const Brush& to, const MapTile& tile, std::size_t index) const;
    void paintFrame(const Brush& to, const MapTile& tile, const QRectF& picture) const;
    void paintScale(const Brush& to, const MapTile& tile, const QRectF& picture) const;
    std::size_t m_count;
    int m_rows, m_columns;
    bool m_heads, m_subs, m_scales; // words above, a second line of them, a scale below
    Lines m_head, m_facts;
    double m_text, m_cell, m_left, m_top, m_step;
    double m_words; // so wide they may be: nearly to the neighbour
};

} // namespace ui
