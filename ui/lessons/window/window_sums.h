// The sums of a sliding-window picture, each as one line of text.
#pragma once

#include "core/walk/written_sum.h"
#include "ui/figure/sum_list.h"
#include "ui/lessons/window/window_picture.h"

namespace ui {

// "max(4, 7, 4, 6)" or "(0 + 1 + 3 + 4) ÷ 4": what stands before the sign of a pooled window, the winner marked.
TextLine poolingTerms(const Palette& colors, const WindowPicture& picture, const cnn::WrittenSum& sum);

// The sum of the step as it stands; now: in the colour of what is current.
SumLine sumLineOf(const Palette& colors, const WindowPicture& picture, bool now);

// Of all outputs where they are few; empty where there are many, where something else stands below the grids, or where
// their number is asked.
SumList sumsOf(const Palette& colors, const WindowPicture& picture);
// The same in words: those that are reached; empty without a list.
QString sumsText(const WindowPicture& picture);

} // namespace ui
