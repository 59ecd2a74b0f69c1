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
    static constexpr int mostLearned = 1000; // batches
    static constexpr int mostTestImages = 1'000'000;
    static constexpr qsizetype mostDrawnBytes = 3 * DataSource::mostSize * DataSource::mostSize;
    DataSource source;
    cnn::TrainingSettings settings = cnn::usualSettings(); // threads are not part of a scene and stay 1 here
    cnn::LeNetOptions net;
    cnn::AutoencoderOptions coder; // of the model "autoencoder"
    double dropout = 0; // share of the hidden dense layers' values that a step leaves out, 0 .. 0.9; not of one's own
    QString model = "lenet5";                          // the id of one of cnn::models(), "own", or "autoencoder"
    cnn::NetworkPlan own;                              // one's own network, which fitted its images when it was made
    cnn::NetworkPlan draft;                            // what is being made of it; it may not fit
    std::optional<cnn::Initialisation> initialisation; // none: the network's usual one
    QString network;                                   // the file whose weights the run begins with; empty: random ones
    QString branch;         // what was typed over in the run, by its name; empty: it is as it learned
    int testImage = 0;      // which test image goes through the network, from 0
    QByteArray drawing;     // goes through instead, a byte a value of the images; empty: the test image as it is
    QByteArray photo;       // goes through instead, as packed_photo.h has it; empty: none
    QString picture;        // the name of the picture file that photo or drawing was read from; empty: none
    bool drawnOver = false; // the drawing is the test image, or the picture file, with strokes on top
    bool separate = false;  // the strip shows convolutions, activations and pools each as a column of its own
    bool charts = true;     // loss and accuracy stand over it
    int learned = 0;        // so many batches are learned by themselves when the network is new
    QString view;           // what the lower card shows: the id of a view; empty: the network
    QJsonObject choices;    // what was chosen in each view, by its id

    bool operator==(const TrainingScene&) const = default;
};

// The network that is to learn from images of this shape, whatever its weights begin as. Throws cnn::Error(DoesNotFit)
// for an autoencoder that cannot halve them so often.
cnn::NetworkPlan networkPlan(const TrainingScene& scene, const cnn::Shape& input = cnn::usualInput);
// Whether it says which class a picture is of; one that does not gives a picture back.
bool tellsClasses(const TrainingScene& scene);
// Whether going from one to the other needs a new, untrained network.
bool needsNewRun(const TrainingScene& before, const TrainingScene& after);

// The settings of LeNet live.
const SettingTable<TrainingScene>& trainingSettings();
// Those of any run: also of one that gives pictures back, whose page has a table of its own. For files and comparisons.
const SettingTable<TrainingScene>& runSettings();
QJsonObject toJson(const TrainingScene& scene);
// What is left out keeps its default. Throws SceneError.
TrainingScene trainingSceneFrom(const QJsonObject& object);
// By runSettings().
TrainingScene runSceneFrom(const QJsonObject& object);

} // namespace ui
