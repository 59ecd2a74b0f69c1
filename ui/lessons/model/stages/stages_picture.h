// All stages of a network on one picture: of each its strongest maps, and what the network says at the end.
#pragma once

#include "ui/figure/map_painter.h"
#include "ui/lessons/training/training_view.h"

#include <QImage>
#include <vector>

namespace ui {

struct StageMap {
    int map = 0;  // which channel
    QImage image; // a pixel a value; of large maps fewer
    double strength = 0;
};
struct Stage {
    std::size_t layer = 0;    // whose output is shown: of a folded pair the activation
    QString name, size, kind; // "conv1_1", "64@224×224", "3 × 3 Conv (64), pad 1 and ReLU"
    QString reads;            // "conv2 + add1" where it does not read the stage before it and nothing else; else empty
    int maps = 0;             // all that there are; 1 where the values stand in a row
    bool isRow = false;       // one value a channel: `shown` is one image of them all, in reading order
    std::vector<StageMap> shown; // the strongest first
    Ramp ramp = Ramp::Unsigned;
    bool isDead = false; // all of it is 0
};
enum class StagesRange { EachMap, Layer, Network };

struct StagesPicture {
    std::shared_ptr<const cnn::Network> network;
    cnn::Tensor image; // as people see it
    QString caption;
    std::vector<Stage> stages; // of this part
    int part = 0, parts = 1, allStages = 0;
    bool folded = false; // activations stand with the layer before them
    int leftOut = 0;     // layers without a stage: they only change the shape, or do nothing but while it learns
    StagesRange range = StagesRange::EachMap;
    double end = 0;                                 // of the colours, with StagesRange::Network
    std::vector<std::pair<QString, double>> scores; // the likeliest classes first; empty: it tells no
                                                    // classes, or this is not the last part
    int classes = 0;
    QStringList notes;

    QString rangeWords() const; // "each map to its own largest"
};

constexpr int mostShownMaps = 16;

struct StagesWish {
    bool folded = false;
    StagesRange range = StagesRange::EachMap;
    int part = 0; // where there are more stages than mostStagesAtOnce
};
constexpr int mostStagesAtOnce = 48;
// How many stages there are.
int stagesOf(const cnn::Network& network, bool folded);
StagesPicture stagesPicture(const TrainingMoment& moment, const StagesWish& wish);
// With so many layers or more activations are folded unless somebody asks for all.
constexpr int manyStages = 26;

} // namespace ui
