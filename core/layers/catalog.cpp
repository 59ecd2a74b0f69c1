#include "core/layers/catalog.h"

#include "core/layers/activation.h"
#include "core/layers/affine.h"
#include "core/layers/axis_copy.h"
#include "core/layers/batch_norm.h"
#include "core/layers/conv2d.h"
#include "core/layers/conv_transpose2d.h"
#include "core/layers/dense.h"
#include "core/layers/dropout.h"
#include "core/layers/global_pool.h"
#include "core/layers/instance_norm.h"
#include "core/layers/join.h"
#include "core/layers/leaky_relu.h"
#include "core/layers/lrn.h"
#include "core/layers/partial_conv2d.h"
#include "core/layers/pool2d.h"
#include "core/layers/prelu.h"
#include "core/layers/rearrange.h"
#include "core/layers/resize2d.h"
#include "core/layers/softmax.h"
#include "core/layers/subsample.h"
#include "core/layers/unary.h"
#include "core/layers/upsample.h"

namespace cnn {
namespace {

// To add a layer: one line here.
std::vector<LayerKind> allKinds() {
    return {
        Conv2d::facts(),
        PartialConv2d::facts(),
        ConvTranspose2d::facts(),
        MaxPool2d::facts(),
        AvgPool2d::facts(),
        GlobalPool::facts(GlobalPool::Kind::GlobalMean),
        GlobalPool::facts(GlobalPool::Kind::GlobalLargest),
        GlobalPool::facts(GlobalPool::Kind::AdaptiveMean),
        GlobalPool::facts(GlobalPool::Kind::AdaptiveLargest),
        Subsample::facts(),
        Upsample::facts(),
        Resize2d::facts(),
        DepthToSpace::facts(),
        Activation::facts(ActivationKind::Relu),
        LeakyRelu::facts(),
        Activation::facts(ActivationKind::Tanh),
        Activation::facts(ActivationKind::Sigmoid),
        Activation::facts(ActivationKind::ScaledTanh),
        PRelu::facts(),
        Unary::facts(UnaryKind::Clip),
        Unary::facts(UnaryKind::Elu),
        Unary::facts(UnaryKind::HardSigmoid),
        Unary::facts(UnaryKind::HardSwish),
        Unary::facts(UnaryKind::Silu),
        Unary::facts(UnaryKind::Gelu),
        Unary::facts(UnaryKind::GeluTanh),
        Softmax::facts(false),
        Softmax::facts(true),
        BatchNorm2d::facts(),
        InstanceNorm2d::facts(),
        Lrn::facts(),
        Affine::facts(),
        Flatten::facts(),
        Dropout::facts(),
        Dense::facts(),
        Arithmetic::facts(ArithmeticKind::Add),
        Arithmetic::facts(ArithmeticKind::Sub),
        Arithmetic::facts(ArithmeticKind::Mul),
        Arithmetic::facts(ArithmeticKind::Div),
        Concat::facts(),
        Pad2d::facts(),
        Slice::facts(),
        Reshape::facts(),
        Permute::facts(),
    };
}

} // namespace

std::span<const LayerKind> layerKinds() {
    static const std::vector<LayerKind> kinds = allKinds();
    return kinds;
}

const LayerKind* findLayerKind(const std::string& kind) {
    for (const LayerKind& k : layerKinds())
        if (kind == k.kind) return &k;
    return nullptr;
}

const LayerKind& factsOf(const std::string& kind) {
    static const LayerKind unknown;
    const LayerKind* found = findLayerKind(kind);
    return found ? *found : unknown;
}

bool hasWindow(const LayerKind& kind) {
    return kind.windowed || kind.role == LayerRole::Convolution || kind.role == LayerRole::Pooling;
}

std::unique_ptr<Layer> makeLayer(const LayerInfo& info) {
    if (const LayerKind* k = findLayerKind(info.kind)) return k->make(withAllSettings(info));
    throw Error(ErrorCode::Usage, Message::tr("There is no layer kind \"%1\".", info.kind));
}

std::string layerTitle(const std::string& kind) {
    const LayerKind* k = findLayerKind(kind);
    return k ? k->title : kind;
}

LayerRole layerRole(const std::string& kind) {
    return factsOf(kind).role;
}

LayerInfo withAllSettings(LayerInfo info) {
    const LayerKind& kind = factsOf(info.kind);
    std::vector<NamedSetting> all;
    for (const LayerSetting& s : kind.settings) all.push_back({s.key, info.setting(s.key, s.missing)});
    for (const NamedSetting& s : info.settings)
        if (std::none_of(all.begin(), all.end(), [&](const NamedSetting& known) { return known.key == s.key; }))
            throw Error(ErrorCode::Usage, Message::tr("%1 has no setting \"%2\".", std::string(kind.title), s.key));
    info.settings = std::move(all);
    return info;
}

std::optional<Error> settingMisfit(const LayerInfo& info) {
    for (const LayerSetting& s : factsOf(info.kind).settings)
        if (s.misfit)
            if (const auto misfit = s.misfit(info.setting(s.key, s.missing))) return Error(ErrorCode::Usage, *misfit);
    return std::nullopt;
}

Gradients zeroGradients(const Layer& layer) {
    Gradients gradients;
    for (const Parameter& p : layer.parameters()) gradients.emplace_back(p.value.shape());
    return gradients;
}

} // namespace cnn
