// Transfer: what a network has learned of one set of pictures serves for another. Its first layers are taken over and
// frozen, only the rest learns; beside it a network of the same layers learns everything from scratch.
#pragma once

#include "core/data/dataset.h"
#include "core/network/network_plan.h"
#include "core/train/training_settings.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace cnn {

// How many layers the first `blocks` blocks have, each of them ending with a layer that makes the picture smaller
// (pooling, or a stride); all blocks there are, where there are fewer.
std::size_t layersOfBlocks(const Network& network, int blocks);
int blocksOf(const Network& network);

// The numbers of the first `layers` layers of `from` go to those of `to`. Throws Error(Mismatch) naming the first layer
// that differs in kind or in the numbers it has; the size of the pictures may differ.
void takeOver(const Network& from, std::size_t layers, Network& to);

struct TransferSettings {
    std::size_t layers = 0;                        // taken over and frozen, at least one
    std::vector<std::size_t> images{20, 100, 500}; // to learn from, the first so many of the training images
    std::size_t imagesShown = 6000;                // that each network learns in all, the same ones again and again
    TrainingSettings training{};                   // its epochs follow from that; its `frozen` is not looked at
};

struct TransferPoint {
    std::size_t images = 0;                  // learned from
    double transferred = 0, fromScratch = 0; // accuracy on all test images, 0..1
};

struct TransferProgress {
    double share = 0;         // 0 .. 1 of all the learning
    std::size_t point = 0;    // of TransferSettings::images
    bool transferred = false; // which of the two is learning
    double accuracy = 0;      // of the last batch
};

// `layout`: the layers of both; its last one has an output for each class. `data` brings as many training images at
// least. Deterministic. Throws the errors of untrainedFor(), takeOver() and Trainer; Error(Interrupted) when stopped.
std::vector<TransferPoint> compareTransfer(const Network& trained, const NetworkPlan& layout,
                                           const std::shared_ptr<const DataSplit>& data,
                                           const TransferSettings& settings, const std::stop_token& stop = {},
                                           const std::function<void(const TransferProgress&)>& done = {});
// The layers of a network, for other classes.
NetworkPlan layoutOf(const Network& network);

} // namespace cnn
