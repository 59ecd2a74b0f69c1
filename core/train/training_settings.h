// How to train: what may be set, and in which range.
#pragma once

#include "core/base/error.h"
#include "core/layers/losses.h"

#include <cstdint>

namespace cnn {

enum class OptimizerKind {
    SgdMomentum, // v = momentum * v + g;  w -= lr * v   (as PyTorch's SGD)
    Adam         // Kingma and Ba 2015, beta 0.9 and 0.999, epsilon 1e-8
};

struct TrainingSettings {
    double learningRate = 0.02; // > 0
    double momentum = 0.9;      // 0 .. <1, SGD only
    int batch = 64;             // images a step, >= 1
    int epochs = 10;            // passes over the training images
    OptimizerKind optimizer = OptimizerKind::SgdMomentum;
    LossKind loss = LossKind::SoftmaxCrossEntropy;
    std::uint64_t seed = 1; // order of the images
    int threads = 1;        // >= 1; never changes the result

    bool operator==(const TrainingSettings&) const = default;
};
// A sentence when a setting is out of range.
Expected<TrainingSettings> checked(const TrainingSettings&);

} // namespace cnn
