// A table beside the pictures of a board: names to the left, cells side by side, all in letters of one size.
#pragma once

#include "ui/figure/brush.h"

#include <vector>

namespace ui {

struct FactTable {
    enum Tone { Plain, Dim, Bad, Good };
    struct Cell {
        QString text;
        Tone tone = Plain;
        bool bold = false;
        QString small = {}; // below it
    };
    struct Row {
        QString name;
        std::vector<Cell> cells;
        bool bold = false;
    };
    QString title;
    std::vector<QString> columns; // headings; the first column holds names and has none
    std::vector<Row> rows;
    bool empty() const { return rows.empty(); }
};

// Below it a cell would run into the next one. text: the size of the words.
double leastWidth(const FactTable& table, double text);
void paintTable(const Brush& to, const FactTable& table, const QRectF& where, double text);

} // namespace ui
