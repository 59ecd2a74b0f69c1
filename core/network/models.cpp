#include "core/network/models.h"

#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"
#include "core/layers/resize2d.h"
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

Shape halved(const Shape& shape, int channels) {
    return {channels, (shape.h + 1) / 2, (shape.w + 1) / 2, 1};
}

// To a size that is not the double, as PyTorch's nearest: the last row or column is there only once.
LayerInfo nearest(const Shape& to) {
    Resize2d::Options options;
    options.place = Resize2d::Place::Asymmetric;
    options.rounding = Resize2d::Rounding::Down;
    options.rows = to.h;
    options.columns = to.w;
    return Resize2d(options).info();
}

// The layers of an autoencoder one after the other, with the names that autoencoder() has always given them.
class AutoencoderLayers {
public:
    NetworkPlan plan;

    void shrink(int channels, const Shape& in, Shrinking how) {
        const bool strides = how == Shrinking::Stride;
        addConvolution(channels, strides ? 2 : 1);
        relu();
        // A window of 2 leaves the last row of an odd number of them out.
        const auto axis = [](int cells) { return cells % 2 == 0 ? Axis{2, 2} : Axis{3, 2, 1, 1}; };
        if (!strides) add("pool", ++m_pools, {"maxpool2d", Window{axis(in.h), axis(in.w)}});
    }
    void grow(int channels, const Shape& in, const Shape& to, Growing how) {
        const bool doubles = to.h == 2 * in.h && to.w == 2 * in.w;
        const auto number = [](int value) { return static_cast<float>(value); };
        if (how == Growing::Transposed) // (n - 1) 2 - 2 + 3 = 2n - 1 rows; even numbers of them need one more
            return add("up", ++m_ups,
                       {"convtranspose2d",
                        Window::square(3, 2, 1),
                        0,
                        channels,
                        {{"rows_added", number(to.h - 2 * in.h + 1)}, {"columns_added", number(to.w - 2 * in.w + 1)}}});
        if (doubles)
            add("up", ++m_ups, {"upsample", {}, 0, 0, {{"factor", 2}}});
        else
            add("up", ++m_ups, nearest(to));
        addConvolution(channels, 1);
    }
    void relu() { add("relu", ++m_relus, Activation(ActivationKind::Relu).info()); }

private:
    void addConvolution(int channels, int stride) {
        add("conv", ++m_convolutions, {"conv2d", Window::square(3, stride, 1), 0, channels});
    }
    void add(const char* stem, int number, const LayerInfo& info) {
        plan.layers.push_back({info, stem + std::to_string(number)});
    }
    int m_convolutions = 0, m_relus = 0, m_pools = 0, m_ups = 0;
};

void requireHalvable(const AutoencoderOptions& options, const Shape& input) {
    const auto require = [](int value, int least, int most, const Message& sentence) {
        if (value < least || value > most) throw Error(ErrorCode::Usage, sentence);
    };
    require(options.width, 4, 64, Message::tr("The width of an autoencoder must be 4 to 64 channels."));
    require(options.depth, 1, 3, Message::tr("The depth of an autoencoder must be 1 to 3 halvings."));
    require(options.code, 1, 128, Message::tr("The code of an autoencoder must have 1 to 128 channels."));
    Shape shape = input;
    for (int i = 0; i < options.depth; ++i) {
        if (shape.h < 2 || shape.w < 2)
            throw Error(ErrorCode::DoesNotFit,
                        Message::tr("Pictures of %1 cannot be halved %2 times: take a smaller depth or larger "
                                    "pictures.",
                                    text(input), options.depth));
        shape = halved(shape, 1);
    }
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

NetworkPlan autoencoderPlan(const AutoencoderOptions& options, const Shape& input) {
    requireHalvable(options, input);
    AutoencoderLayers layers;
    std::vector<Shape> sizes{input}; // before each halving, and after the last
    for (int i = 1; i <= options.depth; ++i) {
        const int channels = i == options.depth ? options.code : options.width << (i - 1);
        layers.shrink(channels, sizes.back(), options.shrinking);
        sizes.push_back(halved(sizes.back(), channels));
    }
    for (int i = options.depth; i >= 1; --i) {
        const int channels = i == 1 ? input.c : options.width << (i - 2);
        const auto at = static_cast<std::size_t>(i);
        layers.grow(channels, sizes[at], sizes[at - 1], options.growing);
        if (i > 1) layers.relu();
    }
    return layers.plan;
}

Shape codeShape(const AutoencoderOptions& options, const Shape& input) {
    Shape shape = input;
    for (int i = 0; i < options.depth; ++i) shape = halved(shape, options.code);
    return shape;
}

Network autoencoder(const AutoencoderOptions& options, std::uint64_t seed, const Shape& input) {
    return built(autoencoderPlan(options, input), seed, input, noClasses);
}

Network autoencoder(std::uint64_t seed) {
    return autoencoder(AutoencoderOptions(), seed);
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
