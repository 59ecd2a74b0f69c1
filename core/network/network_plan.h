// A network as a list of layers to come, without weights: what the models are (models.h), and what somebody puts
// together by hand.
//
// A plan does not say how many channels or values a layer reads: that is what the one before it gives. So one plan fits
// pictures of many sizes; where it does not, checked() says which layer is the first that cannot be built, and why.
// Where a layer that is not the last is read by none, the plan has a loose end, which is refused.
#pragma once

#include "core/network/initialise.h"

namespace cnn {

struct LayerPlan {
    // As of a built layer, but `inputs` is 0. A dense layer with 0 outputs has one for each class.
    LayerInfo info;
    std::string name; // empty: by kind and number, "conv1", "act1", "conv2", ...
    // Names of the earlier layers that it reads, "input" for the network's input; empty: the one before it. So a plan
    // has branches: a skip connection is an "add" that reads the end of a block and its beginning.
    std::vector<std::string> reads{};

    // The same layer, also where only one of the two names a setting that is as it is when it is missing.
    bool operator==(const LayerPlan& other) const;
};

struct NetworkPlan {
    std::vector<LayerPlan> layers;

    bool operator==(const NetworkPlan&) const = default;
};

// What is known of one layer without building it.
struct PlannedLayer {
    std::string name;
    LayerInfo info; // complete
    Shape in, out;  // in: of the first value it reads
    std::size_t parameters = 0;
    std::size_t multiplyAdds = 0;     // for one image; comparisons and additions alone do not count
    std::vector<std::size_t> reads{}; // values, as in a network (network.h)
};

struct CheckedPlan {
    std::vector<PlannedLayer> layers; // up to the first misfit
    // What is wrong with layer layers.size(); or, when that is all of them, with what the last one gives.
    std::optional<Error> error;

    std::size_t parameters() const;
    std::size_t multiplyAdds() const;
};

constexpr int noClasses = 0;

// More is refused: such a network would not learn while somebody watches, and its copies would fill the memory.
constexpr std::size_t mostPlannedParameters = 4'000'000;
constexpr std::size_t mostPlannedValues = 4'000'000;
constexpr std::size_t mostPlannedMultiplyAdds = 400'000'000;
constexpr std::size_t mostPlannedLayers = 40;

// classes: noClasses of a network that gives a picture of the input's size back.
CheckedPlan checked(const NetworkPlan& plan, const Shape& input, int classes);
// The names of its layers, also of those that have none of their own or do not fit.
std::vector<std::string> layerNames(const NetworkPlan& plan);
// The values a layer reads: 0 the input, i + 1 what layer i gives; nothing for names that are not there.
std::vector<std::size_t> readsOf(const NetworkPlan& plan, std::size_t layer);
// The plan whose layer reads these values, all of them earlier ones and at least one. Layers that are read keep the
// name they have now, whatever is added before them; a layer that reads the one before is left without `reads`.
NetworkPlan withReads(const NetworkPlan& plan, std::size_t layer, const std::vector<std::size_t>& values);
// The plan without a layer. What read it by name no longer does; what had nothing else to read reads the one before.
NetworkPlan withoutLayer(const NetworkPlan& plan, std::size_t layer);
// The same of a network that is there.
std::vector<PlannedLayer> plannedLayers(const Network& network);
// Its layers as a plan that builds the same for the same input.
NetworkPlan planOf(const Network& network);

// What the plan would become, of any size, but without memory for weights (unfilled.h): to be counted, not run. Throws
// cnn::Error when a layer does not fit.
Network outlineOf(const NetworkPlan& plan, const Shape& input, int classes);

// With a dropout of this share, 0 .. <1, after each dense layer but the last and its activation; 0: as it is.
NetworkPlan withDropout(const NetworkPlan& plan, float share);

// How its weights usually begin, as its activations want it (LayerKind::beginning): He, if one of them does, as ReLU;
// else LeCun, if one does, as the scaled tanh; else Glorot.
Initialisation usualInitialisation(const NetworkPlan& plan);
// Throws the error of checked(). A network that gives pictures back begins near black: the weights of its last layer
// are a tenth of that. Otherwise the first steps, all in the direction of less light, leave many of its ReLUs dead.
Network build(const NetworkPlan& plan, const Shape& input, int classes, Initialisation how, std::uint64_t seed);

} // namespace cnn
