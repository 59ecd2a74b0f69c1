// A learned weight that somebody types over: the run goes on from there as a branch of its own name.
#pragma once

#include "core/network/network.h"
#include "core/train/trainer_state.h"

#include <QString>

namespace ui {

// One number of a network's parameters, and what it is of: "conv1 kernel 3", "dense2 unit 34".
struct WeightRef {
    std::size_t layer = 0, parameter = 0, index = 0; // parameter 0: the weights, 1: the biases
    QString of;
};
constexpr double largestTypedWeight = 1000; // its magnitude

float weightAt(const cnn::Network& network, const WeightRef& weight);
// The state with that number in its place, the optimiser's memory as it was.
cnn::TrainerState withWeight(const cnn::TrainerState& state, const cnn::Network& layers, const WeightRef& weight,
                             float value);
// "conv1 kernel 3: weight changed, from batch 300"; `before`: the name of the branch that has learned nothing since,
// whose change this one joins: "conv1 kernel 3: 2 numbers changed, from batch 300".
QString branchName(const WeightRef& weight, std::size_t batch, const QString& before);

} // namespace ui
