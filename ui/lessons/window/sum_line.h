// The current sum while presenting: beside or below the grids, without a card, on as few lines as can be read from the
// last row.
#pragma once

#include "ui/figure/text_runs.h"
#include "ui/lessons/window/window_picture.h"

namespace ui {

struct SumLines {
    std::vector<TextLine> lines;
    double pixels = 0;      // of the terms; the result is larger
    bool shortened = false; // the rows' sums stand for the products

    bool empty() const { return lines.empty(); }
    double height() const { return 1.45 * pixels * static_cast<double>(lines.size()); }
};

// Into that room, the terms at most `wanted` pixels high: on one line; where that would be below `good`, a kernel row a
// line, whatever is larger; and of very many products only the rows' sums. Empty when there is no step.
SumLines sumLines(const Palette& colors, const WindowPicture& picture, QSizeF room, double wanted, double good);
void paintSumLines(QPainter& painter, const SumLines& sum, QRectF room);

} // namespace ui
