// Noise over images, as a function of a PyTorch script.
#pragma once

#include "core/train/noise.h"

#include <QString>

namespace ui {

// "def noisy(images, chance=None): ..." and two empty lines; empty where there is no noise. The noise is of the same
// kind and strength as Noiser's (core/train/noise.h), of PyTorch's random numbers.
QString torchNoise(const cnn::Noise& noise);

} // namespace ui
