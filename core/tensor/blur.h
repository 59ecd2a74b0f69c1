// A plane of numbers through a Gaussian, along its rows and then along its columns.
#pragma once

#include <span>

namespace cnn {

// In place; values: rows * columns of them, row after row. deviation: the standard deviation in cells, below 0.05
// nothing is changed. Weights exp(-d^2 / (2 deviation^2)) up to 2.5 deviations, divided by their sum; beyond the
// borders the plane goes on as it is there.
void blurPlane(std::span<float> values, int rows, int columns, double deviation);

} // namespace cnn
