#include "core/layers/losses.h"

#include <cassert>
#include <cmath>

namespace cnn {

Tensor softmax(const Tensor& logits) {
    Tensor result = logits;
    auto m = result.matrix();
    for (Eigen::Index n = 0; n < m.cols(); ++n) {
        auto column = m.col(n).array();
        column = (column - column.maxCoeff()).exp();
        column /= column.sum();
    }
    return result;
}

namespace {

// Value i of every image.
ConstArrayView row(const Tensor& t, std::size_t i) {
    const auto images = static_cast<std::size_t>(t.shape().n);
    return {t.data() + i * images, static_cast<Eigen::Index>(images)};
}

// The loss of image n and, in dOut if there is one, its gradient; both not yet divided.
double softmaxCrossEntropy(const ConstMatrixView& out, Eigen::Index n, Eigen::Index label, float largest,
                           MatrixView* dOut) {
    float total = 0;
    for (Eigen::Index k = 0; k < out.rows(); ++k) total += std::exp(out(k, n) - largest);
    if (dOut)
        for (Eigen::Index k = 0; k < out.rows(); ++k)
            (*dOut)(k, n) = std::exp(out(k, n) - largest) / total - (k == label ? 1.0F : 0.0F);
    return static_cast<double>(std::log(total)) - static_cast<double>(out(label, n) - largest);
}

double squaredError(const ConstMatrixView& out, Eigen::Index n, Eigen::Index label, MatrixView* dOut) {
    float total = 0;
    for (Eigen::Index k = 0; k < out.rows(); ++k) {
        const float difference = out(k, n) - (k == label ? 1.0F : 0.0F);
        total += difference * difference;
        if (dOut) (*dOut)(k, n) = 2.0F * difference;
    }
    return static_cast<double>(total);
}

} // namespace

LossResult evaluateLoss(LossKind kind, const Tensor& outputs, std::span<const int> labels, int total,
                        Tensor* dOutputs) {
    assert(kind != LossKind::Reconstruction);
    assert(labels.size() == static_cast<std::size_t>(outputs.shape().n) && total > 0);
    const auto out = outputs.matrix();
    if (dOutputs) dOutputs->reshapeTo(outputs.shape());
    MatrixView gradient = dOutputs ? dOutputs->matrix() : MatrixView(nullptr, 0, 0);
    MatrixView* wanted = dOutputs ? &gradient : nullptr;
    LossResult result;
    for (Eigen::Index n = 0; n < out.cols(); ++n) {
        const auto label = static_cast<Eigen::Index>(labels[static_cast<std::size_t>(n)]);
        assert(label >= 0 && label < out.rows());
        Eigen::Index best = 0;
        const float largest = out.col(n).maxCoeff(&best);
        result.correct += best == label ? 1 : 0;
        result.loss += kind == LossKind::SoftmaxCrossEntropy ? softmaxCrossEntropy(out, n, label, largest, wanted)
                                                             : squaredError(out, n, label, wanted);
    }
    result.loss /= total;
    if (dOutputs) dOutputs->array() *= 1.0F / static_cast<float>(total);
    return result;
}

LossResult evaluateReconstruction(const Tensor& outputs, const Tensor& targets, int total, Tensor* dOutputs) {
    assert(outputs.shape() == targets.shape() && total > 0);
    const double share = 1 / (static_cast<double>(total) * static_cast<double>(outputs.shape().perImage()));
    LossResult result;
    for (std::size_t i = 0; i < outputs.shape().perImage(); ++i) // short sums in float, their sum in double
        result.loss += static_cast<double>((row(outputs, i) - row(targets, i)).square().sum());
    result.loss *= share;
    if (dOutputs) {
        dOutputs->reshapeTo(outputs.shape());
        dOutputs->array() = (outputs.array() - targets.array()) * static_cast<float>(2 * share);
    }
    return result;
}

} // namespace cnn
