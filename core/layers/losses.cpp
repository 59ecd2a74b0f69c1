#include "core/layers/losses.h"

#include <cassert>

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

LossResult evaluateLoss(LossKind kind, const Tensor& outputs, std::span<const int> labels, int total,
                        Tensor* dOutputs) {
    assert(labels.size() == static_cast<std::size_t>(outputs.shape().n) && total > 0);
    const auto out = outputs.matrix();
    const auto scale = 1.0F / static_cast<float>(total);
    if (dOutputs) dOutputs->reshapeTo(outputs.shape());
    LossResult result;
    Eigen::ArrayXf difference(out.rows());
    for (Eigen::Index n = 0; n < out.cols(); ++n) {
        const auto label = static_cast<Eigen::Index>(labels[static_cast<std::size_t>(n)]);
        assert(label >= 0 && label < out.rows());
        Eigen::Index best = 0;
        const float largest = out.col(n).maxCoeff(&best);
        result.correct += best == label ? 1 : 0;
        if (kind == LossKind::SoftmaxCrossEntropy) {
            difference = (out.col(n).array() - largest).exp();
            const float sum = difference.sum();
            result.loss += static_cast<double>(std::log(sum)) - static_cast<double>(out(label, n) - largest);
            difference /= sum;
            difference(label) -= 1.0F;
        } else {
            difference = out.col(n).array();
            difference(label) -= 1.0F;
            result.loss += static_cast<double>(difference.square().sum());
            difference *= 2.0F;
        }
        if (dOutputs) dOutputs->matrix().col(n) = (difference * scale).matrix();
    }
    result.loss /= total;
    return result;
}

} // namespace cnn
