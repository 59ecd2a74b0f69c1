// The options that every command with a sliding window has, and the one way from them to a result.
#pragma once

#include "app/command.h"
#include "core/kernels/window.h"

namespace ui {

// One value, or rows,columns.
struct Pair {
    int y = 1, x = 1;
};
Pair pairOf(const Arguments& a, const char* option, int low);
inline constexpr int largestSetting = 4096; // of stride, padding, dilation, kernel side

// --stride, --dilation, --padding (one value, rows,columns, or top,bottom,left,right).
cnn::Window windowOf(const Arguments& a, Pair kernel);
// --mode, in PyTorch's words.
cnn::PadMode padModeOf(const Arguments& a);

// Error(TooLarge) beyond what we compute: 256 MB of results, 1 GB gathered at a time.
void requireRoom(const cnn::Shape& out, std::size_t numbersAtATime);

// Means of `in` under the window whose sums left the range of a float, though they themselves do not.
void mendMeans(const cnn::Tensor& in, const cnn::Window& window, cnn::Tensor& out);
// One output channel a kernel, each with as many channels as the input; bias: none, or one a kernel. Throws the misfit,
// or Error(TooLarge) when there is no room for it. A sum that leaves the range of a float on the way and comes back is
// right.
cnn::Tensor convolved(const cnn::Tensor& in, const std::vector<cnn::Tensor>& kernels, const std::vector<float>& bias,
                      const cnn::Window& window, cnn::PadMode mode);
// Prints the result, or writes it to -o. Error(TooLarge) for numbers beyond the range of floats.
void giveResult(const cnn::Tensor& out, const Arguments& a);

} // namespace ui
