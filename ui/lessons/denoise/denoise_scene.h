// A network that takes noise away, and what of it is looked at: a run's scene, with what is on the stage beside it.
#pragma once

#include "ui/model/scene_kind.h"
#include "ui/model/training_scene.h"

namespace ui {

struct DenoiseScene : TrainingScene {
    static constexpr int mostPictures = 16; // in the rows

    enum View { Pictures, Code, Strengths, Between, Uses };
    enum Tool { Wipe, Draw, Erase, Spoil }; // what the mouse does on the large picture
    enum Feed { Same, Digits, Fashion };    // which pictures are looked at: those that are learned, or others

    View shows = Pictures;
    Tool tool = Wipe;
    Feed feed = Same;
    double tested = -1;  // strength of the noise over the pictures on show, 0 .. 1; below: as it is learned
    int wipe = 50;       // % of the large picture that is still noisy, from its left
    int other = 1;       // the picture that is mixed with the large one, 0 .. 15
    int between = 50;    // % of it
    int warm = 0;        // batches that are learned as soon as the page is looked at, for two seconds at most
    QByteArray spoilt{}; // the noisy picture with noise added by hand, a byte a value; empty: none was

    DenoiseScene();
    bool operator==(const DenoiseScene&) const = default;
};

// The noise over the pictures on show.
cnn::Noise shownNoise(const DenoiseScene& scene);

// Whether what a lesson says of one is true of the other: they differ in what is pointed at, not in what is learned.
bool saysTheSame(const DenoiseScene& a, const DenoiseScene& b);

const SettingTable<DenoiseScene>& denoiseSettings();
QJsonObject toJson(const DenoiseScene& scene);
// What is left out keeps its default. Throws SceneError.
DenoiseScene denoiseSceneFrom(const QJsonObject& object);

} // namespace ui
