#include "core/layers/conv2d.h"

#include "core/kernels/im2col.h"

namespace cnn {
namespace {

// Output row y of every channel as a matrix: one row a channel, one column an (x, image).
template<class T> auto outputRow(T& tensor, int y) {
    using Matrix = std::conditional_t<std::is_const_v<T>, const RowMatrix, RowMatrix>;
    const Shape& s = tensor.shape();
    return Eigen::Map<Matrix, 0, Eigen::OuterStride<>>(
        tensor.data() + tensor.offset(0, y, 0), s.c, static_cast<Eigen::Index>(s.w) * s.n,
        Eigen::OuterStride<>(static_cast<Eigen::Index>(s.h) * s.w * s.n));
}

} // namespace

Conv2d::Conv2d(int inChannels, int outChannels, const Window& window, bool bias)
    : m_in(inChannels), m_out(outChannels), m_window(window) {
    assert(inChannels >= 1 && outChannels >= 1);
    m_parameters.push_back({"weight", Tensor({outChannels * inChannels, window.y.kernel, window.x.kernel, 1})});
    if (bias) m_parameters.push_back({"bias", Tensor({outChannels, 1, 1, 1})});
}

Expected<Shape> Conv2d::outputShape(const Shape& in) const {
    if (in.c != m_in)
        return Error(ErrorCode::Mismatch, "This convolution reads " + std::to_string(m_in) +
                                              " channels, the input has " + std::to_string(in.c) + ".");
    auto shape = m_window.outputShape(in);
    if (shape) shape->c = m_out;
    return shape;
}

void Conv2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    const Eigen::Index terms = static_cast<Eigen::Index>(weight().size()) / m_out;
    const Eigen::Index across = static_cast<Eigen::Index>(shape->w) * shape->n;
    cache.scratch.reshapeTo({static_cast<int>(terms), shape->w, 1, shape->n});
    const ConstMatrixView w(weight().data(), m_out, terms);
    const ConstMatrixView columns(cache.scratch.data(), terms, across);
    for (int y = 0; y < shape->h; ++y) {
        kernels::gatherRow(in, m_window, y, shape->w, cache.scratch.data());
        auto row = outputRow(out, y);
        row.noalias() = w * columns;
        if (hasBias()) row.colwise() += Eigen::Map<const Eigen::VectorXf>(m_parameters[1].value.data(), m_out);
    }
}

void Conv2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor& dIn,
                      Gradients& gradients) const {
    const Shape& shape = dOut.shape();
    const Eigen::Index terms = static_cast<Eigen::Index>(weight().size()) / m_out;
    const Eigen::Index across = static_cast<Eigen::Index>(shape.w) * shape.n;
    Tensor scratch({static_cast<int>(terms), shape.w, 1, shape.n});
    MatrixView columns(scratch.data(), terms, across);
    const ConstMatrixView w(weight().data(), m_out, terms);
    MatrixView dW(gradients[0].data(), m_out, terms);
    dIn.reshapeTo(in.shape());
    dIn.fill(0);
    for (int y = 0; y < shape.h; ++y) {
        const auto dRow = outputRow(dOut, y);
        kernels::gatherRow(in, m_window, y, shape.w, scratch.data());
        dW.noalias() += dRow * columns.transpose();
        if (hasBias()) Eigen::Map<Eigen::VectorXf>(gradients[1].data(), m_out) += dRow.rowwise().sum();
        columns.noalias() = w.transpose() * dRow;
        kernels::scatterRow(scratch.data(), m_window, y, shape.w, dIn);
    }
}

} // namespace cnn
