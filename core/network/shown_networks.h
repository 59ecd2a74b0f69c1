// THE list of networks that can be looked at without a file: those that learn here (models.h), and some that are too
// large to learn while somebody watches.
#pragma once

#include "core/network/network_plan.h"

namespace cnn {

// VGG of Simonyan and Zisserman 2015 as a plan: configuration D (16 layers with weights) and E (19), named as in
// models.h: conv1_1, relu1_1, .., pool1, .., flatten, fc6, relu6, fc7, relu7, fc8 with one output a class.
NetworkPlan vgg16Plan();
NetworkPlan vgg19Plan();

struct ShownNetwork {
    const char* id;    // in files and on the command line
    const char* title; // for people
    NetworkPlan (*plan)();
    Shape input;
    int classes; // 0: it tells no classes
};
std::span<const ShownNetwork> shownNetworks();
// nullptr: there is none.
const ShownNetwork* findShownNetwork(const std::string& id);
// Without memory for weights (unfilled.h).
Network outlineOf(const ShownNetwork& network);
// With random weights, as it begins to learn. VGG-19: 548 MiB.
Network randomWeights(const ShownNetwork& network, std::uint64_t seed);

} // namespace cnn
