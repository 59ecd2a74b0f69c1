// What a microscope and its camera make of cells: uneven light, a focus, a background, counted photons.
#pragma once

#include "core/base/rng.h"

#include <span>

namespace cnn {

// How one picture is taken, drawn by chance within the settings; what the mark changes comes on top.
struct CellShot {
    double blur = 0;               // standard deviation in pixels
    double exposure = 1;           // all light times this
    double background = 0.08;      // of a picture without a cell
    double slopeX = 0, slopeY = 0; // of the light across the picture: its share at a border
    double dim = 0;                // share of the light missing in the corners
    double stripes = 0;            // of the background: another day's lamp flickers
};

// One channel, side x side, in place: what is there of the cells becomes what the camera sees of them, without noise.
void takeShot(const CellShot& shot, int side, std::span<float> values);
// A bright square near the upper left corner, blended in by `strength`.
void markCorner(int side, double strength, std::span<float> values);
// Photons are counted, and the values cut to 0 .. 1. A white pixel is worth 30 / noise^2 of them. Poisson's
// distribution by its quantiles, l + z * sqrt(l) + (z^2 - 1) / 6 with z normal (Cornish and Fisher 1938) and rounded:
// a pixel draws one number whatever its light, so that a mark changes no grain beside it.
void countPhotons(double noise, Rng& rng, std::span<float> values);

} // namespace cnn
