// How the layers of a network fare, as values, and what can be said about it.
#pragma once

#include "core/train/layer_stats.h"

#include <QString>
#include <optional>
#include <vector>

namespace ui {

struct LayerRow {
    QString name, size;                 // "conv1", "156 parameters"
    cnn::Spread weights, gradients;     // gradients: of the weights; count 0 when there are none yet
    std::optional<double> update;       // length of the last update over that of the weights
    double rateLeft = 1;                // what the schedule has left of the learning rate in that update, 0 .. 1
    std::optional<cnn::DeadUnits> dead; // of the ReLU behind the layer
};

struct LayersPicture {
    std::vector<LayerRow> rows; // layers with weights
    QString gradientsOf;        // "the last batch"
    int images = 0;             // test images for which a dead ReLU was silent
    bool trained = false;       // the weights are not the random ones of the beginning
};

// Beyond these, a layer is called dying or its updates out of proportion. Too small is for the learning rate that the
// schedule begins with: at its end small updates are what is wanted.
constexpr double deadTooMany = 0.5, updateTooSmall = 1e-5, updateTooLarge = 0.05;

enum class Health { Good, Dying, Still, Restless };
Health healthOf(const LayerRow& row);
// "healthy", "dying", "hardly moves", "large steps"
QString healthWord(Health health);
// The worst of the layers in one sentence: what there is to see.
QString healthWords(const LayersPicture& picture);

} // namespace ui
