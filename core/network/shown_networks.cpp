#include "core/network/shown_networks.h"

#include "core/layers/catalog.h"
#include "core/network/models.h"
#include "core/network/unfilled.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr Shape imageNetInput{3, 224, 224, 1};
constexpr int imageNetClasses = 1000;

LayerPlan layerNamed(const std::string& name, const LayerInfo& info) {
    return {info, name};
}

// So many convolutions in each of the five blocks.
NetworkPlan vggPlan(std::initializer_list<int> convolutions) {
    const LayerInfo relu = Activation(ActivationKind::Relu).info();
    NetworkPlan plan;
    int block = 1, channels = 64;
    for (const int count : convolutions) {
        const std::string prefix = std::to_string(block++);
        for (int i = 1; i <= count; ++i) {
            const std::string number = prefix + "_" + std::to_string(i);
            plan.layers.push_back(layerNamed("conv" + number, {"conv2d", Window::square(3, 1, 1), 0, channels}));
            plan.layers.push_back(layerNamed("relu" + number, relu));
        }
        plan.layers.push_back(layerNamed("pool" + prefix, {"maxpool2d", Window::square(2, 2)}));
        channels = std::min(512, 2 * channels);
    }
    plan.layers.push_back(layerNamed("flatten", {"flatten", {}}));
    for (const char* number : {"6", "7"}) {
        plan.layers.push_back(layerNamed(std::string("fc") + number, {"dense", {}, 0, 4096}));
        plan.layers.push_back(layerNamed(std::string("relu") + number, relu));
    }
    plan.layers.push_back(layerNamed("fc8", {"dense", {}})); // one output a class
    return plan;
}

// To add one: a line here.
constexpr ShownNetwork shown[] = {
    {"vgg19", "VGG-19", vgg19Plan, imageNetInput, imageNetClasses},
    {"vgg16", "VGG-16", vgg16Plan, imageNetInput, imageNetClasses},
    {"lenet5", "LeNet-5", [] { return lenet5Plan({}); }, usualInput, usualClasses},
    {"lenet1998", "LeNet-5 of 1998", lenet1998Plan, usualInput, usualClasses},
    {"mlp", "MLP", [] { return mlpPlan({}); }, usualInput, usualClasses},
    {"tinyvgg", "Tiny VGG", [] { return tinyVggPlan({}); }, usualInput, usualClasses},
    {"autoencoder", "Autoencoder", [] { return autoencoderPlan({}); }, usualInput, noClasses},
};

} // namespace

NetworkPlan vgg16Plan() {
    return vggPlan({2, 2, 3, 3, 3});
}

NetworkPlan vgg19Plan() {
    return vggPlan({2, 2, 4, 4, 4});
}

std::span<const ShownNetwork> shownNetworks() {
    return shown;
}

const ShownNetwork* findShownNetwork(const std::string& id) {
    for (const ShownNetwork& network : shown)
        if (id == network.id) return &network;
    return nullptr;
}

Network outlineOf(const ShownNetwork& network) {
    return outlineOf(network.plan(), network.input, network.classes);
}

Network randomWeights(const ShownNetwork& network, std::uint64_t seed) {
    const NetworkPlan plan = network.plan();
    Network net(network.input);
    const Network outline = outlineOf(network);
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto reads = outline.reads(i);
        net.add(outline.name(i), makeLayer(outline.layer(i).info()), {reads.begin(), reads.end()});
    }
    constexpr std::size_t many = 10'000'000; // uniform numbers are drawn many times quicker
    const bool isLarge = net.parameterCount() > many;
    initialise(net, isLarge ? Initialisation::HeUniform : usualInitialisation(plan), seed);
    return net;
}

} // namespace cnn
