// The sentences of a sliding-window picture.
#pragma once

#include "ui/lessons/window/window_picture.h"

namespace ui {

// The sentence of the current step, without its position: "The window moved one column to the right: ..."
QString stepSentence(const WindowPicture& picture);
// "Row 1, column 2".
QString stepPlace(const WindowPicture& picture);
// The sum of the step, what is covered left out: "1×0 + 2×1 = 2, max(0, 2) = 2", "1×? + 2×? = 2", "1×0 + 2×1 =
// covered".
QString stepSum(const WindowPicture& picture);
// What the pointed-at cell is connected with, in words; empty without hover.
QString hoverSentence(const WindowPicture& picture);
// How many multiplications the stride leaves of those at stride 1; empty where it is 1, of pooling, and where the size
// is asked.
QString workSentence(const WindowPicture& picture);
// An even kernel cannot be padded evenly to keep the size: a sentence for it, otherwise empty.
QString paddingSentence(const WindowPicture& picture);

} // namespace ui
