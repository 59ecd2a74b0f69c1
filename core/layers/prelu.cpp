#include "core/layers/prelu.h"

#include "core/layers/channel_layer.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr const char* preluSharing[] = {"one a channel", "one for all"};
constexpr LayerSetting preluSettings[] = {choiceSetting("shared", "Slopes", preluSharing)};
constexpr float firstSlope = 0.25F;

} // namespace

LayerKind PRelu::facts() {
    return {.kind = "prelu",
            .title = "PReLU",
            .name = "act",
            .role = LayerRole::Activation,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<PRelu>(i.inputs, i.setting("shared") != 0);
            },
            .formula = "x, below 0 a learned multiple of it",
            .curve = Curve::Kinked,
            .outputs = OutputCount::AsInputs,
            .made = Made::OneByOne,
            .settings = preluSettings,
            .beginning = Initialisation::He,
            .firstWeight = [](const LayerInfo&) { return firstSlope; },
            .onnx = {.name = "PRelu"}};
}

PRelu::PRelu(int channels, bool shared) : m_channels(channels), m_shared(shared) {
    assert(channels >= 1);
    m_parameters.push_back({"weight", Tensor({shared ? 1 : channels, 1, 1, 1}), true, firstSlope});
    m_parameters[0].value.fill(firstSlope);
}

LayerInfo PRelu::info() const {
    return {"prelu", {}, m_channels, m_channels, {{"shared", m_shared ? 1.0F : 0.0F}}};
}

Expected<Shape> PRelu::outputShape(const Shape& in) const {
    return sameChannels(Message::tr("This PReLU"), m_channels, in);
}

void PRelu::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(in.shape());
    const Eigen::Index floats = floatsPerChannel(in.shape());
    for (int c = 0; c < m_channels; ++c) {
        const float* x = in.data() + c * floats;
        const float slope = m_parameters[0].value.data()[slopeOf(c)];
        std::transform(x, x + floats, out.data() + c * floats, [slope](float v) { return v <= 0 ? slope * v : v; });
    }
}

void PRelu::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                     Gradients& gradients) const {
    if (dIn) dIn->reshapeTo(in.shape());
    const Eigen::Index floats = floatsPerChannel(in.shape());
    for (int c = 0; c < m_channels; ++c) {
        const ConstArrayView x(in.data() + c * floats, floats), d(dOut.data() + c * floats, floats);
        gradients[0].data()[slopeOf(c)] += static_cast<float>((x.min(0) * d).cast<double>().sum());
        if (!dIn) continue;
        const float slope = m_parameters[0].value.data()[slopeOf(c)];
        ArrayView(dIn->data() + c * floats, floats) = (x > 0).select(d, d * slope);
    }
}

} // namespace cnn
