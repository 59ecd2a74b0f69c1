// Where the blocks of LeNet-5 stand.
//
//   blocks:  name, size                             column:  C3  [ 5 × 5 Conv (16) ]  16@10×10   2 416
//            stacks of maps, bars of units                   S2  [ 2 × 2 Avg Pool  ]  6@14×14        0
//            what each layer is, its parameters              C1  [ 5 × 5 Conv (6)  ]  6@28×28      156
//            ------------- card -------------                    [ Image           ]      | card beside it
#pragma once

#include "ui/figure/stage_frame.h"
#include "ui/lessons/lenet/lenet_words.h"

#include <vector>

namespace ui {

constexpr int mostLenetSheets = 8; // of a stack; more maps are not drawn

struct LenetLayout {
    StageFrame frame;
    double text;                // pixels
    double sheet;               // from one sheet of a stack to the next, to the right and up
    std::vector<QRectF> places; // of each stage all that belongs to it
    std::vector<QRectF> shapes; // the front sheet of a stack, the bar of units, the box of a column
    QRectF card;
    double under = 0;               // blocks: where the words under the shapes begin
    double wordSize = 0;            // of these
    std::vector<QStringList> words; // of each stage, a line each
    double columns[4]{};            // column: left edges of box, size, parameters, and the right end
};

LenetLayout layOut(const LenetPicture& picture, QSizeF size, const Style& style);
// How many sheets a stack has.
int lenetSheets(const LenetStage& stage);

} // namespace ui
