// What the receptive-field lessons are about, as one plain value: a stack of layers, the unit that is chosen, and the
// network that is measured.
#pragma once

#include "core/explain/effective_field.h"
#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <QString>
#include <memory>

namespace ui {

inline const QStringList fieldGrains{"cell", "layer"}; // in files, as the page has them

struct FieldScene {
    static constexpr int largestInput = 256, mostLayers = 24;
    static constexpr int largestKernel = 11, largestStride = 4, largestPadding = 8, largestDilation = 8;
    static constexpr int mostChannels = 16, mostSeeds = 64;

    std::vector<cnn::FieldLayer> layers;
    std::vector<cnn::FieldLayer> compare; // a second stack on the same input; empty: none
    int input = 28;
    int level = 0;             // 0: the input
    double aimY = 0, aimX = 0; // pixel; the chosen unit is the one of the level whose field's middle is nearest
    cnn::EffectiveFieldSettings network;
    int width = 64; // channels of every map when two stacks are compared

    bool operator==(const FieldScene&) const = default;
    // A sentence when this cannot be shown (a layer does not fit, is beyond the limits); otherwise empty.
    QString misfit() const;
    // Stack, level and aim of a preset.
    void usePreset(const cnn::FieldPreset& preset);
    void aimAtMiddle() { aimY = aimX = input / 2.0; }
    // Which preset the stack is, or -1.
    int preset() const;
};

const SettingTable<FieldScene>& fieldSettings();
// Throws SceneError.
FieldScene fieldSceneFrom(const QJsonObject& object);
QJsonObject toJson(const FieldScene& scene);

} // namespace ui
