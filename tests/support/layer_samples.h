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

inline std::vector<LayerSample> groupedSamples() {
    std::vector<LayerSample> samples = windowSamples("conv2d", 3);
    const Window window{{3, 1, 1, 1, 1}, {2, 2, 1, 0, 1}};
    samples.push_back({{"conv2d", window, 4, 4, {{"groups", 4}}}, {4, 3, 4, 3}});
    samples.push_back({{"conv2d", window, 4, 6, {{"groups", 2}}}, {4, 3, 3, 2}});
    // Depthwise: several kernels a channel, stride, dilation, padding on one side.
    samples.push_back({{"conv2d", Window::square(3, 2, 1), 3, 6, {{"groups", 3}}}, {3, 5, 5, 1}});
    samples.push_back({{"conv2d", Window{{2, 1, 2, 0, 2}, {3, 1, 0, 1, 1}}, 2, 2, {{"groups", 2}}}, {2, 4, 5, 3}});
    return samples;
}

inline std::vector<LayerSample> transposedSamples() {
    const auto sample = [](const Window& window, const Shape& in, int outputs, const std::vector<NamedSetting>& more) {
        return LayerSample{{"convtranspose2d", window, in.c, outputs, more}, in};
    };
    return {sample(Window::square(2, 2), {1, 3, 3, 1}, 1, {}),
            sample({{3, 2, 1, 1, 1}, {3, 3, 0, 1, 1}}, {2, 3, 2, 3}, 3, {{"rows_added", 1}, {"columns_added", 1}}),
            sample({{2, 1, 0, 1, 2}, {3, 1, 1, 0, 1}}, {4, 3, 3, 2}, 2, {{"groups", 2}}),
            sample(Window::square(1), {3, 2, 2, 5}, 2, {})};
}

inline std::vector<LayerSample> poolSamples(const std::string& kind, const std::vector<NamedSetting>& more) {
    std::vector<LayerSample> samples = windowSamples(kind);
    samples.push_back({{kind, Window::square(3, 2), 0, 0, more}, {2, 4, 6, 3}});
    samples.push_back({{kind, Window{{3, 2, 1, 1, 1}, {2, 3, 1, 0, 1}}, 0, 0, more}, {1, 6, 5, 2}});
    return samples;
}

// Of weights a channel.
inline std::vector<LayerSample> channelSamples(const std::string& kind, const std::vector<NamedSetting>& settings = {},
                                               bool flat = true) {
    std::vector<LayerSample> samples{{{kind, {}, 2, 2, settings}, {2, 3, 4, 3}},
                                     {{kind, {}, 3, 3, settings}, {3, 2, 2, 1}}};
    if (flat) samples.push_back({{kind, {}, 7, 7, settings}, {7, 1, 1, 5}});
    return samples;
}

// Not of a single value: a network's pixels are then so far apart that a curve is not straight between them.
inline std::vector<LayerSample> curvedSamples(const std::string& kind, const std::vector<NamedSetting>& settings = {}) {
    return {{{kind, {}, 0, 0, settings}, {2, 3, 4, 3}}, {{kind, {}, 0, 0, settings}, {13, 1, 1, 5}}};
}

inline std::vector<LayerSample> affineSamples() {
    std::vector<LayerSample> samples = channelSamples("affine");
    samples.push_back({{"affine", {}, 1, 1, {{"per", 1}}}, {3, 2, 2, 4}});
    samples.push_back({{"affine", {}, 2, 2, {{"per", 2}, {"rows", 3}, {"columns", 2}}}, {2, 3, 2, 3}});
    samples.push_back({{"affine", {}, 2, 2, {{"learned", 0}}}, {2, 3, 2, 3}});
    return samples;
}

inline std::vector<LayerSample> settingSamples(const std::string& kind, const Shape& in,
                                               const std::vector<std::vector<NamedSetting>>& each) {
    std::vector<LayerSample> samples;
    for (const auto& settings : each) samples.push_back({{kind, {}, 0, 0, settings}, in});
    return samples;
}

