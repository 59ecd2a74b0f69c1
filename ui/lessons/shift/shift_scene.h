// What the shift lesson is about, as one plain value: a picture, how far it is moved, and the layers it goes through.
#pragma once

#include "core/walk/shift_stages.h"
#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace ui {

struct ShiftScene {
    static constexpr int farthest = 8, square = 10; // pixels; the picture after the ten digits

    int picture = 7; // 0 .. 9: that digit, drawn; 10: a square
    int down = 0, right = 1;
    QString kernel = "sobel-x"; // one of shiftKernels()
    bool relu = true;
    cnn::ShiftPooling pooling = cnn::ShiftPooling::Max;
    int window = 2;

    bool operator==(const ShiftScene&) const = default;
    cnn::ShiftTask task() const;
};

// Ids of the library's kernels that can be padded evenly.
const QStringList& shiftKernels();

// Where one stands when walking layer by layer, beside the scene.
struct ShiftStanding {
    std::optional<int> layers;
    static SettingTable<ShiftStanding> table();
};

const SettingTable<ShiftScene>& shiftSettings();
// Throws SceneError.
ShiftScene shiftSceneFrom(const QJsonObject& object);
QJsonObject toJson(const ShiftScene& scene);

} // namespace ui
