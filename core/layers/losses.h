// What is minimised. Values and gradients are sums over the images given, divided by `total`: pass the size of the
// whole batch when it is worked through in pieces, so that the pieces add up to the batch's mean.
#pragma once

#include "core/tensor/tensor.h"

#include <span>

namespace cnn {

enum class LossKind {
    SoftmaxCrossEntropy, // -log softmax(logits)[label]
    SquaredError,        // sum over classes of (out - target)^2, target 1 for the label and 0 elsewhere
    Reconstruction,      // mean over the values of a picture of (out - target)^2: the target is a picture too
    // The same for outputs that are logits: mean of -(t log s + (1 - t) log(1 - s)), s = sigmoid(out). For grey targets
    // its least value is not 0 but the mean of -(t log t + (1 - t) log(1 - t)).
    ReconstructionEntropy
};
constexpr bool isReconstruction(LossKind kind) {
    return kind == LossKind::Reconstruction || kind == LossKind::ReconstructionEntropy;
}

struct LossResult {
    double loss = 0; // divided by total
    int correct = 0; // images whose largest output is the label's; 0 of a reconstruction
    // Of a reconstruction, asPicture: mean over the values of a picture of (picture - target)^2, divided by total. The
    // same for both losses, so that they can be compared; 0 of a class.
    double squaredError = 0;
};

// Losses of a class. outputs: (classes, 1, 1, n) logits; labels: n class indices. dOutputs, if not null, is
// overwritten.
LossResult evaluateLoss(LossKind kind, const Tensor& outputs, std::span<const int> labels, int total, Tensor* dOutputs);

// Losses of a picture. targets: as many pictures of the same shape, 0 .. 1 where the loss is an entropy.
LossResult evaluateReconstruction(LossKind kind, const Tensor& outputs, const Tensor& targets, int total,
                                  Tensor* dOutputs);

// How the outputs of a network that learned with a reconstruction loss become pictures of 0 .. 1, in place: of
// logits the sigmoid, of values the nearest in that range. What is no number stays so.
void asPicture(LossKind kind, std::span<float> outputs);
// The least that ReconstructionEntropy can be for these targets, reached by giving them back exactly: the mean of
// -(t log t + (1 - t) log(1 - t)). 0 only where all are black or white.
double entropyFloor(std::span<const float> targets);

// Probabilities from logits, image by image, computed without overflow.
Tensor softmax(const Tensor& logits);

} // namespace cnn
