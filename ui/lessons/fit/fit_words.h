// The words for a learning kernel: its weights, moments, updates, and what is wrong with a learning rate.
#pragma once

#include "ui/lessons/fit/fit_picture.h"

namespace ui {

// "w₁", with row and column ("w₂₁") when the kernel has both.
QString weightName(int rows, int columns, std::size_t weight);
// "before update 2" or "after 10 updates".
QString momentName(const FitPicture& picture);
// What the current update does, and to the loss.
QString updateSentence(const FitPicture& picture);
// "Learning rate 0.04 is above 0.0333 ...", or why the loss cannot reach 0; empty when all is well.
QString troubleSentence(const FitPicture& picture);
// What is pointed at; empty: nothing.
QString hoverSentence(const FitPicture& picture);
QString lossText(double loss);
// "0.0333": the rate above which it diverges, with as many places as tell on which side of it this rate is.
QString limitText(const cnn::KernelFit& fit);
QString numberText(double value, int places = 4);

} // namespace ui
