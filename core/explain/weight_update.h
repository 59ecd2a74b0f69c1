// The update of one weight in a step for one image, with its numbers: where its gradient comes from, and the new value.
#pragma once

#include "core/explain/one_step.h"
#include "core/explain/value_origin.h"
#include "core/train/training_settings.h"
#include "core/walk/written_update.h"

namespace cnn {

// Weight number `index` of parameter `parameter` (0 weights, 1 biases) of a layer, in memory order.
struct WeightPlace {
    std::size_t layer = 0, parameter = 0, index = 0;
    bool operator==(const WeightPlace&) const = default;
};

struct WeightUpdate {
    static constexpr std::size_t shownAlone = 14; // so many products stand beside their factors
    // One product for each output value that the weight helped to make, the largest first.
    struct Product {
        ValuePlace out, in; // in the layer's output and input
        bool padding = false;
        double slope = 0, input = 0; // d loss / d out, and what the weight was multiplied with: 1 for a bias
        double value() const { return slope * input; }
    };
    std::vector<Product> products;
    double weight = 0, gradient = 0, next = 0; // as the network has them, and the sum and the update in double
    // What the rate is multiplied with (optimizer.h, the first step from rest, where velocity and means are 0):
    //     SGD: g = gradient + decay * weight, v = momentum * 0 + g = g.   Adam: its two means, corrected for their
    //     short memory, are g and g^2, so it is g / |g|.
    double direction = 0;

    WrittenTotal sum; // the gradient: as many addends as products; not writable when they are too large or small
    int places = 0;   // of these addends
    WrittenUpdate
        written; // weight, rate, direction, next: what is written makes the next one, rounded as it stands there

    // A product as it stands beside its factors; which: below shownAlone.
    WrittenProduct product(std::size_t which) const;
    // All products together are too small to be seen in decimals.
    bool vanishes() const;

    // "0.0312 + (−0.012) + … (770 more: 0.004) = 0.0232", at most `most` products.
    std::string gradientLine(std::size_t most) const;
};

// Whether updateOf knows the weights of this layer.
bool hasExplainedWeights(const Layer& layer);
// settings: optimiser, learning rate and weight decay.
WeightUpdate updateOf(const Network& network, const OneStep& step, const WeightPlace& place,
                      const TrainingSettings& settings);
// The weight of this layer, biases aside, with the largest gradient.
WeightPlace steepestWeight(const OneStep& step, std::size_t layer);

} // namespace cnn
