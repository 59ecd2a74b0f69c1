// One digit as one hand wrote it: a style's strokes, bent by chance, as lines on a 28x28 image.
#pragma once

#include "core/base/rng.h"
#include "core/data/digit_strokes.h"

namespace cnn {

// Points about half a pixel apart, in pixels of a `side` x `side` image whose pixel centres have whole coordinates.
// Lines and a pen `pen` pixels wide together fit a box of about 20 x 20 in the middle of the image.
PenStrokes writtenDigit(int digit, int side, double pen, Rng& rng);

} // namespace cnn
