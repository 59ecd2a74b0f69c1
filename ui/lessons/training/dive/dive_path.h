// The way down through a network, from a class, a unit or a map to a pixel: which values were gone through, and how
// deep one looks into the last of them. Choices of a view hold it as numbers.
#pragma once

#include "core/layers/layer_kind.h"
#include "core/network/network.h"
#include "core/walk/window_walk.h"

#include <QJsonObject>
#include <QString>
#include <vector>

namespace ui {

// The id of the view that goes down.
inline const QString diveViewId = "dive";

struct DiveStep {
    std::size_t value = 0; // Trace::values: 0 the image, i + 1 the output of layer i
    cnn::ValuePlace place; // its channel is -1: the strongest
    int term = -1;         // what is chosen of what makes it, see DivePicture::term; -1: what counts most
};

struct DivePath {
    static constexpr std::size_t mostSteps = 32;
    std::vector<DiveStep> steps;
    int depth = 0; // into the last step: an index among its levels (dive_picture.h)
    QString from;  // the view where it began
};

// "path": for each step its value, the index of the place in it (-1: the strongest), and the term; "depth"; "from".
QJsonObject toJson(const DivePath& path, const cnn::Network& network);
// As far as the network has it; steps are empty where nothing of it is there.
DivePath divePathFrom(const QJsonObject& choices, const cnn::Network& network);

} // namespace ui
