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

constexpr int oneAClass = 0;

LayerPlan plain(const char* kind) {
    return {{kind, {}}, {}};
}

LayerPlan activation(ActivationKind kind) {
    return {Activation(kind).info(), {}};
}

LayerPlan pooling(PoolingKind kind) {
    const Window halves = Window::square(2, 2);
    return {kind == PoolingKind::Max ? MaxPool2d(halves).info() : AvgPool2d(halves).info(), {}};
}

LayerPlan convolution(int channels, const Window& window) {
    return {{"conv2d", window, 0, channels}, {}};
}

LayerPlan dense(int units) {
    return {{"dense", {}, 0, units}, {}};
}

LayerPlan named(const char* name, LayerPlan layer) {
    layer.name = name;
    return layer;
}

Network built(const NetworkPlan& plan, std::uint64_t seed, const Shape& input, int classes) {
    return build(plan, input, classes, usualInitialisation(plan), seed);
}

// To add a model: its plan, and one line here.
constexpr Model list[] = {
    {"lenet5", "LeNet-5", lenet5Plan},
    {"lenet1998", "LeNet-5 of 1998", [](const LeNetOptions&) { return lenet1998Plan(); }},
    {"mlp", "MLP",
     [](const LeNetOptions& options) {
         return mlpPlan({options.activation, MlpOptions{}.hidden});
     }},
    {"tinyvgg", "Tiny VGG", tinyVggPlan},
};

} // namespace

std::span<const Model> models() {
    return list;
}

const Model* findModel(const std::string& id) {
    for (const Model& m : list)
        if (id == m.id) return &m;
    return nullptr;
}

NetworkPlan lenet5Plan(const LeNetOptions& options) {
    const LayerPlan act = activation(options.activation), pool = pooling(options.pooling);
    return {{convolution(6, Window::square(5, 1, 2)), act, pool, convolution(16, Window::square(5)), act, pool,
             plain("flatten"), dense(120), act, dense(84), act, dense(oneAClass)}};
}

NetworkPlan lenet1998Plan() {
    // Column by column as in table I: the maps of S2 that each map of C3 reads.
    const Connections table{{0, 1, 2},    {1, 2, 3},    {2, 3, 4},    {3, 4, 5},         {0, 4, 5},    {0, 1, 5},
                            {0, 1, 2, 3}, {1, 2, 3, 4}, {2, 3, 4, 5}, {0, 3, 4, 5},      {0, 1, 4, 5}, {0, 1, 2, 5},
                            {0, 1, 3, 4}, {1, 2, 4, 5}, {0, 2, 3, 5}, {0, 1, 2, 3, 4, 5}};
    const LayerPlan act = activation(ActivationKind::ScaledTanh);
    const LayerPlan halving{{"subsample", Window::square(2, 2)}, {}};
    const LayerPlan c3{{"partialconv2d", Window::square(5), 0, 0, {}, table}, "C3"};
    return {{named("C1", convolution(6, Window::square(5, 1, 2))), act, named("S2", halving), act, c3, act,
             named("S4", halving), act, named("C5", convolution(120, Window::square(5))), act, plain("flatten"),
             named("F6", dense(84)), act, named("output", dense(oneAClass))}};
}

NetworkPlan mlpPlan(const MlpOptions& options) {
    NetworkPlan plan{{plain("flatten")}};
    for (const int units : options.hidden) {
        plan.layers.push_back(dense(units));
        plan.layers.push_back(activation(options.activation));
    }
    plan.layers.push_back(dense(oneAClass));
    return plan;
}

NetworkPlan tinyVggPlan(const LeNetOptions& options) {
    NetworkPlan plan;
    const LayerPlan act = activation(options.activation);
    for (const int channels : {8, 16}) {
        for (int i = 0; i < 2; ++i)
            for (const LayerPlan& layer : {convolution(channels, Window::square(3, 1, 1)), act})
                plan.layers.push_back(layer);
        plan.layers.push_back(pooling(options.pooling));
    }
    for (const LayerPlan& layer : {plain("flatten"), dense(64), act, dense(oneAClass)}) plan.layers.push_back(layer);
    return plan;
}

Network lenet5(const LeNetOptions& options, std::uint64_t seed, const Shape& input, int classes) {
    return built(lenet5Plan(options), seed, input, classes);
}

Network lenet1998(std::uint64_t seed, const Shape& input, int classes) {
    return built(lenet1998Plan(), seed, input, classes);
}

Network mlp(const MlpOptions& options, std::uint64_t seed, const Shape& input, int classes) {
    return built(mlpPlan(options), seed, input, classes);
}

Network tinyVgg(const LeNetOptions& options, std::uint64_t seed, const Shape& input, int classes) {
    return built(tinyVggPlan(options), seed, input, classes);
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
