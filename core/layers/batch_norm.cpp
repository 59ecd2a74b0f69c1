#include "core/layers/batch_norm.h"

#include "core/layers/channel_layer.h"

#include <cmath>

namespace cnn {
namespace {

constexpr LayerSetting batchNormSettings[] = {{.key = "eps",
                                               .label = "Added to the variance",
                                               .missing = 1e-5F,
                                               .usual = 1e-5F,
                                               .low = 0,
                                               .high = 1,
                                               .offered = 1,
                                               .step = 0.00001F},
                                              {.key = "momentum",
                                               .label = "Share of the newest batch",
                                               .missing = 0.1F,
                                               .usual = 0.1F,
                                               .low = 0,
                                               .high = 1,
                                               .offered = 1,
                                               .step = 0.01F}};

// Of a channel, all images. Two passes, in double: a mean far from 0 must not eat the variance's digits.
struct Moments {
    double mean = 0, variance = 0;
};
Moments momentsOf(const float* values, Eigen::Index count) {
    const Eigen::Map<const Eigen::ArrayXf> all(values, count);
    Moments m;
    m.mean = all.cast<double>().mean();
    m.variance = (all.cast<double>() - m.mean).square().mean();
    return m;
}

// In LayerCache::weights, a row each: the batch's mean, 1 / sqrt(variance + eps), and the variance with n - 1.
enum CacheRow { Mean, Scale, Unbiased };

} // namespace

LayerKind BatchNorm2d::facts() {
    return {.kind = "batchnorm2d",
            .title = "Batch normalisation",
            .name = "bn",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<BatchNorm2d>(i.inputs, i.setting("eps"), i.setting("momentum"));
            },
            .words = "Batch norm",
            .formula = "weight × (x − mean) ÷ √(variance + {eps}) + bias",
            .cost = "A product and a sum: four numbers a channel, two of them learned",
            .outputs = OutputCount::AsInputs,
            .made = Made::OneByOne,
            .settings = batchNormSettings,
            .firstWeight = [](const LayerInfo&) { return 1.0F; },
            .onnx = {.name = "BatchNormalization", .attribute = "epsilon", .setting = "eps", .missing = 1e-5F}};
}

BatchNorm2d::BatchNorm2d(int channels, float eps, float momentum)
    : m_channels(channels), m_eps(eps), m_momentum(momentum) {
    assert(channels >= 1);
    const Shape shape{channels, 1, 1, 1};
    m_parameters = {{"weight", Tensor(shape), true, 1},
                    {"bias", Tensor(shape)},
                    {"mean", Tensor(shape), false},
                    {"variance", Tensor(shape), false, 1}};
    for (Parameter& p : m_parameters) p.value.fill(p.first);
}

LayerInfo BatchNorm2d::info() const {
    return {"batchnorm2d", {}, m_channels, m_channels, {{"eps", m_eps}, {"momentum", m_momentum}}};
}

Expected<Shape> BatchNorm2d::outputShape(const Shape& in) const {
    return sameChannels(Message::tr("A batch normalisation"), m_channels, in);
}

void BatchNorm2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    out.reshapeTo(in.shape());
    const Eigen::Index floats = floatsPerChannel(in.shape());
    if (cache.chance) cache.weights.reshapeTo({3, m_channels, 1, 1});
    for (int c = 0; c < m_channels; ++c) {
        const float* x = in.data() + c * floats;
        double mean = static_cast<double>(number(2)[c]), variance = static_cast<double>(number(3)[c]);
        if (cache.chance) {
            const Moments m = momentsOf(x, floats);
            mean = m.mean;
            variance = m.variance;
        }
        const double scale = 1 / std::sqrt(variance + static_cast<double>(m_eps));
        if (cache.chance) {
            const auto n = static_cast<double>(floats);
            cache.weights.at(Mean, c, 0) = static_cast<float>(mean);
            cache.weights.at(Scale, c, 0) = static_cast<float>(scale);
            cache.weights.at(Unbiased, c, 0) = static_cast<float>(variance * (n > 1 ? n / (n - 1) : 1));
        }
        const auto slope = static_cast<float>(scale * static_cast<double>(number(0)[c]));
        const auto middle = static_cast<float>(mean);
        const float bias = number(1)[c];
        ArrayView(out.data() + c * floats, floats) = (ConstArrayView(x, floats) - middle) * slope + bias;
    }
}

void BatchNorm2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                           Gradients& gradients) const {
    if (dIn) dIn->reshapeTo(in.shape());
    const Eigen::Index floats = floatsPerChannel(in.shape());
    for (int c = 0; c < m_channels; ++c) {
        const ConstArrayView x(in.data() + c * floats, floats), d(dOut.data() + c * floats, floats);
        const bool ofBatch = cache.chance.has_value();
        const float mean = ofBatch ? cache.weights.at(Mean, c, 0) : number(2)[c];
        const float scale = ofBatch ? cache.weights.at(Scale, c, 0) : 1 / std::sqrt(number(3)[c] + m_eps);
        // What comes back over all of the channel: with what each value is, and alone.
        const auto sumOfProducts =
            static_cast<float>(((x - mean) * scale).cast<double>().cwiseProduct(d.cast<double>()).sum());
        const auto sum = static_cast<float>(d.cast<double>().sum());
        gradients[0].data()[c] += sumOfProducts;
        gradients[1].data()[c] += sum;
        if (!dIn) continue;
        ArrayView to(dIn->data() + c * floats, floats);
        const float slope = number(0)[c] * scale;
        if (ofBatch) { // moving a value moves mean and variance too
            const auto n = static_cast<float>(floats);
            to = slope * (d - sum / n - (x - mean) * (scale * sumOfProducts / n));
        } else {
            to = slope * d;
        }
    }
}

void BatchNorm2d::remember(const LayerCache& cache) {
    if (!cache.chance || cache.weights.empty()) return;
    for (int c = 0; c < m_channels; ++c) {
        float &mean = m_parameters[2].value.data()[c], &variance = m_parameters[3].value.data()[c];
        mean += m_momentum * (cache.weights.at(Mean, c, 0) - mean);
        variance += m_momentum * (cache.weights.at(Unbiased, c, 0) - variance);
    }
}

} // namespace cnn
