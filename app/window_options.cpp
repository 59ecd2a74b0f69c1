#include "app/window_options.h"

#include "app/console.h"
#include "app/grid_file.h"
#include "core/layers/conv2d.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {
namespace {

using cnn::Tensor;

constexpr std::size_t largestOutput = 64U * 1024U * 1024U; // numbers: 256 MB
constexpr std::size_t largestWork = 256U * 1024U * 1024U;  // numbers that a convolution gathers at a time: 1 GB

void setPadding(cnn::Window& window, const Arguments& a) {
    const auto p = a.wholes("padding", 4, 0, largestSetting);
    if (p.size() == 3)
        throw cnn::Error(
            cnn::ErrorCode::Usage,
            cnn::Message::tr(
                "--padding takes one value, rows,columns, or top,bottom,left,right, but not three values."));
    const bool sides = p.size() == 4;
    window.y.padBefore = p[0];
    window.y.padAfter = sides ? p[1] : p[0];
    window.x.padBefore = sides ? p[2] : p.back();
    window.x.padAfter = p.back();
}

cnn::Conv2d layerWith(const std::vector<Tensor>& kernels, const std::vector<float>& bias, const cnn::Window& window) {
    cnn::Conv2d layer(kernels.front().shape().c, static_cast<int>(kernels.size()), window, !bias.empty());
    auto weights = layer.parameters()[0].value.values().begin();
    for (const Tensor& kernel : kernels) weights = std::ranges::copy(kernel.values(), weights).out;
    if (!bias.empty()) std::ranges::copy(bias, layer.parameters()[1].value.values().begin());
    return layer;
}

bool isHeld(double value) {
    return std::abs(value) <= std::numeric_limits<float>::max();
}

// The window's sum over one channel with the weights of a kernel's channel; without a kernel every weight is 1.
double windowSum(const Tensor& padded, int channel, const cnn::Window& w, int y, int x, const Tensor* kernel) {
    double sum = 0;
    for (int ky = 0; ky < w.y.kernel; ++ky)
        for (int kx = 0; kx < w.x.kernel; ++kx)
            sum += static_cast<double>(
                       padded.at(channel, y * w.y.stride + ky * w.y.dilation, x * w.x.stride + kx * w.x.dilation)) *
                   static_cast<double>(kernel ? kernel->at(channel, ky, kx) : 1.0F);
    return sum;
}

// sumAt(channel, row, column) once more, in 64 bits, for what left the range of a float on the way: the sum may come
// back into it.
template<class SumAt> void mendOverflow(Tensor& out, SumAt sumAt) {
    for (int c = 0; c < out.shape().c; ++c)
        for (int y = 0; y < out.shape().h; ++y)
            for (int x = 0; x < out.shape().w; ++x)
                if (float& value = out.at(c, y, x); !std::isfinite(value))
                    if (const double sum = sumAt(c, y, x); isHeld(sum)) value = static_cast<float>(sum);
}

} // namespace

void mendMeans(const Tensor& in, const cnn::Window& window, Tensor& out) {
    if (out.allFinite()) return;
    const Tensor padded = cnn::padInput(in, window, cnn::PadMode::Zeros);
    mendOverflow(out, [&](int c, int y, int x) {
        return windowSum(padded, c, window, y, x, nullptr) / (window.y.kernel * window.x.kernel);
    });
}

Pair pairOf(const Arguments& a, const char* option, int low) {
    const auto values = a.wholes(option, 2, low, largestSetting);
    return {values.front(), values.back()};
}

cnn::Window windowOf(const Arguments& a, Pair kernel) {
    const Pair stride = pairOf(a, "stride", 1), dilation = pairOf(a, "dilation", 1);
    cnn::Window window;
    window.y = {kernel.y, stride.y, 0, 0, dilation.y};
    window.x = {kernel.x, stride.x, 0, 0, dilation.x};
    setPadding(window, a);
    return window;
}

cnn::PadMode padModeOf(const Arguments& a) {
    Arguments::Choices<cnn::PadMode> choices;
    for (std::size_t i = 0; i < cnn::padModeNames.size(); ++i)
        choices.emplace_back(cnn::padModeNames[i], static_cast<cnn::PadMode>(i));
    return a.choice("mode", choices);
}

void requireRoom(const cnn::Shape& out, std::size_t numbersAtATime) {
    if (out.count() > largestOutput || numbersAtATime > largestWork)
        throw cnn::Error(
            cnn::ErrorCode::TooLarge,
            cnn::Message::tr("The result or the kernel is too large: give a smaller input, kernel or padding."));
}

Tensor convolved(const Tensor& in, const std::vector<Tensor>& kernels, const std::vector<float>& bias,
                 const cnn::Window& window, cnn::PadMode mode) {
    cnn::Shape out = window.outputShape(in.shape()).orThrow();
    out.c = static_cast<int>(kernels.size());
    requireRoom(out, kernels.front().shape().perImage() * static_cast<std::size_t>(out.w));
    if (const auto misfit = cnn::padMisfit(mode, window, in.shape())) throw *misfit;
    cnn::Window bare = window;
    Tensor padded;
    if (mode != cnn::PadMode::Zeros) { // the layer itself knows zeros only
        requireRoom({in.shape().c, window.y.padded(in.shape().h), window.x.padded(in.shape().w), 1}, 0);
        padded = cnn::padInput(in, window, mode);
        bare.y.padBefore = bare.y.padAfter = bare.x.padBefore = bare.x.padAfter = 0;
    }
    Tensor result;
    cnn::LayerCache cache;
    layerWith(kernels, bias, bare).forward(padded.empty() ? in : padded, result, cache);
    if (result.allFinite()) return result;
    if (padded.empty()) padded = cnn::padInput(in, window, mode);
    mendOverflow(result, [&](int o, int y, int x) {
        const auto k = static_cast<std::size_t>(o);
        double sum = bias.empty() ? 0 : static_cast<double>(bias[k]);
        for (int c = 0; c < in.shape().c; ++c) sum += windowSum(padded, c, window, y, x, &kernels[k]);
        return sum;
    });
    return result;
}

void giveResult(const Tensor& out, const Arguments& a) {
    if (!out.allFinite())
        throw cnn::Error(cnn::ErrorCode::TooLarge,
                         cnn::Message::tr("A result is beyond the largest number that can be held (3.4e38)."));
    if (a.has("o")) return writeGrid(out, a.text("o"));
    printResult(csvOf(out));
}

} // namespace ui
