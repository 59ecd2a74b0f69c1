#include "core/network/models.h"

#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"
#include "core/layers/upsample.h"

namespace cnn {
namespace {

std::unique_ptr<Layer> halving() {
    return std::make_unique<MaxPool2d>(Window::square(2, 2));
}

// 3x3 that keeps the size, and its ReLU.
void addConvolution(Network& net, const std::string& number, int channels) {
    net.add("conv" + number, std::make_unique<Conv2d>(net.outputShape().c, channels, Window::square(3, 1, 1)));
    net.add("relu" + number, std::make_unique<Activation>(ActivationKind::Relu));
}

} // namespace

Network lenet5(const LeNetOptions& options, std::uint64_t seed) {
    const auto activation = [&] { return std::make_unique<Activation>(options.activation); };
    const auto pool = [&]() -> std::unique_ptr<Layer> {
        if (options.pooling == PoolingKind::Max) return halving();
        return std::make_unique<AvgPool2d>(Window::square(2, 2));
    };
    Network net(Shape{1, 28, 28, 1});
    net.add("conv1", std::make_unique<Conv2d>(1, 6, Window::square(5, 1, 2)));
    net.add("act1", activation());
    net.add("pool1", pool());
    net.add("conv2", std::make_unique<Conv2d>(6, 16, Window::square(5)));
    net.add("act2", activation());
    net.add("pool2", pool());
    net.add("flatten", std::make_unique<Flatten>());
    net.add("dense1", std::make_unique<Dense>(400, 120));
    net.add("act3", activation());
    net.add("dense2", std::make_unique<Dense>(120, 84));
    net.add("act4", activation());
    net.add("dense3", std::make_unique<Dense>(84, 10));
    const bool relu = options.activation == ActivationKind::Relu;
    initialise(net, relu ? Initialisation::He : Initialisation::Glorot, seed);
    return net;
}

Network mlp(const MlpOptions& options, std::uint64_t seed) {
    Network net(Shape{1, 28, 28, 1});
    net.add("flatten", std::make_unique<Flatten>());
    int features = 28 * 28;
    std::size_t number = 1;
    for (const int units : options.hidden) {
        net.add("dense" + std::to_string(number), std::make_unique<Dense>(features, units));
        net.add("act" + std::to_string(number), std::make_unique<Activation>(options.activation));
        features = units;
        ++number;
    }
    net.add("dense" + std::to_string(number), std::make_unique<Dense>(features, 10));
    const bool relu = options.activation == ActivationKind::Relu;
    initialise(net, relu ? Initialisation::He : Initialisation::Glorot, seed);
    return net;
}

Network autoencoder(std::uint64_t seed) {
    Network net(Shape{1, 28, 28, 1});
    addConvolution(net, "1", 16);
    net.add("pool1", halving());
    addConvolution(net, "2", 32);
    net.add("pool2", halving());
    net.add("up1", std::make_unique<Upsample>(2));
    addConvolution(net, "3", 16);
    net.add("up2", std::make_unique<Upsample>(2));
    net.add("conv4", std::make_unique<Conv2d>(16, 1, Window::square(3, 1, 1)));
    initialise(net, Initialisation::He, seed);
    return net;
}

Network vgg19(std::uint64_t seed) {
    Network net(Shape{3, 224, 224, 1});
    struct Block {
        int convolutions, channels;
    };
    constexpr Block blocks[] = {{2, 64}, {2, 128}, {4, 256}, {4, 512}, {4, 512}};
    int number = 1;
    for (const Block& block : blocks) {
        const std::string prefix = std::to_string(number++);
        for (int i = 1; i <= block.convolutions; ++i)
            addConvolution(net, prefix + "_" + std::to_string(i), block.channels);
        net.add("pool" + prefix, halving());
    }
    net.add("flatten", std::make_unique<Flatten>());
    net.add("fc6", std::make_unique<Dense>(512 * 7 * 7, 4096));
    net.add("relu6", std::make_unique<Activation>(ActivationKind::Relu));
    net.add("fc7", std::make_unique<Dense>(4096, 4096));
    net.add("relu7", std::make_unique<Activation>(ActivationKind::Relu));
    net.add("fc8", std::make_unique<Dense>(4096, 1000));
    initialise(net, Initialisation::HeUniform, seed);
    return net;
}

} // namespace cnn
