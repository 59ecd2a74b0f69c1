// What the lessons about LeNet-5's drawing are about, as one plain value; and the layers that follow from it.
#pragma once

#include "core/network/models.h"
#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <optional>

namespace ui {

enum class LenetForm { Blocks, Column };

struct LenetScene {
    LenetForm form = LenetForm::Blocks;
    int side = 28;                 // rows and columns of the grey image
    int kernel = 5;                // rows and columns of both convolutions
    int padding = 2;               // of the first one, on every side
    int maps1 = 6, maps2 = 16;     // of the convolutions
    int units1 = 120, units2 = 84; // of the hidden dense layers
    int classes = 10;
    cnn::ActivationKind activation = cnn::ActivationKind::Sigmoid;
    cnn::PoolingKind pooling = cnn::PoolingKind::Average;

    bool operator==(const LenetScene&) const = default;
    cnn::Shape input() const { return {1, side, side, 1}; }
    // Layers named as in the drawing: C1, S2, C3, S4, F5, F6, output.
    cnn::NetworkPlan plan() const;
};

// One block of the drawing: the image, or a layer with the activation behind it.
struct LenetStage {
    QString name;                       // "C1"; of the image and the output a word
    std::optional<cnn::LayerInfo> info; // none: the image
    QString activation;                 // "sigmoid"; empty: none
    cnn::Shape in, out;
    std::size_t parameters = 0, multiplyAdds = 0;

    bool hasWindow() const { return info && info->window.has_value(); }
    bool isConvolution() const;
    bool isDense() const { return info && !info->window; }
};

struct LenetStages {
    std::vector<LenetStage> all;      // the image first; up to what does not fit
    std::optional<cnn::Error> misfit; // of the layer that would come next

    // Of the first stages up to this one, itself included.
    std::size_t parametersUpTo(std::size_t stage) const;
    int last() const { return static_cast<int>(all.size()) - 1; }
};
LenetStages lenetStages(const LenetScene& scene);

// Where one stands beside the scene: a stage, from 1, the image.
struct LenetStanding {
    int stage = 1;
    static SettingTable<LenetStanding> table();
};

const SettingTable<LenetScene>& lenetSettings();
// Throws SceneError.
LenetScene lenetSceneFrom(const QJsonObject& object);
QJsonObject toJson(const LenetScene& scene);
// The scene of "LeNet live" that goes down into the strongest value of that stage; nothing where that lesson has no
// such network, and of the image.
std::optional<QJsonObject> lenetDive(const LenetScene& scene, int stage);

} // namespace ui
