// How alike two maps are, whatever their scales.
#pragma once

#include "core/tensor/tensor.h"

#include <optional>

namespace cnn {

// Spearman's rank correlation, as Adebayo et al. 2018 compare maps: the correlation of the values' ranks, -1 .. 1,
// equal values sharing the mean of their ranks. Nothing where one of the maps is the same everywhere. As many values
// each, at least one.
std::optional<double> rankCorrelation(const Tensor& a, const Tensor& b);

} // namespace cnn
