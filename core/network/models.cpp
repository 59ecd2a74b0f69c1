#include "core/network/models.h"

#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"

#include <cmath>

namespace cnn {

void initialise(Network& network, Initialisation how, std::uint64_t seed) {
    Rng rng(seed);
    for (std::size_t i = 0; i < network.size(); ++i) {
        const auto parameters = network.layer(i).parameters();
        if (parameters.empty()) continue;
        const double units = static_cast<double>(network.layer(i).info().outputs);
        const double fanIn = static_cast<double>(parameters[0].value.size()) / units;
        const LayerInfo info = network.layer(i).info();
        const double taps = info.window ? info.window->y.kernel * info.window->x.kernel : 1;
        const double fanOut = units * taps;
        for (float& w : parameters[0].value.values()) switch (how) {
            case Initialisation::He:
                w = static_cast<float>(rng.normal() * std::sqrt(2 / fanIn));
                break;
            case Initialisation::LeCun:
                w = static_cast<float>(rng.normal() * std::sqrt(1 / fanIn));
                break;
            case Initialisation::Glorot: {
                const double limit = std::sqrt(6 / (fanIn + fanOut));
                w = static_cast<float>(rng.uniform(-limit, limit));
                break;
            }
            }
        for (Parameter& p : parameters.subspan(1)) p.value.fill(0);
    }
}

Network lenet5(const LeNetOptions& options, std::uint64_t seed) {
    const auto activation = [&] { return std::make_unique<Activation>(options.activation); };
    const auto pool = [&]() -> std::unique_ptr<Layer> {
        const Window halves = Window::square(2, 2);
        if (options.pooling == PoolingKind::Max) return std::make_unique<MaxPool2d>(halves);
        return std::make_unique<AvgPool2d>(halves);
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

} // namespace cnn
