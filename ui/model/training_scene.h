// Everything a user sets in the training lesson, as one plain value: the undo step, the saved session, the lesson's
// scene.
#pragma once

#include "core/network/models.h"
#include "core/train/trainer.h"
#include "ui/model/data_source.h"
#include "ui/model/setting_table.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace ui {

struct TrainingScene {
    static constexpr int mostTestImages = 1'000'000;
    DataSource source;
    cnn::TrainingSettings settings = cnn::usualSettings(); // threads are not part of a scene and stay 1 here
    cnn::LeNetOptions net;
    double dropout = 0; // share of the hidden dense layers' values that a step leaves out, 0 .. 0.9; not of one's own
    QString model = "lenet5";                          // the id of one of cnn::models(), or "own"
    cnn::NetworkPlan own;                              // one's own network, which fitted its images when it was made
    cnn::NetworkPlan draft;                            // what is being made of it; it may not fit
    std::optional<cnn::Initialisation> initialisation; // none: the network's usual one
    QString network;                                   // the file whose weights the run begins with; empty: random ones
    int testImage = 0;                                 // which test image goes through the network, from 0
    QByteArray drawing;     // 28 * 28 bytes that go through instead; empty: the test image as it is
    QString picture;        // the name of the picture file that the drawing was read from; empty: none
    bool drawnOver = false; // the drawing is the test image, or the picture file, with strokes on top
    QString view;           // what the lower card shows: the id of a view; empty: the network
    QJsonObject choices;    // what was chosen in each view, by its id

    bool operator==(const TrainingScene&) const = default;
};

// The network that is to learn, whatever its weights begin as.
cnn::NetworkPlan networkPlan(const TrainingScene& scene);
// Whether going from one to the other needs a new, untrained network.
bool needsNewRun(const TrainingScene& before, const TrainingScene& after);

const SettingTable<TrainingScene>& trainingSettings();
QJsonObject toJson(const TrainingScene& scene);
// What is left out keeps its default. Throws SceneError.
TrainingScene trainingSceneFrom(const QJsonObject& object);

} // namespace ui
