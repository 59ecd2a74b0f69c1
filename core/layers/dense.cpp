#include "core/layers/dense.h"

#include <algorithm>

namespace cnn {
namespace {

void copyAs(const Tensor& from, const Shape& shape, Tensor& to) {
    to.reshapeTo(shape);
    std::copy(from.values().begin(), from.values().end(), to.values().begin());
}

} // namespace

Expected<Shape> Flatten::outputShape(const Shape& in) const {
    return Shape{static_cast<int>(in.perImage()), 1, 1, in.n};
}

void Flatten::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    copyAs(in, *outputShape(in.shape()), out);
}

void Flatten::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor& dIn,
                       Gradients&) const {
    copyAs(dOut, in.shape(), dIn);
}

Dense::Dense(int inFeatures, int outFeatures) : m_in(inFeatures), m_out(outFeatures) {
    assert(inFeatures >= 1 && outFeatures >= 1);
    m_parameters.push_back({"weight", Tensor({outFeatures, inFeatures, 1, 1})});
    m_parameters.push_back({"bias", Tensor({outFeatures, 1, 1, 1})});
}

Expected<Shape> Dense::outputShape(const Shape& in) const {
    if (in.h != 1 || in.w != 1 || in.c != m_in)
        return Error(ErrorCode::Mismatch,
                     "This dense layer reads " + std::to_string(m_in) + " values, the input is " + text(in) + ".");
    return Shape{m_out, 1, 1, in.n};
}

void Dense::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    assert(outputShape(in.shape()));
    out.reshapeTo({m_out, 1, 1, in.shape().n});
    const ConstMatrixView weight(m_parameters[0].value.data(), m_out, m_in);
    auto result = out.matrix();
    result.noalias() = weight * in.matrix();
    result.colwise() += Eigen::Map<const Eigen::VectorXf>(m_parameters[1].value.data(), m_out);
}

void Dense::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor& dIn,
                     Gradients& gradients) const {
    const ConstMatrixView weight(m_parameters[0].value.data(), m_out, m_in);
    MatrixView(gradients[0].data(), m_out, m_in).noalias() += dOut.matrix() * in.matrix().transpose();
    Eigen::Map<Eigen::VectorXf>(gradients[1].data(), m_out) += dOut.matrix().rowwise().sum();
    dIn.reshapeTo(in.shape());
    dIn.matrix().noalias() = weight.transpose() * dOut.matrix();
}

} // namespace cnn
