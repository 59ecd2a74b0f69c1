// MNIST's IDX files (http://yann.lecun.com/exdb/mnist/): two zero bytes, the element type, the number of axes, the
// extents as big-endian 32-bit numbers, then the elements in row order, big-endian too.
#pragma once

#include "core/data/pixels.h"
#include "core/tensor/display_range.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cnn {

struct IdxArray {
    std::vector<int> extents; // each >= 1
    Pixels values;            // bytes; 16-bit numbers as words where none is negative; floats otherwise
    DisplayRange type;        // what such elements can be: 0..255 of bytes, 0..1 of floats
};

// Images: (images, rows, columns) or (images, channels, rows, columns). Labels: one axis, or a second one of further
// numbers on each image, as QMNIST has them.
enum class IdxContent { Images, Labels };

// One IDX file in memory, plain or gzipped (its first bytes tell).
// A gzipped one is unpacked no further than one byte beyond what its IDX header promises, so no gzip bomb goes off.
// Throws Error(BadFormat, TooLarge) naming `name` and the reason: wrong magic, type or number of axes, more than 512
// MB, too few or too many bytes, damaged gzip data, bytes after their end, numbers that are not finite.
IdxArray parseIdx(std::string_view file, IdxContent content, const std::string& name);
// Throws also what readFile throws.
IdxArray readIdx(const std::filesystem::path& path, IdxContent content);

// The other way, bytes or floats; at most 255 axes.
std::string toIdx(const std::vector<int>& extents, std::span<const std::uint8_t> bytes);
std::string toIdx(const std::vector<int>& extents, std::span<const float> values);

} // namespace cnn
