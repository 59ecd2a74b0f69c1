// NumPy's .npz: several .npy files in one zip archive, as numpy.savez writes it.
#pragma once

#include <optional>
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

// The .npy bytes of one array of an archive, as numpy.savez and savez_compressed write it. wanted: its name. Where none
// is wanted it is the only one; of several the first, or Error(Usage) that asks for a name. note: which one was read,
// added as a sentence. Throws Error(BadFormat, TooLarge, NotFound) naming `name` and the arrays that there are.
enum class Several { First, Ask };
std::string arrayFromNpz(std::string_view bytes, const std::string& name, const std::optional<std::string>& wanted,
                         Several several, std::string& note);

} // namespace cnn
