// MNIST's IDX files (http://yann.lecun.com/exdb/mnist/): two zero bytes, the element type, the number of axes, the
// extents as big-endian 32-bit numbers, then the elements in row order. Only bytes (type 8) are read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cnn {

struct IdxArray {
    std::vector<int> extents; // each >= 1
    std::vector<std::uint8_t> bytes;
};

// One IDX file in memory, plain or gzipped (its first bytes tell), with exactly `axes` axes.
// A gzipped one is unpacked no further than one byte beyond what its IDX header promises, so no gzip bomb goes off.
// Throws Error(BadFormat, TooLarge) naming `name` and the reason: wrong magic or number of axes, more than 512 MB,
// too few or too many bytes, damaged gzip data, bytes after their end.
IdxArray parseIdx(std::string_view file, int axes, const std::string& name);
// Throws also what readFile throws.
IdxArray readIdx(const std::filesystem::path& path, int axes);

// The other way; at most 255 axes.
std::string toIdx(const std::vector<int>& extents, std::span<const std::uint8_t> bytes);

} // namespace cnn
