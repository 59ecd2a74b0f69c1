// op: one layer on one grid, with the same code that trains networks.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/grid_file.h"
#include "core/base/error.h"
#include "core/layers/conv2d.h"
#include "core/layers/pool2d.h"

#include <QFileInfo>
#include <algorithm>

namespace ui {
namespace {

using cnn::Tensor;

constexpr int largestSetting = 4096;
constexpr std::size_t largestOutput = 64U * 1024U * 1024U; // numbers: 256 MB
constexpr std::size_t largestWork = 256U * 1024U * 1024U;  // numbers that a convolution gathers at a time: 1 GB

// One value, or rows,columns.
struct Pair {
    int y, x;
};
Pair pairOf(const Arguments& a, const char* option, int low) {
    const auto values = a.wholes(option, 2, low, largestSetting);
    return {values.front(), values.back()};
}

void setPadding(cnn::Window& window, const Arguments& a) {
    const auto p = a.wholes("padding", 4, 0, largestSetting);
    if (p.size() == 3)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         "--padding takes one value, rows,columns, or top,bottom,left,right, but not three values.");
    const bool sides = p.size() == 4;
    window.y.padBefore = p[0];
    window.y.padAfter = sides ? p[1] : p[0];
    window.x.padBefore = sides ? p[2] : p.back();
    window.x.padAfter = p.back();
}

cnn::Window windowOf(const Arguments& a, Pair kernel) {
    const Pair stride = pairOf(a, "stride", 1), dilation = pairOf(a, "dilation", 1);
    cnn::Window window;
    window.y = {kernel.y, stride.y, 0, 0, dilation.y};
    window.x = {kernel.x, stride.x, 0, 0, dilation.x};
    setPadding(window, a);
    return window;
}

void requireRoom(const cnn::Shape& out, std::size_t numbersAtATime) {
    if (out.count() > largestOutput || numbersAtATime > largestWork)
        throw cnn::Error(cnn::ErrorCode::TooLarge,
                         "The result or the kernel is too large: give a smaller input, kernel or padding.");
}

Tensor kernelOf(const Arguments& a) {
    bool isSize = false;
    a.text("kernel").section(',', 0, 0).toInt(&isSize);
    if (isSize && !QFileInfo::exists(a.text("kernel")))
        throw cnn::Error(cnn::ErrorCode::Usage, "--kernel " + a.text("kernel").toStdString() +
                                                    ": a convolution needs a file with the kernel's weights.");
    return readGrid(a.text("kernel"));
}

std::unique_ptr<cnn::Layer> convolution(const Arguments& a, const cnn::Shape& in) {
    const Tensor kernel = kernelOf(a);
    const cnn::Shape k = kernel.shape();
    if (k.c != in.c)
        throw cnn::Error(cnn::ErrorCode::Mismatch, "The kernel " + a.text("kernel").toStdString() + " has " +
                                                       std::to_string(k.c) + " channels, the input " +
                                                       std::to_string(in.c) + "; they must be the same.");
    if (std::max(k.h, k.w) > largestSetting) throw cnn::Error(cnn::ErrorCode::TooLarge, "The kernel is too large.");
    const cnn::Window window = windowOf(a, {k.h, k.w});
    const cnn::Shape out = window.outputShape(in).orThrow();
    requireRoom(out.withImages(1), k.perImage() * static_cast<std::size_t>(out.w));
    auto layer = std::make_unique<cnn::Conv2d>(in.c, 1, window, false);
    std::ranges::copy(kernel.values(), layer->parameters()[0].value.values().begin());
    return layer;
}

std::unique_ptr<cnn::Layer> pooling(const Arguments& a, const cnn::Shape& in, bool largest) {
    const cnn::Window window = windowOf(a, pairOf(a, "kernel", 1));
    requireRoom(window.outputShape(in).orThrow(), 0);
    if (largest) return std::make_unique<cnn::MaxPool2d>(window);
    return std::make_unique<cnn::AvgPool2d>(window);
}

enum class Operation { Convolution, MaxPooling, AveragePooling };

Operation operationOf(const QString& name) {
    if (name == "conv") return Operation::Convolution;
    if (name == "maxpool") return Operation::MaxPooling;
    if (name == "avgpool") return Operation::AveragePooling;
    throw cnn::Error(cnn::ErrorCode::Usage,
                     "There is no operation \"" + name.toStdString() + "\"; there are conv, maxpool and avgpool.");
}

void runOp(const Arguments& a) {
    const Operation operation = operationOf(a.operand(0));
    const Tensor in = readGrid(a.text("input"));
    const auto layer = operation == Operation::Convolution ? convolution(a, in.shape())
                                                           : pooling(a, in.shape(), operation == Operation::MaxPooling);
    (void)layer->outputShape(in.shape()).orThrow();
    Tensor out;
    cnn::LayerCache cache;
    layer->forward(in, out, cache);
    if (!out.allFinite())
        throw cnn::Error(cnn::ErrorCode::TooLarge, "A result is beyond the largest number that can be held (3.4e38).");
    if (a.has("o")) return writeGrid(out, a.text("o"));
    printResult(csvOf(out));
}

} // namespace

const Command opCommand{
    "op",
    "conv|maxpool|avgpool",
    "Slide a window over a grid of numbers: convolution, max pooling, average pooling",
    "\nFiles: .csv (rows of numbers), .npy (rows, columns or channels, rows, columns) or pictures (grey, 0 to 255).\n"
    "A convolution is meant as in deep learning (the kernel is not flipped); padding is zeros and never wins a "
    "maximum.\n"
    "A .png result is rounded and clamped to 0 .. 255. Without -o the result is printed as CSV.\n"
    "\nExample: convscope op conv --input x.csv --kernel k.csv --padding 1 --stride 3,2\n",
    {{"input", "FILE", "the grid", "", Option::Required},
     {"kernel", "FILE|SIZE", "conv: a file; pooling: a size, 2 or rows,columns", "", Option::Required},
     {"stride", "N[,N]", "one value or rows,columns", "1"},
     {"padding", "N[,N[,N,N]]", "one value, rows,columns, or top,bottom,left,right", "0"},
     {"dilation", "N[,N]", "one value or rows,columns", "1"},
     {"o", "FILE", "where the result goes: .csv, .npy or .png"}},
    runOp};

} // namespace ui
