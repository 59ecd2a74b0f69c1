// NumPy's .npy files (format versions 1 to 3, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
#pragma once

#include "core/tensor/tensor.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace cnn {

// Version 1.0, little-endian float32, C order. The array has the axes (c, h, w) of a one-image tensor, or only (h, w)
// when flat is true; asserts one image, and one channel when flat.
std::string toNpy(const Tensor& tensor, bool flat = false);
// Likewise, with any axes; `values` in C order.
std::string toNpy(std::span<const int> shape, std::span<const float> values);
// One to three axes of bool, integers or floats, either byte order and either memory order, become (c, h, w): one axis
// is a row, two are rows and columns. NaN and infinities are refused, as are object arrays (they would run code).
// Throws Error(BadFormat, TooLarge) naming `name` and the reason.
Tensor fromNpy(std::string_view bytes, const std::string& name);
// The same, of a grid that people bring: an array of (rows, columns, 3) bytes is a colour picture and becomes
// (3, rows, columns), which `note` says; so it does where three axes may be meant otherwise than they are read, and of
// whole numbers that a float does not hold.
Tensor gridFromNpy(std::string_view bytes, const std::string& name, std::string& note);
// Kernels as PyTorch keeps a convolution's weight: four axes (filters, channels, rows, columns) become one tensor a
// filter; fewer axes are one filter.
std::vector<Tensor> filtersFromNpy(std::string_view bytes, const std::string& name);
// A .npy file. Throws the Error of readFile or fromNpy.
Tensor readNpy(const std::filesystem::path& path);

} // namespace cnn
