// op: one layer on one grid, with the same code that trains networks.
#include "app/cli_commands.h"
#include "app/grid_file.h"
#include "app/picture_options.h"
#include "app/window_options.h"
#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/layers/pool2d.h"
#include "core/walk/window_walk.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Tensor;

void requireChannels(const cnn::Shape& kernel, const cnn::Shape& in, const QString& name) {
    if (kernel.c != in.c)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("The kernel %1 has %2, the input %3; they must be the same.",
                                          name.toStdString(), cnn::counted::channels(kernel.c), in.c));
    if (std::max(kernel.h, kernel.w) > largestSetting)
        throw cnn::Error(cnn::ErrorCode::TooLarge, cnn::Message::tr("The kernel is too large."));
}

std::vector<Tensor> kernelsOf(const Arguments& a, const cnn::Shape& in) {
    const QString name = a.text("kernel");
    bool isSize = false;
    name.section(',', 0, 0).toInt(&isSize);
    if (isSize && !isFile(name))
        throw cnn::Error(
            cnn::ErrorCode::Usage,
            cnn::Message::tr("--kernel %1: a convolution needs a file with the kernel's weights.", name.toStdString()));
    std::vector<Tensor> kernels = readKernels(name);
    requireChannels(kernels.front().shape(), in, name);
    if (a.has("flip"))
        for (Tensor& kernel : kernels) kernel = cnn::flipped(kernel);
    return kernels;
}

// None, or one for each output channel; a single number counts for all.
std::vector<float> biasOf(const Arguments& a, std::size_t outputs) {
    if (!a.has("bias")) return {};
    std::vector<float> bias = a.numbers("bias", static_cast<int>(outputs));
    if (bias.size() == 1) bias.resize(outputs, bias.front());
    if (bias.size() != outputs)
        throw cnn::Error(
            cnn::ErrorCode::Usage,
            cnn::Message::tr("--bias %1: the kernel gives %2 output channels; give one number, or one for each.",
                             a.text("bias").toStdString(), outputs));
    return bias;
}

Tensor convolution(const Arguments& a, const Tensor& in) {
    const auto kernels = kernelsOf(a, in.shape());
    const cnn::Shape& k = kernels.front().shape();
    return convolved(in, kernels, biasOf(a, kernels.size()), windowOf(a, {k.h, k.w}), padModeOf(a));
}

Tensor pooling(const Arguments& a, const Tensor& in, bool largest) {
    for (const char* option : {"flip", "bias", "mode"})
        if (a.has(option))
            throw cnn::Error(cnn::ErrorCode::Usage, "--" + std::string(option) + " is for conv: pooling has no " +
                                                        (option == std::string("mode") ? "filler." : "kernel."));
    const cnn::Window window = windowOf(a, pairOf(a, "kernel", 1));
    requireRoom(window.outputShape(in.shape()).orThrow(), 0);
    std::unique_ptr<cnn::Layer> layer = std::make_unique<cnn::AvgPool2d>(window);
    if (largest) layer = std::make_unique<cnn::MaxPool2d>(window);
    (void)layer->outputShape(in.shape()).orThrow();
    Tensor out;
    cnn::LayerCache cache;
    layer->forward(in, out, cache);
    if (!largest) mendMeans(in, window, out);
    return out;
}

enum class Operation { Convolution, MaxPooling, AveragePooling };

Operation operationOf(const QString& name) {
    if (name == "conv") return Operation::Convolution;
    if (name == "maxpool") return Operation::MaxPooling;
    if (name == "avgpool") return Operation::AveragePooling;
    throw cnn::Error(
        cnn::ErrorCode::Usage,
        cnn::Message::tr("There is no operation \"%1\"; there are conv, maxpool and avgpool.", name.toStdString()));
}

void runOp(const Arguments& a) {
    const Operation operation = operationOf(a.operand(0));
    const Tensor in = readGrid(a.text("input"), pictureWishOf(a));
    giveResult(operation == Operation::Convolution ? convolution(a, in)
                                                   : pooling(a, in, operation == Operation::MaxPooling),
               a);
}

} // namespace

const Command opCommand{
    "op",
    "conv|maxpool|avgpool",
    "Slide a window over a grid of numbers: convolution, max pooling, average pooling",
    "\nFiles: .csv (rows of numbers), .npy (rows, columns or channels, rows, columns), FILE.npz:NAME, or pictures\n"
    "(grey, 0 to 255; of more than 8 bits the numbers of the file). What is left out or assumed in reading one is said "
    "on stderr.\n"
    "A kernel for several input channels is a .npy with the same channels: each slides over its channel, the results\n"
    "are added. A .npy with four axes (outputs, channels, rows, columns) gives several output channels, which go to a\n"
    ".npy with -o. A convolution is meant as in deep learning: the kernel is not flipped unless --flip is given.\n"
    "Padding holds zeros unless --mode says otherwise; in pooling it never wins a maximum and counts in an average.\n"
    "A .png result is rounded and clamped to 0 .. 255. Without -o the result is printed as CSV.\n"
    "\nExample: convscope op conv --input x.csv --kernel k.csv --padding 1 --stride 3,2\n",
    withPictureOptions(
        {{"input", "FILE", "the grid", "", Option::Required},
         {"kernel", "FILE|SIZE", "conv: a file; pooling: a size, 2 or rows,columns", "", Option::Required},
         {"stride", "N[,N]", "one value or rows,columns", "1"},
         {"padding", "N[,N[,N,N]]", "one value, rows,columns, or top,bottom,left,right", "0"},
         {"dilation", "N[,N]", "one value or rows,columns", "1"},
         {"mode", "MODE", "conv: what the padding holds, zeros, replicate, reflect or circular", "zeros"},
         {"flip", "", "conv: turn the kernel by 180 degrees, the convolution of mathematics"},
         {"bias", "B[,B]", "conv: is added; one number, or one for each output channel"},
         {"o", "FILE", "where the result goes: .csv, .npy or .png"}}),
    runOp};

} // namespace ui
