// Larger text makes the numbers in the cells larger, or leaves them as they are: the words beside them give way first.
#pragma once

#include "ui/figure/style.h"

#include <algorithm>

namespace ui {

// Whether a cell of that side shows its weight ("×3") in its corner: a smaller one does while it is pointed at.
inline bool showsWeight(double side, bool pointedAt) {
    return side >= (pointedAt ? 44 : 84);
}

// What layOut(style) gives at the largest size of text, up to the style's, at which the cells are as large as at 100 %,
// or so large that no number in them is lost. side(layout): of the smallest cell, in pixels.
template<class LayOut, class Side> auto yieldingTo(Side side, const Style& style, LayOut layOut) {
    constexpr double enough = 56; // pixels: four figures are read well
    auto layout = layOut(style);
    if (style.presenting || style.scale <= 1) return layout;
    Style words = style;
    words.scale = 1;
    const double wanted = std::min(enough, side(layOut(words)));
    for (words.scale = style.scale; words.scale > 1 && side(layout) < wanted; layout = layOut(words))
        words.scale = std::max(1.0, 0.92 * words.scale);
    return layout;
}

} // namespace ui
