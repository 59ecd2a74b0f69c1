// "Images are grids" as one plain value: which picture, which pixel of it, in which order, and how four runs learn.
#pragma once

#include "ui/lessons/grids/grids_size.h"
#include "ui/model/setting_table.h"
#include "ui/model/training_scene.h"
#include "ui/pages/given_picture.h"

namespace ui {

struct GridsScene {
    static constexpr int mostTrainImages = 60000, largestOrder = 9999;
    enum Stage { Numbers, Training };

    Stage stage = Numbers;
    DataSource source;
    int image = 0;             // which test image, from 0; beyond the last it begins again
    int row = 10, column = 14; // the pixel in question, in the picture as it was before any shuffling; from 0
    bool own = false;          // the picture that was given instead
    SharedPicture given;       // null: none was
    bool colour = false;       // three numbers a pixel: of the given picture its colours, else a picture of the program
    bool shuffled = false;
    int order = 1;           // the seed of the shuffled order
    int trainImages = 10000; // of each run; all when there are fewer
    cnn::TrainingSettings settings;

    int place() const { return row * imageSide + column; }
    // Training is about the data's images.
    bool inColour() const { return colour && stage == Numbers; }
    bool showsGiven() const { return own && stage == Numbers; }
    bool showsData() const { return !inColour() && !showsGiven(); }
    bool operator==(const GridsScene&) const = default;
};

// Whether runs of the one scene are not those of the other.
bool needsNewRuns(const GridsScene& before, const GridsScene& after);

const SettingTable<GridsScene>& gridsSettings();
QJsonObject toJson(const GridsScene& scene);
// What is left out keeps its default. Throws SceneError.
GridsScene gridsSceneFrom(const QJsonObject& object);

} // namespace ui