// To add a layer kind: its samples here.
inline const std::map<std::string, std::function<std::vector<LayerSample>()>> layerSamples{
    {"conv2d", groupedSamples},
    {"convtranspose2d", transposedSamples},
    {"partialconv2d", partialSamples},
    {"subsample", subsamplingSamples},
    {"maxpool2d",
     [] {
         return poolSamples("maxpool2d", {{"ceil", 1}});
     }},
    {"avgpool2d",
     [] {
         return poolSamples("avgpool2d", {{"ceil", 1}, {"count_padding", 0}});
     }},
    {"globalavgpool", [] { return plainSamples("globalavgpool"); }},
    {"globalmaxpool", [] { return plainSamples("globalmaxpool"); }},
    {"adaptiveavgpool2d",
     [] {
         return plainSamples("adaptiveavgpool2d", {{"rows", 2}, {"columns", 3}});
     }},
    {"adaptivemaxpool2d",
     [] {
         return plainSamples("adaptivemaxpool2d", {{"rows", 2}, {"columns", 3}});
     }},
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
    {"prelu", [] { return channelSamples("prelu"); }},
    {"clip",
     [] {
         return plainSamples("clip", {{"low", 0}, {"high", 6}});
     }},
    {"elu",
     [] {
         return curvedSamples("elu", {{"alpha", 0.75F}});
     }},
    {"hardsigmoid", [] { return curvedSamples("hardsigmoid"); }},
    {"hardswish", [] { return curvedSamples("hardswish"); }},
    {"silu", [] { return curvedSamples("silu"); }},
    {"gelu", [] { return curvedSamples("gelu"); }},
    {"gelutanh", [] { return curvedSamples("gelutanh"); }},
    {"softmax", [] { return curvedSamples("softmax"); }},
    {"logsoftmax", [] { return curvedSamples("logsoftmax"); }},
    // Learning, it is another function: tests/core/test_batch_norm.cpp.
    {"batchnorm2d", [] { return channelSamples("batchnorm2d"); }},
    {"instancenorm2d",
     [] {
         return channelSamples("instancenorm2d", {{"eps", 0.1F}}, false);
     }},
    {"lrn",
     [] {
         return curvedSamples("lrn", {{"size", 3}, {"alpha", 0.5F}});
     }},
    {"affine", affineSamples},
    {"add", [] { return plainSamples("add"); }},
    {"sub", [] { return plainSamples("sub"); }},
    {"mul", [] { return plainSamples("mul"); }},
    {"div", [] { return plainSamples("div"); }},
    {"concat", [] { return plainSamples("concat"); }},
    // A constant is no image's: tests/golden/pad2d.
    {"pad2d",
     [] {
         return settingSamples("pad2d", {2, 3, 4, 3},
                               {{{"top", 2}, {"right", 1}, {"mode", 1}},
                                {{"bottom", 1}, {"left", 3}, {"mode", 2}},
                                {{"top", -1}, {"right", -2}}});
     }},
    {"slice",
     [] {
         return settingSamples("slice", {3, 4, 5, 3},
                               {{{"first_channel", 1}, {"row_step", 2}, {"columns", 3}},
                                {{"channels", 2}, {"first_row", 2}, {"first_column", 1}, {"column_step", 3}}});
     }},
    {"depthtospace",
     [] {
         return settingSamples("depthtospace", {8, 2, 3, 3},
                               {{{"block", 2}, {"order", 0}}, {{"block", 2}, {"order", 1}}});
     }},
    {"reshape",
     [] {
         return settingSamples("reshape", {2, 3, 4, 3}, {{{"channels", 4}, {"rows", 3}}, {{"columns", 8}}});
     }},
    {"permute",
     [] {
         return settingSamples("permute", {2, 3, 4, 3},
                               {{{"first", 2}, {"second", 0}, {"third", 1}}, {{"first", 1}, {"second", 0}}});
     }},
    {"resize2d",
     [] {
         return settingSamples("resize2d", {2, 3, 4, 3},
                               {{{"mode", 0}, {"rows", 5}, {"columns", 3}},
                                {{"mode", 1}, {"row_scale", 2}, {"column_scale", 1.5F}},
                                {{"mode", 1}, {"place", 3}, {"rows", 2}, {"columns", 7}}});
     }},
};

inline std::vector<LayerSample> samplesOf(const std::string& kind) {
    const auto found = layerSamples.find(kind);
    return found == layerSamples.end() ? std::vector<LayerSample>{} : found->second();
}

} // namespace cnn
