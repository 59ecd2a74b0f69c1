#include "ui/lessons/grids/grids_scene.h"

#include "ui/model/scene_value.h"

namespace ui {
namespace {

// THE names in files, in the order of the enumeration.
const QStringList stages{"numbers", "training"};

} // namespace

bool needsNewRuns(const GridsScene& a, const GridsScene& b) {
    cnn::TrainingSettings longer = a.settings;
    longer.epochs = b.settings.epochs;
    return a.source != b.source || a.order != b.order || a.trainImages != b.trainImages || longer != b.settings;
}

QJsonObject toJson(const GridsScene& s) {
    TrainingScene training;
    training.source = s.source;
    training.settings = s.settings;
    const QJsonObject all = toJson(training);
    QJsonObject o{{"stage", stages[s.stage]},     {"image", s.image},   {"row", s.row},
                  {"column", s.column},           {"colour", s.colour}, {"shuffled", s.shuffled},
                  {"trainImages", s.trainImages}, {"order", s.order}};
    for (const char* key : {"data", "folder", "learningRate", "momentum", "batch", "epochs", "optimizer", "seed"})
        o[key] = all[key];
    return o;
}

GridsScene gridsSceneFrom(const QJsonObject& o) {
    const SceneValue from(o);
    GridsScene s;
    s.stage = static_cast<GridsScene::Stage>(from["stage"].oneOf(stages));
    const TrainingScene training = trainingSceneFrom(o);
    s.source = training.source;
    s.settings = training.settings;
    s.image = from["image"].whole(0, TrainingScene::mostTestImages, s.image);
    s.row = from["row"].whole(0, imageSide - 1, s.row);
    s.column = from["column"].whole(0, imageSide - 1, s.column);
    s.colour = from["colour"].flag();
    s.shuffled = from["shuffled"].flag();
    s.order = from["order"].whole(1, GridsScene::largestOrder, s.order);
    s.trainImages = from["trainImages"].whole(1, GridsScene::mostTrainImages, s.trainImages);
    return s;
}

} // namespace ui
