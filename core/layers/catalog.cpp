#include "core/layers/catalog.h"

#include "core/layers/activation.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/dropout.h"
#include "core/layers/partial_conv2d.h"
#include "core/layers/pool2d.h"
#include "core/layers/subsample.h"
#include "core/layers/upsample.h"

namespace cnn {
namespace {

template<ActivationKind K> std::unique_ptr<Layer> makeActivation(const LayerInfo&) {
    return std::make_unique<Activation>(K);
}
template<class Pool> std::unique_ptr<Layer> makePool(const LayerInfo& info) {
    return std::make_unique<Pool>(info.window.value());
}

// To add a layer: one line here.
const LayerKind kinds[] = {
    {"conv2d", "Convolution", "conv", LayerRole::Convolution,
     [](const LayerInfo& i) -> std::unique_ptr<Layer> {
         return std::make_unique<Conv2d>(i.inputs, i.outputs, i.window.value());
     }},
    {"partialconv2d", "Convolution, partly connected", "conv", LayerRole::Convolution,
     [](const LayerInfo& i) -> std::unique_ptr<Layer> {
         if (const auto misfit = connectionMisfit(i.connections, i.inputs)) throw *misfit;
         return std::make_unique<PartialConv2d>(i.inputs, i.connections, i.window.value());
     }},
    {"maxpool2d", "Max pooling", "pool", LayerRole::Pooling, makePool<MaxPool2d>},
    {"avgpool2d", "Average pooling", "pool", LayerRole::Pooling, makePool<AvgPool2d>},
    {"subsample", "Trainable subsampling", "sub", LayerRole::Pooling,
     [](const LayerInfo& i) -> std::unique_ptr<Layer> {
         return std::make_unique<Subsample>(i.inputs, i.window.value());
     }},
    {"upsample", "Upsampling", "up", LayerRole::Other,
     [](const LayerInfo& i) -> std::unique_ptr<Layer> { return std::make_unique<Upsample>(i.factor); }},
    {"relu", "ReLU", "act", LayerRole::Activation, makeActivation<ActivationKind::Relu>},
    {"tanh", "tanh", "act", LayerRole::Activation, makeActivation<ActivationKind::Tanh>},
    {"sigmoid", "Sigmoid", "act", LayerRole::Activation, makeActivation<ActivationKind::Sigmoid>},
    {"scaledtanh", "Scaled tanh", "act", LayerRole::Activation, makeActivation<ActivationKind::ScaledTanh>},
    {"flatten", "Flatten", "flatten", LayerRole::Other,
     [](const LayerInfo&) -> std::unique_ptr<Layer> { return std::make_unique<Flatten>(); }},
    {"dropout", "Dropout", "drop", LayerRole::Other,
     [](const LayerInfo& i) -> std::unique_ptr<Layer> { return std::make_unique<Dropout>(i.share); }},
    {"dense", "Dense", "dense", LayerRole::Dense,
     [](const LayerInfo& i) -> std::unique_ptr<Layer> { return std::make_unique<Dense>(i.inputs, i.outputs); }},
};

} // namespace

std::span<const LayerKind> layerKinds() {
    return kinds;
}

const LayerKind* findLayerKind(const std::string& kind) {
    for (const LayerKind& k : kinds)
        if (kind == k.kind) return &k;
    return nullptr;
}

std::unique_ptr<Layer> makeLayer(const LayerInfo& info) {
    if (const LayerKind* k = findLayerKind(info.kind)) return k->make(info);
    throw Error(ErrorCode::Usage, "There is no layer kind \"" + info.kind + "\".");
}

std::string layerTitle(const std::string& kind) {
    const LayerKind* k = findLayerKind(kind);
    return k ? k->title : kind;
}

LayerRole layerRole(const std::string& kind) {
    const LayerKind* k = findLayerKind(kind);
    return k ? k->role : LayerRole::Other;
}

Gradients zeroGradients(const Layer& layer) {
    Gradients gradients;
    for (const Parameter& p : layer.parameters()) gradients.emplace_back(p.value.shape());
    return gradients;
}

} // namespace cnn
