// "All sums": one line an output under the current sum. The current one is marked, those to come are dashed and empty
// until they are reached.
//
//     all sums   0×0 + 1×1 + 3×2 + 4×3 = 19
//               [1×0 + 2×1 + 4×2 + 5×3 = 25]
//               - - - - - - - - - - - - - - -
#pragma once

#include "ui/figure/stage_frame.h"
#include "ui/figure/text_runs.h"

#include <vector>

namespace ui {

struct SumLine {
    TextLine left, sign, result; // "0×0 + 1×1", " = ", "1"
};

struct SumList {
    // As many outputs as are shown so; of more a list would be no overview.
    static constexpr int most = 9;

    QString name;               // "all sums"
    std::vector<SumLine> lines; // of all outputs, so that the room they take is the same at every step
    int now = 0;                // which of them is the current one
    int reached = 0;            // how many are written; the others are to come

    bool empty() const { return lines.empty(); }
};

// How the lines of a list stand: in columns, read down and then across.
struct SumListPlace {
    QRectF area; // the card
    double pixels = 0;
    int columns = 1, rows = 0;
    bool nameAbove = false; // the list's name stands over the lines, not left of them

    bool shown() const { return rows > 0; }
    // The largest readable text in a card so wide and at most so high, its upper left corner at (0, 0); not shown where
    // there is none.
    static SumListPlace fitting(const SumList& list, double width, double height, double unit);
};

// Makes room for the list at the foot of the frame's zone, under a card of this height, where `spare` pixels are left
// over above the card: it moves up. Nothing changes where the list does not fit.
SumListPlace placeUnder(const SumList& list, const StageFrame& frame, double spare, QRectF& card);

void paintSumList(QPainter& painter, const Style& style, const SumList& list, const SumListPlace& place, double unit);

} // namespace ui
