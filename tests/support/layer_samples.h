// Samples of every layer kind, for the tests that walk the catalogue: a listed layer is a checked layer.
#pragma once

#include "core/layers/catalog.h"

#include <functional>
#include <map>
#include <numeric>

namespace cnn {

// Layers with kinks get inputs further apart, and further from zero, than a value is moved for a difference quotient.
constexpr float kinkGap = 0.05F;

struct LayerSample {
    LayerInfo info;
    Shape in;

    Curve curve() const { return factsOf(info.kind).curve; }
    // How far a value is moved for the difference quotient. Layers that are linear in each value have no truncation
    // error, so a large step keeps rounding small; for bent ones the two errors balance near the cube root of float's
    // precision.
    float step() const {
        return curve() == Curve::Linear ? 0.25F : curve() == Curve::Smooth ? 1.0F / 128 : kinkGap / 4;
    }
};

// Windows that differ by axis; 1 to 5 images.
inline std::vector<LayerSample> windowSamples(const std::string& kind, int outputs = 0) {
    const auto sample = [&](const Window& window, const Shape& in) {
        return LayerSample{{kind, window, outputs > 0 ? in.c : 0, outputs}, in};
    };
    return {sample(Window::square(2), {1, 3, 3, 1}),
            sample(Window::square(3, 1, 1), {2, 4, 5, 2}),
            sample({{2, 1, 1, 0, 1}, {2, 1, 0, 1, 1}}, {1, 4, 3, 3}),
            sample({{3, 2, 1, 0, 1}, {2, 3, 1, 1, 1}}, {3, 6, 7, 4}),
            sample({{2, 1, 0, 1, 2}, {3, 2, 1, 0, 2}}, {2, 5, 8, 5}),
            sample({{1, 1, 0, 0, 1}, {2, 1, 0, 0, 1}}, {2, 2, 6, 1}),
            sample({{7, 1, 3, 3, 1}, {1, 1, 0, 0, 1}}, {1, 7, 2, 2})};
}

inline std::vector<LayerSample> plainSamples(const std::string& kind, const std::vector<NamedSetting>& settings = {}) {
    return {{{kind, {}, 0, 0, settings}, {1, 1, 1, 1}},
            {{kind, {}, 0, 0, settings}, {2, 3, 4, 3}},
            {{kind, {}, 0, 0, settings}, {7, 1, 1, 5}}};
}

// Some outputs read all channels, some only one.
inline std::vector<LayerSample> partialSamples() {
    std::vector<LayerSample> samples = windowSamples("partialconv2d", 3);
    for (LayerSample& s : samples) {
        std::vector<int> all(static_cast<std::size_t>(s.in.c));
        std::iota(all.begin(), all.end(), 0);
        s.info.connections = {all, {s.in.c - 1}, {0}};
    }
    return samples;
}

inline std::vector<LayerSample> subsamplingSamples() {
    std::vector<LayerSample> samples = windowSamples("subsample", 1);
    for (LayerSample& s : samples) s.info.outputs = s.info.inputs;
    return samples;
}

inline std::vector<LayerSample> upsamplingSamples() {
    const auto by = [](float factor, const Shape& in) {
        return LayerSample{{"upsample", {}, 0, 0, {{"factor", factor}}}, in};
    };
    return {by(1, {2, 3, 2, 2}), by(2, {1, 1, 1, 1}), by(2, {3, 4, 5, 3}), by(3, {2, 2, 3, 5})};
}

inline std::vector<LayerSample> denseSamples() {
    return {
        {{"dense", {}, 1, 1}, {1, 1, 1, 1}}, {{"dense", {}, 6, 4}, {6, 1, 1, 3}}, {{"dense", {}, 3, 7}, {3, 1, 1, 5}}};
}

// To add a layer kind: its samples here.
inline const std::map<std::string, std::function<std::vector<LayerSample>()>> layerSamples{
    {"conv2d", [] { return windowSamples("conv2d", 3); }},
    {"partialconv2d", partialSamples},
    {"subsample", subsamplingSamples},
    {"maxpool2d", [] { return windowSamples("maxpool2d"); }},
    {"avgpool2d", [] { return windowSamples("avgpool2d"); }},
    {"upsample", upsamplingSamples},
    {"relu", [] { return plainSamples("relu"); }},
    {"leakyrelu",
     [] {
         return plainSamples("leakyrelu", {{"slope", 0.25F}});
     }},
    {"tanh", [] { return plainSamples("tanh"); }},
    {"sigmoid", [] { return plainSamples("sigmoid"); }},
    {"scaledtanh", [] { return plainSamples("scaledtanh"); }},
    {"flatten", [] { return plainSamples("flatten"); }},
    // Not learning, it lets everything pass; learning: tests/core/test_dropout.cpp.
    {"dropout",
     [] {
         return std::vector<LayerSample>{{{"dropout", {}, 0, 0, {{"share", 0.5F}}}, {2, 3, 4, 3}},
                                         {{"dropout", {}, 0, 0, {{"share", 0}}}, {7, 1, 1, 1}}};
     }},
    {"dense", denseSamples},
};

inline std::vector<LayerSample> samplesOf(const std::string& kind) {
    const auto found = layerSamples.find(kind);
    return found == layerSamples.end() ? std::vector<LayerSample>{} : found->second();
}

} // namespace cnn
