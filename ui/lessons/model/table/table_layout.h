// Where everything of the model page's table stands: the drawing above, the head, the rows that fit, the sums.
#pragma once

#include "ui/figure/figure.h"
#include "ui/lessons/model/table/network_drawing.h"

#include <array>

namespace ui {

struct TablePicture {
    std::shared_ptr<const ModelTable> table; // null: there is none
    QString message;                         // instead of it: it is being read, or why it cannot be
    ModelColumn sort = ModelColumn::Layer;
    bool descending = false;
    int current = -1; // the pair one stands at
    // What is asked and so not shown: this column of that pair and network, and the sum of the column.
    struct Covered {
        int pair = -1;
        std::size_t side = 0;
        ModelColumn column = ModelColumn::Layer;
    };
    std::optional<Covered> covered;
    std::optional<CellRef> hover; // "layer" or "block": a pair; "head": a column
    std::optional<int> top;       // the first row in sight; none: so that the current one is
};

struct TableLayout {
    double font = 13, row = 20; // pixels: text, and from one line to the next
    int lines = 1;              // of a row: one a network
    QRectF drawings, head, body, foot;
    std::vector<NetworkDrawing> networks;
    std::array<QRectF, modelColumns> columns; // left and right ends; empty: there is no room for it
    QRectF titles;                            // of two networks, which line is whose
    int top = 0, fit = 0;                     // the first row in sight, and how many are

    // Of a row on show, by its number from the first; empty: it is not in sight.
    QRectF rowRect(int shown) const;
    QRectF cell(const QRectF& line, ModelColumn column) const;
};

TableLayout layOut(const TablePicture& picture, QSizeF size, const Style& style);
// A size at which every row is in sight.
QSizeF wholeSize(const TablePicture& picture);

} // namespace ui
