// What the model lesson is about, as one plain value: a network, perhaps a second one beside it, and how they are
// looked at.
#pragma once

#include "ui/lessons/model/look/model_input.h"
#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace ui {

// The columns of the table, in their order; Layer stands for the order of the definition.
enum class ModelColumn { Layer, Kind, Output, Parameters, Work, Memory, Field, Jump };
constexpr int modelColumns = 8;

struct ModelScene {
    QString network = "vgg19"; // the id of one of cnn::shownNetworks(), or the path of an ONNX file
    QString beside;            // a second one to compare with; empty: none
    QString view = "table";    // "table", or the id of one of modelViews()
    ModelColumn sort = ModelColumn::Layer;
    bool descending = false; // largest first
    QString find;            // only rows that have this in name or kind; empty: all
    bool diffOnly = false;   // of two networks only rows that differ
    ModelInput input;        // what goes through it in the other views
    QJsonObject choices;     // what was chosen in each view, by its id

    bool operator==(const ModelScene&) const = default;
};

// Whether it means a file; otherwise the id of a network that comes with the program.
bool isNetworkFile(const QString& network);
// "VGG-19", or the name of the file.
QString networkTitle(const QString& network);

// Where one stands, beside the scene: a row of the table.
struct ModelStanding {
    int layer = 0; // from 1, in the order of the definition; 0: at none
    static SettingTable<ModelStanding> table();
};

// What may be in front: the table, and the views of model_views.h, which sees the scene; a test holds the two together.
QStringList modelViewIds();
const SettingTable<ModelScene>& modelSettings();
// Throws SceneError.
ModelScene modelSceneFrom(const QJsonObject& object);
QJsonObject toJson(const ModelScene& scene);

} // namespace ui
