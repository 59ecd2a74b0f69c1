// What is written about the sizes of a sliding window: the formula of the output, and the padding in words.
#pragma once

#include "core/kernels/window.h"

#include <QString>

namespace ui {

// As much padding before as behind, along rows and along columns: then p is the number that the setting shows, and the
// formula has 2p. Otherwise it has "before + after".
bool padsEvenly(const cnn::Window& window);
// "⌊(n + 2p − k) ÷ s⌋ + 1" or "⌊(n + before + after − k) ÷ s⌋ + 1".
QString sizeLetters(bool even);
// The same with the numbers of one axis: "⌊(3 + 2×1 − 2) ÷ 3⌋ + 1 = 2"; n, k and result as they are to be written.
QString sizeLine(const cnn::Axis& axis, bool even, const QString& n, const QString& k, const QString& result);
// Without colours, on so many inputs.
QString sizeLine(const cnn::Axis& axis, bool even, int n);
// What the formula gives: where no window fits, 0 or less.
QString sizeResult(const cnn::Axis& axis, int n);

// "padding 1", "padding 0 above, 1 below, 2 left, 2 right"; empty when there is none.
QString paddingWords(const cnn::Window& window);
// Where one number would not be the truth: "1 × 0" (rows × columns), "0 + 1" (before + after), "mixed"; otherwise
// empty.
QString mixedPadding(const cnn::Window& window);

} // namespace ui
