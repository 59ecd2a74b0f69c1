// Draws number cells and what lies over them.
#pragma once

#include "ui/figure/grid_place.h"

namespace ui {

// How one cell looks. Stacked in this order: ground, hatch, digit, strike, border.
struct CellLook {
    QColor ground, digit, border;
    Weight weight = Weight::Regular;
    bool hatched = false, struck = false, dashed = false, empty = false;
    QString corner = {}; // "×3", lower right
    QColor cornerColour = {};
    QString instead = {}; // of the number: "?" where it is asked
};

// Of a cell whose number is asked and therefore not shown.
CellLook coveredLook(const Palette& colors);

// Which colour a value has. Signed data get the diverging ramp, symmetric about zero; others viridis from zero, and
// images plain grey.
struct ValueRamp {
    double largest = 0;
    QColor (*ramp)(double) = unsignedRamp;
    static ValueRamp of(const cnn::Tensor& values, bool image = false);
    bool isSigned() const { return ramp == signedRamp; }
    QColor colour(double value) const { return ramp(largest > 0 ? value / largest : 0); }
};

// Of the frame of `now` around cells of that side: no neighbour's digit is covered.
double nowFrameWidth(double side, bool presenting);

class GridPainter {
public:
    GridPainter(QPainter& painter, const Style& style)
        : m_painter(painter), m_colors(style.colors()), m_presenting(style.presenting) {}

    // Ground and border; drawn before the beam, so that the beam lies over grounds and under digits.
    void ground(const GridPlace& grid, int y, int x, const CellLook& look);
    // Digit (with a halo of the ground where hatched), corner and strike.
    void digit(const GridPlace& grid, int y, int x, float value, const CellLook& look);

    void frame(QRectF cells, double width, double radius); // `now`, around a window
    double frameWidth(double side) const { return nowFrameWidth(side, m_presenting); }
    void dotted(QRectF cells, double radius);                              // an earlier window
    void outline(QRectF cell, double radius, double width, double outset); // hover (inside), focus ring (outset)
    void circle(QRectF cell, bool now);                                    // winner of max pooling
    void covered(QRectF where, double radius, double largestText = 48);    // one block with a question mark
    void ramp(const ValueRamp& ramp, QRectF place, double textSize);       // colour scale with both ends printed

    // The value as text in a cell of this side: fewer digits when it would not fit; empty when it cannot be read.
    static QString fitted(float value, double side, double& pixels, bool presenting = false);

private:
    QPainter& m_painter;
    const Palette& m_colors;
    bool m_presenting; // digits and frames larger, for eyes far away
};

} // namespace ui
