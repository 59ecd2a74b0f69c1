#include "ui/model/grids_scene.h"

namespace ui {
namespace {

// THE names in files, in the order of the enumeration.
const QStringList stages{"numbers", "training"};

[[noreturn]] void wrong(const char* key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, QString("The scene's \"%1\" %2.").arg(key, why).toStdString());
}

int whole(const QJsonObject& o, const char* key, int fallback, int low, int high) {
    if (!o.contains(key)) return fallback;
    const double value = o[key].toDouble(low - 1.0);
    if (!o[key].isDouble() || value < low || value > high || value != static_cast<int>(value))
        wrong(key, QString("must be a whole number from %1 to %2").arg(low).arg(high));
    return static_cast<int>(value);
}

bool flag(const QJsonObject& o, const char* key) {
    if (o.contains(key) && !o[key].isBool()) wrong(key, "must be true or false");
    return o[key].toBool();
}

} // namespace

std::vector<std::uint8_t> Dye::dyed(std::span<const std::uint8_t> grey) {
    std::vector<std::uint8_t> to;
    for (std::size_t channel = 0; channel < ground.size(); ++channel)
        for (const int g : grey)
            to.push_back(static_cast<std::uint8_t>((ground[channel] * (255 - g) + cloth[channel] * g + 127) / 255));
    return to;
}

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
    GridsScene s;
    const qsizetype stage = stages.indexOf(o["stage"].toString(stages.front()));
    if (stage < 0) wrong("stage", "must be numbers or training");
    s.stage = static_cast<GridsScene::Stage>(stage);
    const TrainingScene training = trainingSceneFrom(o);
    s.source = training.source;
    s.settings = training.settings;
    s.image = whole(o, "image", s.image, 0, 1000000);
    s.row = whole(o, "row", s.row, 0, GridsScene::side - 1);
    s.column = whole(o, "column", s.column, 0, GridsScene::side - 1);
    s.colour = flag(o, "colour");
    s.shuffled = flag(o, "shuffled");
    s.order = whole(o, "order", s.order, 1, GridsScene::largestOrder);
    s.trainImages = whole(o, "trainImages", s.trainImages, 1, GridsScene::mostTrainImages);
    return s;
}

} // namespace ui
