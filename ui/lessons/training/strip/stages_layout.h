// Where everything stands in the strip of any network: a column a part, maps in a grid as large as fits.
//
//     Input      Kernels  Maps      Pooled    Maps            Dense   Class
//     28 × 28    8@3×3    8@28×28   8@14×14   16@14×14        64
//     +------+   [ ]  -   [ ]       [ ]       [ ][ ]          ::      name ---- 12.3 %
//     |      |   [ ]  -   [ ]       [ ]       [ ][ ]          ::      name ---- 12.3 %
//     +------+   ...                          + 8 more                ...
//     caption    +---------------- card ----------------------+       + 90 more
//     tools
//     scales                                                  parameters
//
// What does not fit is left out and said: channels beyond the room of their column, classes beyond their rows, whole
// parts from the middle of a network that has too many.
#pragma once

#include "ui/lessons/training/strip/strip_figure.h"

namespace ui {

struct StageColumn {
    std::size_t part = 0; // in NetworkPicture::parts
    QPointF head;         // left end of the heading, its top
    std::vector<QRectF> maps;
    int hidden = 0;             // channels without a place
    QRectF more;                // where that is said
    bool followsShown = true;   // the part before it is in sight too
    double heading = stripHead; // pixels of its letters at scale 1
    bool saysSize = true;       // otherwise it is that of the column before, and said there
    QRectF bounds() const;
};

struct StagesLayout : StripFrame {
    QRectF input;
    std::vector<StageColumn> columns; // between input and classes
    QPointF classHead;
    std::vector<std::pair<int, QRectF>> classes; // which, and its row
    QRectF moreClasses;
    int hiddenClasses = 0;
    std::vector<QPointF> gaps; // where parts are left out: the middle of a sign for it

    static StagesLayout fit(QSizeF size, double scale, const NetworkPicture& picture);
};

} // namespace ui
