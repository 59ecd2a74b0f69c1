// "Images are grids" as one plain value: which picture, which pixel of it, in which order, and how four runs learn.
#pragma once

#include "ui/model/training_scene.h"

#include <array>
#include <span>
#include <vector>

namespace ui {

struct GridsScene {
    static constexpr int side = 28, places = side * side;
    static constexpr int mostTrainImages = 60000, largestOrder = 9999;
    enum Stage { Numbers, Training };

    Stage stage = Numbers;
    DataSource source;
    int image = 0;             // which test image, from 0; beyond the last it begins again
    int row = 10, column = 14; // the pixel in question, in the picture as it was before any shuffling; from 0
    bool colour = false;       // the picture dyed: three numbers a pixel
    bool shuffled = false;
    int order = 1;           // the seed of the shuffled order
    int trainImages = 10000; // of each run; all when there are fewer
    cnn::TrainingSettings settings;

    int place() const { return row * side + column; }
    bool operator==(const GridsScene&) const = default;
};

// A grey picture as dyed cloth on a ground: three channels, each (ground · (255 − grey) + cloth · grey) ÷ 255, rounded.
struct Dye {
    static constexpr std::array<int, 3> ground{20, 40, 96}, cloth{255, 190, 80};
    static std::vector<std::uint8_t> dyed(std::span<const std::uint8_t> grey);
};

// Whether runs of the one scene are not those of the other.
bool needsNewRuns(const GridsScene& before, const GridsScene& after);

QJsonObject toJson(const GridsScene& scene);
// What is left out keeps its default. Throws SceneError.
GridsScene gridsSceneFrom(const QJsonObject& object);

} // namespace ui
