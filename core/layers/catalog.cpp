#include "core/layers/catalog.h"

#include "core/layers/activation.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"
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
    {"conv2d", "Convolution",
     [](const LayerInfo& i) -> std::unique_ptr<Layer> {
         return std::make_unique<Conv2d>(i.inputs, i.outputs, i.window.value());
     }},
    {"maxpool2d", "Max pooling", makePool<MaxPool2d>},
    {"avgpool2d", "Average pooling", makePool<AvgPool2d>},
    {"upsample", "Upsampling",
     [](const LayerInfo& i) -> std::unique_ptr<Layer> { return std::make_unique<Upsample>(i.factor); }},
    {"relu", "ReLU", makeActivation<ActivationKind::Relu>},
    {"tanh", "tanh", makeActivation<ActivationKind::Tanh>},
    {"sigmoid", "Sigmoid", makeActivation<ActivationKind::Sigmoid>},
    {"flatten", "Flatten", [](const LayerInfo&) -> std::unique_ptr<Layer> { return std::make_unique<Flatten>(); }},
    {"dense", "Dense",
     [](const LayerInfo& i) -> std::unique_ptr<Layer> { return std::make_unique<Dense>(i.inputs, i.outputs); }},
};

const LayerKind* find(const std::string& kind) {
    for (const LayerKind& k : kinds)
        if (kind == k.kind) return &k;
    return nullptr;
}

} // namespace

std::span<const LayerKind> layerKinds() {
    return kinds;
}

std::unique_ptr<Layer> makeLayer(const LayerInfo& info) {
    if (const LayerKind* k = find(info.kind)) return k->make(info);
    throw Error(ErrorCode::Usage, "There is no layer kind \"" + info.kind + "\".");
}

std::string layerTitle(const std::string& kind) {
    const LayerKind* k = find(kind);
    return k ? k->title : kind;
}

Gradients zeroGradients(const Layer& layer) {
    Gradients gradients;
    for (const Parameter& p : layer.parameters()) gradients.emplace_back(p.value.shape());
    return gradients;
}

} // namespace cnn
