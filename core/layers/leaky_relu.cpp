#include "core/layers/leaky_relu.h"

#include <algorithm>

namespace cnn {
namespace {

std::optional<Message> slopeMisfit(float slope) {
    if (slope >= 0 && slope <= 1) return std::nullopt;
    return Message::tr("The slope of a leaky ReLU must be at least 0 and at most 1.");
}

constexpr LayerSetting leakySettings[] = {{.key = "slope",
                                           .label = "Slope below 0",
                                           .missing = 0.01F,
                                           .usual = 0.01F,
                                           .low = 0,
                                           .high = 1,
                                           .offered = 1,
                                           .step = 0.01F,
                                           .misfit = slopeMisfit}};

} // namespace

LayerKind LeakyRelu::facts() {
    return {.kind = "leakyrelu",
            .title = "Leaky ReLU",
            .name = "act",
            .role = LayerRole::Activation,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<LeakyRelu>(i.setting("slope"));
            },
            .words = "Leaky ReLU ({slope})",
            .formula = "max({slope} x, x)",
            .written = "max({slope} × {(x)}, {x})",
            .function = [](const LayerInfo& i, double x) { return std::max(i.setting("slope") * x, x); },
            .curve = Curve::Kinked,
            .settings = leakySettings,
            .beginning = Initialisation::He,
            .onnx = {.name = "LeakyRelu", .attribute = "alpha", .setting = "slope", .missing = 0.01F},
            .torch = "nn.LeakyReLU({slope})"};
}

LeakyRelu::LeakyRelu(float slope) : m_slope(slope) {
    if (const auto misfit = slopeMisfit(slope)) throw Error(ErrorCode::Usage, *misfit);
}

void LeakyRelu::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(in.shape());
    // NaN stays NaN, so that a diverging run is seen.
    std::transform(in.data(), in.data() + in.size(), out.data(),
                   [slope = m_slope](float v) { return v <= 0.0F ? slope * v : v; });
}

void LeakyRelu::backward(const Tensor&, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                         Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(out.shape());
    std::transform(out.data(), out.data() + out.size(), dOut.data(), dIn->data(),
                   [slope = m_slope](float v, float d) { return v > 0.0F ? d : slope * d; });
}

} // namespace cnn
