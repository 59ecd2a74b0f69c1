// Networks and images for tests, the same on every machine.
#pragma once

#include "core/base/rng.h"
#include "core/layers/catalog.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/partial_conv2d.h"
#include "core/layers/subsample.h"
#include "core/network/models.h"
#include "tests/support/layer_samples.h"

namespace cnn {

inline void fillRandomly(std::span<float> values, Rng& rng, double low = -1, double high = 1) {
    for (float& v : values) v = static_cast<float>(rng.uniform(low, high));
}

inline Tensor randomImages(const Shape& shape, int images, std::uint64_t seed) {
    Tensor tensor(shape.withImages(images));
    Rng rng(seed);
    fillRandomly(tensor.values(), rng);
    return tensor;
}

// Any numbers that a parameter may have: a variance is positive.
inline void fillParameter(Parameter& parameter, Rng& rng, double low = -1, double high = 1) {
    if (parameter.name == "variance")
        fillRandomly(parameter.value.values(), rng, 0.5, 2);
    else
        fillRandomly(parameter.value.values(), rng, low, high);
}

// Biases too, which an initialisation leaves at zero.
inline void fillParameters(Network& network, std::uint64_t seed) {
    Rng rng(seed);
    for (std::size_t i = 0; i < network.size(); ++i)
        for (Parameter& p : network.layer(i).parameters()) fillParameter(p, rng, -0.3, 0.3);
}

// The layer kinds of LeNet-5 as of 1998, with windows that differ by axis.
inline Network kindsOf1998(std::uint64_t seed) {
    Network net(Shape{3, 9, 8, 1});
    net.add("partial", std::make_unique<PartialConv2d>(3, Connections{{0, 2}, {1}, {0, 1, 2}, {2}},
                                                       Window{{3, 1, 0, 1, 1}, {2, 1, 1, 0, 2}}));
    net.add("scaled", makeLayer({"scaledtanh", {}, 0, 0}));
    net.add("subsample", std::make_unique<Subsample>(4, Window{{2, 2, 0, 1, 1}, {3, 1, 1, 0, 1}}));
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("scaled2", makeLayer({"scaledtanh", {}, 0, 0}));
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, 4));
    fillParameters(net, seed);
    return net;
}

// Every other layer kind; windows that differ by axis in kernel, stride, padding before and after, and dilation.
inline Network everyKind(std::uint64_t seed) {
    Network net(Shape{2, 19, 23, 1});
    net.add("conv", std::make_unique<Conv2d>(2, 5, Window{{3, 2, 1, 2, 2}, {2, 1, 0, 1, 3}}));
    net.add("relu", makeLayer({"relu", {}, 0, 0}));
    net.add("average", makeLayer({"avgpool2d", Window{{3, 1, 1, 0, 1}, {2, 2, 0, 1, 1}}, 0, 0}));
    net.add("tanh", makeLayer({"tanh", {}, 0, 0}));
    net.add("max", makeLayer({"maxpool2d", Window{{2, 1, 1, 1, 2}, {3, 2, 1, 0, 1}}, 0, 0}));
    net.add("unbiased", std::make_unique<Conv2d>(5, 3, Window::square(1), false));
    net.add("upsample", makeLayer({"upsample", {}, 0, 0, {{"factor", 3}}}));
    net.add("sigmoid", makeLayer({"sigmoid", {}, 0, 0}));
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dropout", makeLayer({"dropout", {}, 0, 0, {{"share", 0.3F}}}));
    const int features = net.outputShape().c;
    net.add("dense", std::make_unique<Dense>(features, 4));
    net.add("leaky", makeLayer({"leakyrelu", {}, 0, 0, {{"slope", 0.2F}}}));
    fillParameters(net, seed);
    return net;
}

// Every sample of every kind of layer, each on a part of the image that is of its size, all side by side: one behind
// the other they are the output. Those are left out for which `leftOut` holds.
inline Network everySample(std::uint64_t seed, const std::function<bool(const LayerSample&)>& leftOut) {
    std::vector<LayerSample> samples;
    Shape image{1, 1, 1, 1};
    for (const LayerKind& kind : layerKinds())
        for (const LayerSample& sample : samplesOf(kind.kind)) {
            if (leftOut(sample)) continue;
            samples.push_back(sample);
            image = {std::max(image.c, sample.in.c), std::max(image.h, sample.in.h), std::max(image.w, sample.in.w), 1};
        }
    Network net(image);
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const LayerSample& sample = samples[i];
        const std::string name = sample.info.kind + std::to_string(i);
        const auto part = [&](const char* key, int extent) { return NamedSetting{key, static_cast<float>(extent)}; };
        net.add(name + "_part",
                makeLayer({"slice",
                           {},
                           0,
                           0,
                           {part("channels", sample.in.c), part("rows", sample.in.h), part("columns", sample.in.w)}}),
                {0});
        const bool joins = factsOf(sample.info.kind).joins;
        net.add(name, makeLayer(sample.info), std::vector<std::size_t>(joins ? 2 : 1, net.size()));
        net.add(name + "_row", makeLayer({"flatten", {}, 0, 0}));
        ends.push_back(net.size());
    }
    net.add("all", makeLayer({"concat", {}, 0, 0}), ends);
    fillParameters(net, seed);
    return net;
}

} // namespace cnn
