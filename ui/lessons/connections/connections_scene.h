// What the lesson on dense and convolutional layers is about, as one plain value; the counts that follow from it, and
// the short row of units that is drawn.
#pragma once

#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <array>
#include <optional>

namespace ui {

// Three ways to make maps of an image's size out of it.
enum class Wiring {
    Dense,      // every output reads every pixel, each with weights of its own
    Local,      // every output reads a window, each with weights of its own
    Convolution // every output of a map reads its window with the same weights
};
constexpr std::array<Wiring, 3> wirings{Wiring::Dense, Wiring::Local, Wiring::Convolution};

struct ConnectionsScene {
    static constexpr int leastSide = 4, mostSide = 224, mostMaps = 64;
    static constexpr int longestRow = 11; // units that are drawn

    int side = 28;  // rows and columns of the grey image, and of the maps
    int kernel = 5; // rows and columns of a window: 1, 3, 5 or 7, padded so that the size stays
    int maps = 6;

    bool operator==(const ConnectionsScene&) const = default;
    qint64 inputs() const { return qint64{side} * side; }
    qint64 outputs() const { return maps * inputs(); }
    // Of the row that is drawn: one row of the image, one map.
    int units() const { return std::min(side, longestRow); }
};

// Weights and biases. Dense and convolution by the core's layers; local: a window and a bias for each output.
qint64 parametersOf(const ConnectionsScene& scene, Wiring wiring);

// In the drawn row: which weight leads from pixel `input` to output `output`, both from 0; weights are numbered from 1
// in the order of outputs. Nothing: there is no connection.
std::optional<int> weightBetween(const ConnectionsScene& scene, Wiring wiring, int output, int input);
// How many weights the drawn row has, those that meet padding included.
int weightsOfRow(const ConnectionsScene& scene, Wiring wiring);

// Where one stands beside the scene: an output of the row, from 1.
struct ConnectionsStanding {
    int unit = 6;
    static SettingTable<ConnectionsStanding> table();
};

const SettingTable<ConnectionsScene>& connectionsSettings();
// Throws SceneError.
ConnectionsScene connectionsSceneFrom(const QJsonObject& object);
QJsonObject toJson(const ConnectionsScene& scene);

} // namespace ui
