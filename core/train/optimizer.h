// One update of parameters from their gradients, number by number.
//
// The weight decay is an L2 penalty as in PyTorch's SGD and Adam: decay * w is added to the gradient g before anything
// else is done with it, of weights and biases alike.
//
//     SGD:   v = momentum * v + g;  w -= rate * v
//     Adam:  v = 0.9 * v + 0.1 * g;  s = 0.999 * s + 0.001 * g^2;
//            w -= rate * (v / (1 - 0.9^t)) / (sqrt(s / (1 - 0.999^t)) + 1e-8) in step t = 1, 2, ...
#pragma once

#include "core/train/training_settings.h"

#include <span>

namespace cnn {

class OptimizerStep {
public:
    // adamSteps: t, from 1.
    OptimizerStep(const TrainingSettings& settings, double learningRate, std::uint64_t adamSteps);
    // All of g's length. `next` gets the new weights; w stays as it is; of g nothing is left that means anything.
    void apply(std::span<float> g, const float* w, float* velocity, float* squares, float* next) const;

private:
    OptimizerKind m_kind;
    float m_rate, m_momentum, m_decay;
    float m_correction1, m_correction2; // Adam's, for its short memory in the first steps
};

} // namespace cnn
