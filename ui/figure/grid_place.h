// Where a grid stands on the stage, and whose colours its numbers have.
#pragma once

#include "ui/figure/figure.h"

#include <optional>

namespace ui {

// What the numbers of a grid belong to; a gradient has the colour of what it is the gradient of.
enum class GridRole { Input, Kernel, Output };
inline const QColor& inkOf(const Palette& c, GridRole role) {
    return role == GridRole::Input ? c.input : role == GridRole::Kernel ? c.kernel : c.output;
}
inline const QColor& tintOf(const Palette& c, GridRole role) {
    return role == GridRole::Input ? c.surface : role == GridRole::Kernel ? c.kernelTint : c.outputTint;
}

// Where one grid stands on the stage. Row and column count from `firstRow`, `firstColumn`: the input's padding has
// negative indices, so that a cell keeps its name whatever the padding.
struct GridPlace {
    QString part;
    QPointF corner;
    double side = 0; // of a cell, the gap included
    int rows = 0, columns = 0, firstRow = 0, firstColumn = 0;

    QRectF rect() const { return {corner.x(), corner.y(), columns * side, rows * side}; }
    QRectF cell(int y, int x) const;                // without the gap
    QRectF cells(int y, int x, int h, int w) const; // a block, gaps inside included
    std::optional<CellRef> at(QPointF point) const;
    // The cells that have some part there, gaps included: visit(y, x).
    template<class Visit> void forCellsIn(const QRectF& where, Visit visit) const {
        const QRectF all = where & rect();
        if (all.isEmpty()) return;
        const CellRef first = *at(all.topLeft()), last = *at(all.bottomRight() - QPointF(1e-6, 1e-6) * side);
        for (int y = first.y; y <= last.y; ++y)
            for (int x = first.x; x <= last.x; ++x) visit(y, x);
    }
    double gap() const { return side >= 48 ? 4 : side >= 26 ? 2 : side >= 12 ? 1 : 0; }
    double radius() const { return side >= 60 ? 8 : side >= 26 ? 6 : side >= 12 ? 2 : 0; }
};

} // namespace ui
