#include "core/layers/dense.h"

#include "core/base/counted.h"
#include "core/kernels/row_products.h"

#include <algorithm>

namespace cnn {
namespace {

void copyAs(const Tensor& from, const Shape& shape, Tensor& to) {
    to.reshapeTo(shape);
    std::copy(from.values().begin(), from.values().end(), to.values().begin());
}

// Taps at 0, step, 2 step ..: rows of a matrix.
std::span<const std::ptrdiff_t> rowTaps(int rows, int step, const LayerCache& cache) {
    auto& taps = cache.plan.taps;
    taps.resize(static_cast<std::size_t>(rows));
    for (int i = 0; i < rows; ++i) taps[static_cast<std::size_t>(i)] = static_cast<std::ptrdiff_t>(i) * step;
    return taps;
}

using ColumnView = Eigen::Map<Eigen::VectorXf>;
using ConstColumnView = Eigen::Map<const Eigen::VectorXf>;

} // namespace

LayerKind Flatten::facts() {
    return {.kind = "flatten",
            .title = "Flatten",
            .name = "flatten",
            .role = LayerRole::Other,
            .make = [](const LayerInfo&) -> std::unique_ptr<Layer> { return std::make_unique<Flatten>(); },
            .formula = "all in one row",
            .sign = Sign::Kept,
            .onlyShape = true,
            .copies = true,
            .source =
                [](const LayerInfo&, const Shape& in, const ValuePlace& out) {
                    return ValuePlace{out.c / (in.h * in.w), out.c / in.w % in.h, out.c % in.w};
                },
            .rankOut = Rank::Flat,
            .onnx = {.name = "Flatten"},
            .torch = "nn.Flatten()"};
}

Expected<Shape> Flatten::outputShape(const Shape& in) const {
    return Shape{static_cast<int>(in.perImage()), 1, 1, in.n};
}

void Flatten::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    copyAs(in, *outputShape(in.shape()), out);
}

void Flatten::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                       Gradients&) const {
    if (dIn) copyAs(dOut, in.shape(), *dIn);
}

LayerKind Dense::facts() {
    return {.kind = "dense",
            .title = "Dense",
            .name = "dense",
            .role = LayerRole::Dense,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Dense>(i.inputs, i.outputs);
            },
            .words = "Dense ({outputs})",
            .formula = "sums {inputs|product|products}",
            .outputs = OutputCount::Chosen,
            .rankIn = Rank::Flat,
            .rankOut = Rank::Flat,
            .onnx = {.name = "Gemm"},
            .torch = "nn.Linear({inputs}, {outputs})"};
}

Dense::Dense(int inFeatures, int outFeatures) : m_in(inFeatures), m_out(outFeatures) {
    assert(inFeatures >= 1 && outFeatures >= 1);
    m_parameters.push_back({"weight", Tensor({outFeatures, inFeatures, 1, 1})});
    m_parameters.push_back({"bias", Tensor({outFeatures, 1, 1, 1})});
}

Expected<Shape> Dense::outputShape(const Shape& in) const {
    if (in.h != 1 || in.w != 1 || in.c != m_in)
        return Error(ErrorCode::Mismatch,
                     Message::tr("This dense layer reads %1, the input is %2.", counted::values(m_in), text(in)));
    return Shape{m_out, 1, 1, in.n};
}

// One image is a matrix times a column. For more, the images are the run of a correlation whose taps are the rows of
// the input.
void Dense::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    assert(outputShape(in.shape()));
    const int images = in.shape().n;
    out.reshapeTo({m_out, 1, 1, images});
    const Tensor &weight = m_parameters[0].value, &bias = m_parameters[1].value;
    const kernels::Begin begin{bias.data(), false, cache.rectify};
    if (images == 1) return kernels::rowProducts(weight.data(), m_out, m_in, in.data(), begin, out.data(), cache.pool);
    kernels::correlate({weight.data(), m_in, 1, m_out}, rowTaps(m_in, images, cache), in.data(), {1, images, 0}, begin,
                       out.data(), cache.pool);
}

// The weights' gradient is dOut times the transposed input: with a row an image, the inputs are the run.
void Dense::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                     Gradients& gradients) const {
    const int images = in.shape().n;
    if (!gradients.empty()) {
        cache.cells.reshapeTo({images, 1, 1, m_in});
        cache.cells.matrix() = in.matrix().transpose();
        kernels::correlate({dOut.data(), images, 1, m_out}, rowTaps(images, m_in, cache), cache.cells.data(),
                           {1, m_in, 0}, {nullptr, true}, gradients[0].data());
        kernels::addPlaneSums(dOut.data(), m_out, {1, images, 0}, gradients[1].data());
    }
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    const Tensor& weight = m_parameters[0].value;
    if (images == 1)
        ColumnView(dIn->data(), m_in).noalias() =
            ConstMatrixView(weight.data(), m_out, m_in).transpose() * ConstColumnView(dOut.data(), m_out);
    else
        kernels::correlate({weight.data(), 1, m_in, m_in}, rowTaps(m_out, images, cache), dOut.data(), {1, images, 0},
                           {}, dIn->data());
}

} // namespace cnn
