// NumPy's .npz: several .npy files in one zip archive, as numpy.savez writes it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cnn {

struct NpyArray {
    std::string name;              // numpy.load(...)[name]
    std::vector<int> shape;        // any number of axes
    std::span<const float> values; // in C order
};
// Nothing is compressed and no time of day is in it: the same arrays give the same bytes. Asserts that each array and
// their sum are below 4 GB, the most that a plain zip archive holds.
std::string toNpz(std::span<const NpyArray> arrays);

} // namespace cnn
