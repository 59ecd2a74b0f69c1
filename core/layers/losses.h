// What is minimised. Values and gradients are sums over the images given, divided by `total`: pass the size of the
// whole batch when it is worked through in pieces, so that the pieces add up to the batch's mean.
#pragma once

#include "core/tensor/tensor.h"

#include <span>

namespace cnn {

enum class LossKind {
    SoftmaxCrossEntropy, // -log softmax(logits)[label]
    SquaredError,        // sum over classes of (out - target)^2, target 1 for the label and 0 elsewhere
    Reconstruction       // mean over the values of a picture of (out - target)^2: the target is a picture too
};

struct LossResult {
    double loss = 0; // divided by total
    int correct = 0; // images whose largest output is the label's; 0 of a reconstruction
};

// Losses of a class, all but Reconstruction. outputs: (classes, 1, 1, n) logits; labels: n class indices. dOutputs, if
// not null, is overwritten.
LossResult evaluateLoss(LossKind kind, const Tensor& outputs, std::span<const int> labels, int total, Tensor* dOutputs);

// Reconstruction. targets: as many pictures of the same shape.
LossResult evaluateReconstruction(const Tensor& outputs, const Tensor& targets, int total, Tensor* dOutputs);

// Probabilities from logits, image by image, computed without overflow.
Tensor softmax(const Tensor& logits);

} // namespace cnn
