#include "core/layers/instance_norm.h"

#include "core/layers/channel_layer.h"

#include <cmath>

namespace cnn {
namespace {

constexpr LayerSetting instanceNormSettings[] = {{.key = "eps",
                                                  .label = "Added to the variance",
                                                  .missing = 1e-5F,
                                                  .usual = 1e-5F,
                                                  .low = 0,
                                                  .high = 1,
                                                  .offered = 1,
                                                  .step = 0.00001F}};

using Row = Eigen::Array<double, 1, Eigen::Dynamic>; // a number an image

// A channel: a row a cell, a column an image.
ConstMatrixView channelOf(const Tensor& t, int c) {
    const auto cells = static_cast<Eigen::Index>(t.shape().h) * t.shape().w;
    return {t.data() + c * floatsPerChannel(t.shape()), cells, t.shape().n};
}

struct Normal {
    Row mean, scale; // 1 / sqrt(variance + eps)
};
Normal normalOf(const ConstMatrixView& x, float eps) {
    Normal normal;
    normal.mean = x.cast<double>().colwise().mean().array();
    const Row variance = (x.cast<double>().array().rowwise() - normal.mean).square().colwise().mean();
    normal.scale = (variance + static_cast<double>(eps)).sqrt().inverse();
    return normal;
}

} // namespace

LayerKind InstanceNorm2d::facts() {
    return {.kind = "instancenorm2d",
            .title = "Instance normalisation",
            .name = "in",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<InstanceNorm2d>(i.inputs, i.setting("eps"));
            },
            .words = "Instance norm",
            .formula = "weight × (x − mean) ÷ √(variance + {eps}) + bias",
            .curve = Curve::Smooth,
            .outputs = OutputCount::AsInputs,
            .made = Made::OfItsMap,
            .settings = instanceNormSettings,
            .firstWeight = [](const LayerInfo&) { return 1.0F; },
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "InstanceNormalization", .attribute = "epsilon", .setting = "eps", .missing = 1e-5F}};
}

InstanceNorm2d::InstanceNorm2d(int channels, float eps) : m_channels(channels), m_eps(eps) {
    assert(channels >= 1);
    const Shape shape{channels, 1, 1, 1};
    m_parameters = {{"weight", Tensor(shape), true, 1}, {"bias", Tensor(shape)}};
    m_parameters[0].value.fill(1);
}

Expected<Shape> InstanceNorm2d::outputShape(const Shape& in) const {
    return sameChannels(Message::tr("This instance normalisation"), m_channels, in);
}

void InstanceNorm2d::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(in.shape());
    for (int c = 0; c < m_channels; ++c) {
        const ConstMatrixView x = channelOf(in, c);
        const Normal normal = normalOf(x, m_eps);
        const double weight = static_cast<double>(m_parameters[0].value.data()[c]),
                     bias = static_cast<double>(m_parameters[1].value.data()[c]);
        MatrixView(out.data() + c * floatsPerChannel(in.shape()), x.rows(), x.cols()) =
            (((x.cast<double>().array().rowwise() - normal.mean).rowwise() * (normal.scale * weight)) + bias)
                .cast<float>()
                .matrix();
    }
}

void InstanceNorm2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                              Gradients& gradients) const {
    if (dIn) dIn->reshapeTo(in.shape());
    for (int c = 0; c < m_channels; ++c) {
        const ConstMatrixView x = channelOf(in, c);
        const Normal normal = normalOf(x, m_eps);
        const Eigen::ArrayXXd d = channelOf(dOut, c).cast<double>().array();
        const Eigen::ArrayXXd unit = (x.cast<double>().array().rowwise() - normal.mean).rowwise() * normal.scale;
        gradients[0].data()[c] += static_cast<float>((unit * d).sum());
        gradients[1].data()[c] += static_cast<float>(d.sum());
        if (!dIn) continue;
        const Row mean = d.colwise().mean(), along = (unit * d).colwise().mean();
        const double weight = static_cast<double>(m_parameters[0].value.data()[c]);
        MatrixView(dIn->data() + c * floatsPerChannel(in.shape()), x.rows(), x.cols()) =
            (((d.rowwise() - mean) - unit.rowwise() * along).rowwise() * (normal.scale * weight))
                .cast<float>()
                .matrix();
    }
}

} // namespace cnn
