#include "core/layers/affine.h"

#include "core/layers/channel_layer.h"

namespace cnn {
namespace {

constexpr const char* affinePer[] = {"channel", "all", "value"};
constexpr const char* affineLearned[] = {"fixed", "learned"};
constexpr LayerSetting affineSettings[] = {{.key = "per",
                                            .label = "One number for each",
                                            .missing = 0,
                                            .usual = 0,
                                            .low = 0,
                                            .high = 2,
                                            .offered = 1,
                                            .step = 1,
                                            .choices = affinePer},
                                           choiceSetting("learned", "Learned", affineLearned, 1, 1),
                                           {.key = "rows",
                                            .label = "Rows, of one a value",
                                            .missing = 1,
                                            .usual = 1,
                                            .low = 1,
                                            .high = 65536,
                                            .offered = 256,
                                            .step = 1},
                                           {.key = "columns",
                                            .label = "Columns, of one a value",
                                            .missing = 1,
                                            .usual = 1,
                                            .low = 1,
                                            .high = 65536,
                                            .offered = 256,
                                            .step = 1}};

} // namespace

LayerKind Affine::facts() {
    return {.kind = "affine",
            .title = "Scale and shift",
            .name = "scale",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                const Shape in{i.inputs, static_cast<int>(i.setting("rows", 1)),
                               static_cast<int>(i.setting("columns", 1)), 1};
                return std::make_unique<Affine>(in, static_cast<AffinePer>(static_cast<int>(i.setting("per"))),
                                                i.setting("learned", 1) != 0);
            },
            .formula = "weight × x + bias",
            .cost = "A product and a sum",
            .outputs = OutputCount::AsInputs,
            .made = Made::OneByOne,
            .settings = affineSettings,
            .firstWeight = [](const LayerInfo&) { return 1.0F; },
            .onnx = {.name = "Mul"}};
}

Affine::Affine(const Shape& in, AffinePer per, bool learned) : m_in(in.withImages(1)), m_per(per) {
    assert(in.c >= 1 && in.h >= 1 && in.w >= 1);
    if (per != AffinePer::Value) m_in.h = m_in.w = 1;
    const Shape shape = per == AffinePer::All ? Shape{1, 1, 1, 1} : m_in;
    m_parameters = {{"weight", Tensor(shape), learned, 1}, {"bias", Tensor(shape), learned}};
    m_parameters[0].value.fill(1);
}

LayerInfo Affine::info() const {
    return {"affine",
            {},
            m_in.c,
            m_in.c,
            {{"per", static_cast<float>(m_per)},
             {"learned", m_parameters[0].learned ? 1.0F : 0.0F},
             {"rows", static_cast<float>(m_in.h)},
             {"columns", static_cast<float>(m_in.w)}}};
}

Expected<Shape> Affine::outputShape(const Shape& in) const {
    if (m_per == AffinePer::Value && in.withImages(1) != m_in)
        return Error(
            ErrorCode::Mismatch,
            Message::tr("This scale and shift has a number for each of %1, the input is %2.", text(m_in), text(in)));
    return m_per == AffinePer::All ? in : sameChannels(Message::tr("This scale and shift"), m_in.c, in);
}

template<class Visit> void Affine::forEachNumber(const Shape& in, Visit visit) const {
    const auto numbers = static_cast<Eigen::Index>(m_parameters[0].value.size());
    const auto floats = static_cast<Eigen::Index>(in.count()) / numbers;
    for (Eigen::Index i = 0; i < numbers; ++i) visit(i * floats, floats, i);
}

void Affine::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(in.shape());
    const float *weight = m_parameters[0].value.data(), *bias = m_parameters[1].value.data();
    forEachNumber(in.shape(), [&](Eigen::Index first, Eigen::Index floats, Eigen::Index i) {
        ArrayView(out.data() + first, floats) = ConstArrayView(in.data() + first, floats) * weight[i] + bias[i];
    });
}

void Affine::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                      Gradients& gradients) const {
    if (dIn) dIn->reshapeTo(in.shape());
    const float* weight = m_parameters[0].value.data();
    const bool learned = m_parameters[0].learned;
    forEachNumber(in.shape(), [&](Eigen::Index first, Eigen::Index floats, Eigen::Index i) {
        const ConstArrayView d(dOut.data() + first, floats);
        if (learned) {
            const ConstArrayView x(in.data() + first, floats);
            gradients[0].data()[i] += static_cast<float>((x * d).cast<double>().sum());
            gradients[1].data()[i] += static_cast<float>(d.cast<double>().sum());
        }
        if (dIn) ArrayView(dIn->data() + first, floats) = d * weight[i];
    });
}

} // namespace cnn
