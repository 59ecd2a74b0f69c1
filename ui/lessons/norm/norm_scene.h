// What the lesson on batch normalisation is about, as one plain value: a picture, two others that it is normalised
// together with, and the four numbers of its one channel.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <array>

namespace ui {

enum class NormMode { Training, Evaluation };

struct NormScene {
    static constexpr int largestSide = 3;
    static constexpr float largestValue = 999;

    NormMode mode = NormMode::Training;
    // All of one size. Picture 0 is in both batches, beside picture 1 in the first and beside picture 2 in the second.
    std::array<cnn::Tensor, 3> pictures;
    double weight = 1, bias = 0;      // learned
    double mean = 5, variance = 6.25; // kept of the batches before

    NormScene();
    bool operator==(const NormScene&) const = default;
    const cnn::Shape& size() const { return pictures[0].shape(); }
};

// What one of the two batches becomes.
struct NormBatch {
    cnn::Tensor values, out;               // two images
    double mean = 0, variance = 0;         // that are used: the batch's own (its variance with n), or the kept ones
    double nextMean = 0, nextVariance = 0; // what is kept after it
    double deviation() const;              // the square root of the variance and 0.00001
};
// batch: 0 or 1. By the core's layer.
NormBatch normBatch(const NormScene& scene, int batch);

// Where one stands beside the scene: a cell of the picture, from 1, row by row.
struct NormStanding {
    int cell = 1;
    static SettingTable<NormStanding> table();
};

const SettingTable<NormScene>& normSettings();
// Throws SceneError.
NormScene normSceneFrom(const QJsonObject& object);
QJsonObject toJson(const NormScene& scene);

} // namespace ui
