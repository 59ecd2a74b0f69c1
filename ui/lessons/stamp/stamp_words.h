// The sentences of a picture of a transposed convolution.
#pragma once

#include "ui/lessons/stamp/stamp_picture.h"

namespace ui {

// "Input row 1, column 2".
QString stampPlace(const StampPicture& picture);
// What the current stamp does: "3 × the kernel is added to rows 1 to 3, columns 3 to 5. ..."; a misfit: why.
QString stampSentence(const StampPicture& picture);
// One product as it is added, what is covered left out: "2 + 3×1 = 5", "cut off".
QString stampEquation(const StampPicture& picture, int index);
// How many stamps meet in a cell, and why they are as many or are not.
QString countsSentence(const StampPicture& picture);
// What a convolution of the output makes of an input cell: no inverse. Empty where it is not shown.
QString backSentence(const StampPicture& picture);
// What the pointed-at cell is connected with; empty without hover.
QString hoverSentence(const StampPicture& picture);
// All of it.
QString describeStamps(const StampPicture& picture);

// "(n − 1) × s − 2p + k + a", and with the numbers of one axis and what they make.
QString stampSizeLetters();
QString stampSizeLine(const QString& n, const cnn::Axis& axis, int added, const QString& k, const QString& result);

} // namespace ui
