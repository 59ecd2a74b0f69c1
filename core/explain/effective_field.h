// How much each pixel really counts for one unit: the gradient of the unit with respect to the input, measured in a
// network (Luo, Li, Urtasun, Zemel, "Understanding the Effective Receptive Field in Deep Convolutional Neural
// Networks", 2016). The receptive field only says which pixels may count at all.
#pragma once

#include "core/network/models.h"
#include "core/walk/receptive_field.h"

#include <functional>
#include <stop_token>

namespace cnn {

struct FieldUnit {
    int level = 0, y = 0, x = 0; // of a FieldStack
    bool operator==(const FieldUnit&) const = default;
};

struct EffectiveFieldSettings {
    int channels = 8;          // of every convolution; the input has one
    int seeds = 16;            // networks, each with random weights and random input, that are averaged
    std::uint64_t seed = 1;    // of the first
    bool relu = true;          // behind every convolution but the last
    bool equalWeights = false; // all weights the same, no randomness in them
    PoolingKind pooling = PoolingKind::Max;
    bool operator==(const EffectiveFieldSettings&) const = default;
};

// What measuring takes, counted and not tried: products, and values held at once.
struct FieldCost {
    double products = 0, values = 0;
};
FieldCost fieldCost(const FieldStack& stack, const FieldUnit& unit, const EffectiveFieldSettings& settings);

// |d unit / d pixel|, divided by its sum, averaged over the networks: the share of each pixel, (1, input, input, 1).
// The stack must know its input's size. `done` hears the finished share 0 .. 1 on the calling thread. Errors:
// Interrupted; DoesNotFit when no gradient arrives at all (every path is cut by ReLU, or the unit sees padding only).
Expected<Tensor> effectiveField(const FieldStack& stack, const FieldUnit& unit, const EffectiveFieldSettings& settings,
                                const std::stop_token& stop = {}, const std::function<void(double)>& done = {});

// Side of the smallest square around the middle of the unit's field that holds `share` of such a measurement.
int smallestSquare(const Tensor& field, const FieldStack& stack, const FieldUnit& unit, double share);

} // namespace cnn
