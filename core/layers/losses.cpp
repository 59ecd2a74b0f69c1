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

// e^-z may become infinite, of which the share is rightly 0.
template<class Values> auto probabilities(const Values& z) {
    return 1.0F / (1.0F + (-z).exp());
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

// Of one value of every picture: sums of the loss and of the squared differences as pictures, and, if wanted, the
// gradients; none of it divided.
struct Errors {
    float loss = 0, squared = 0;
};

Errors squaredErrors(const ConstArrayView& out, const ConstArrayView& target, float* gradient) {
    if (gradient) ArrayView(gradient, out.size()) = (out - target) * 2.0F;
    return {(out - target).square().sum(), (out.min(1.0F).max(0.0F) - target).square().sum()};
}

Errors entropies(const ConstArrayView& out, const ConstArrayView& target, float* gradient) {
    // log(1 + e^-|z|) neither overflows nor loses what is small.
    const float loss = (out.max(0.0F) - out * target + (-out.abs()).exp().log1p()).sum();
    if (!gradient) return {loss, (probabilities(out) - target).square().sum()};
    ArrayView difference(gradient, out.size());
    difference = probabilities(out) - target;
    return {loss, difference.square().sum()};
}

} // namespace

LossResult evaluateLoss(LossKind kind, const Tensor& outputs, std::span<const int> labels, int total,
                        Tensor* dOutputs) {
    assert(!isReconstruction(kind));
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

LossResult evaluateReconstruction(LossKind kind, const Tensor& outputs, const Tensor& targets, int total,
                                  Tensor* dOutputs) {
    assert(isReconstruction(kind) && outputs.shape() == targets.shape() && total > 0);
    const double share = 1 / (static_cast<double>(total) * static_cast<double>(outputs.shape().perImage()));
    if (dOutputs) dOutputs->reshapeTo(outputs.shape());
    LossResult result;
    const auto images = static_cast<std::size_t>(outputs.shape().n);
    for (std::size_t i = 0; i < outputs.shape().perImage(); ++i) { // short sums in float, their sum in double
        float* gradient = dOutputs ? dOutputs->data() + i * images : nullptr;
        const Errors errors = kind == LossKind::Reconstruction
                                  ? squaredErrors(row(outputs, i), row(targets, i), gradient)
                                  : entropies(row(outputs, i), row(targets, i), gradient);
        result.loss += static_cast<double>(errors.loss);
        result.squaredError += static_cast<double>(errors.squared);
    }
    result.loss *= share;
    result.squaredError *= share;
    if (dOutputs) dOutputs->array() *= static_cast<float>(share);
    return result;
}

void asPicture(LossKind kind, std::span<float> outputs) {
    assert(isReconstruction(kind));
    ArrayView values(outputs.data(), static_cast<Eigen::Index>(outputs.size()));
    if (kind == LossKind::ReconstructionEntropy)
        values = probabilities(values);
    else
        for (float& value : outputs) value = value < 0.0F ? 0.0F : value > 1.0F ? 1.0F : value;
}

double entropyFloor(std::span<const float> targets) {
    const auto part = [](double t) { return t > 0 ? -t * std::log(t) : 0.0; };
    double sum = 0;
    for (const float target : targets) {
        const auto t = static_cast<double>(target);
        sum += part(t) + part(1 - t);
    }
    return targets.empty() ? 0 : sum / static_cast<double>(targets.size());
}

} // namespace cnn
