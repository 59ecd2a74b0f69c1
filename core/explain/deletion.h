// Is what a map calls important important? Pixels are covered, those that it values most first, and the probability of
// the class is watched: the sooner it falls, the truer the map (Petsiuk, Das and Saenko, "RISE: Randomized Input
// Sampling for Explanation of Black-box Models", 2018).
#pragma once

#include "core/network/network.h"

#include <functional>
#include <stop_token>

namespace cnn {

struct DeletionCurve {
    std::vector<double> covered;     // shares of the pixels, from 0 to 1
    std::vector<double> probability; // of the class then (classShares())
    double area = 0;                 // under the curve by trapezoids, 0 .. 1: the smaller, the truer
};

constexpr int deletionSteps = 32;

// `map`: (1, rows, columns, 1) of the image; equal values are covered from the top left on. `with`: an image that
// stands in for what is covered (coveredWhole()). steps: from nothing covered to all of it, >= 1 and at most one a
// pixel. Error (Interrupted) when it is stopped.
Expected<DeletionCurve> deletionCurve(const Network& network, const Tensor& image, int k, const Tensor& map,
                                      const Tensor& with, int steps = deletionSteps, const std::stop_token& stop = {},
                                      const std::function<void(double)>& done = {});
// Pixels in any order, to compare with: a seeded map of chance.
Tensor chanceMap(const Shape& image, std::uint64_t seed);

} // namespace cnn
