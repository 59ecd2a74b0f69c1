// What a lesson on transposed convolution is about, as one plain value.
#pragma once

#include "core/walk/stamp_walk.h"
#include "ui/model/setting_table.h"

namespace ui {

inline const QStringList stampGrains{"product", "cell", "row"}; // in files; a cell's stamp is a step

struct StampScene {
    static constexpr int largestInput = 6, largestKernel = 5; // rows and columns
    static constexpr int largestStride = 3, largestPadding = 3;
    static constexpr float largestValue = 1e6F; // magnitude of a cell

    cnn::Tensor input{cnn::Shape{1, 2, 2, 1}, std::vector<float>{1, 2, 3, 4}};
    cnn::Tensor kernel{cnn::Shape{1, 2, 2, 1}, std::vector<float>{1, 1, 1, 1}};
    int stride = 1, padding = 0, outputPadding = 0; // the same in both directions
    bool counts = false;                            // the output shows how many stamps meet in each cell
    bool back = false;                              // the output is convolved with the same kernel, beside the input

    bool operator==(const StampScene&) const = default;

    cnn::StampTask task() const;
    // New cells are 1, so that a larger kernel is a larger stamp.
    void resizeInput(int rows, int columns);
    void resizeKernel(int rows, int columns);
};

const SettingTable<StampScene>& stampSettings();
// Throws SceneError.
StampScene stampSceneFrom(const QJsonObject& object);
QJsonObject toJson(const StampScene& scene);

// With one cell of "input" or "kernel" changed; with a block of numbers as that grid, or the sentence why not.
StampScene withCell(const StampScene& scene, const QString& part, int y, int x, float value);
cnn::Expected<StampScene> withBlock(const StampScene& scene, const QString& part, const cnn::Tensor& block);

} // namespace ui
