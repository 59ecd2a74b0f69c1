// What the drawings of "Images are grids" share; only its .cpp files include it.
#pragma once

#include "ui/lessons/grids/grids_layout.h"

namespace ui {

constexpr double smallPrintFrom = 14; // pixels of a line whose small print can be read

class GridsBrush {
public:
    GridsBrush(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout);

protected:
    static QString channelName(int channel);
    // One number of the picture as a colour: grey, or the share of its channel.
    QColor numberColour(int value, int channel) const;
    // A neighbour and the pixel in question; seen on black and on white.
    void ring(const QRectF& cell);
    void now(const QRectF& cell);
    // From beside the one point to beside the other, so that it hides neither.
    void arrow(QPointF from, QPointF to, const QColor& colour, double width, double clearance);

    QPainter& m_painter;
    const Palette& m_c;
    const GridsPicture& m_p;
    const GridsLayout& m_l;
    double m_u;
    std::vector<Neighbour> m_near;
};

} // namespace ui
