// What the shift lesson is about, as one plain value: a picture, how far it is moved, and the layers it goes through.
#pragma once

#include "core/walk/shift_stages.h"
#include "ui/model/setting_table.h"
#include "ui/pages/given_picture.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace ui {

inline const QStringList shiftGrains{"step", "layer"}; // in files, as the page has them

struct ShiftScene {
    static constexpr int side = 28, farthest = 8; // pixels
    static constexpr int givenSide = 20;          // of the user's own picture, with black around it
    static constexpr int square = 10, photo = 11; // the pictures after the ten digits

    int picture = 7;     // 0 .. 9: that digit, drawn; or one of the two above
    SharedPicture given; // null: none was
    int down = 0, right = 1;
    QString kernel = "sobel-x"; // one of shiftKernels()
    bool relu = true;
    cnn::ShiftPooling pooling = cnn::ShiftPooling::Max;
    int window = 2;

    bool operator==(const ShiftScene&) const = default;
    bool showsGiven() const { return picture == photo; }
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
