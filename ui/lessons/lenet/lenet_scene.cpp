#include "ui/lessons/lenet/lenet_scene.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/model/breakpoints.h"

#include <QJsonArray>

namespace ui {
namespace {

using S = LenetScene;

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

SettingTable<S> makeTable() {
    SettingTable<S> t;
    t.choice("form", tr("Drawn as"), &S::form,
             {{LenetForm::Blocks, "blocks", tr("blocks")}, {LenetForm::Column, "column", tr("column")}},
             tr("Blocks as large as what they hold, or the compressed column of layers."));
    t.whole("side", tr("Image side"), &S::side, 12, 48, tr("Rows and columns of the image.")).squared = true;
    t.whole("kernel", tr("Kernel"), &S::kernel, 1, 7, tr("Rows and columns of the kernels of C1 and C3.")).squared =
        true;
    t.whole("padding", tr("Padding of C1"), &S::padding, 0, 3,
            tr("Rows and columns of zeros on every side of the image."));
    t.whole("maps1", tr("Maps of C1"), &S::maps1, 1, 32, tr("How many kernels the first convolution has."));
    t.whole("maps2", tr("Maps of C3"), &S::maps2, 1, 32, tr("How many kernels the second convolution has."));
    t.whole("units1", tr("Units of F5"), &S::units1, 1, 200, tr("Of the first dense layer."));
    t.whole("units2", tr("Units of F6"), &S::units2, 1, 200, tr("Of the second dense layer."));
    t.whole("classes", tr("Classes"), &S::classes, 2, 26, tr("Units of the last layer."));
    t.choice("activation", tr("Activation"), &S::activation,
             {{cnn::ActivationKind::Sigmoid, "sigmoid", tr("sigmoid")},
              {cnn::ActivationKind::Tanh, "tanh", tr("tanh")},
              {cnn::ActivationKind::Relu, "relu", tr("ReLU")}},
             tr("The activation of the hidden layers."));
    t.choice("pooling", tr("Pooling"), &S::pooling,
             {{cnn::PoolingKind::Average, "average", tr("average")}, {cnn::PoolingKind::Max, "max", tr("max")}},
             tr("What S2 and S4 take of their windows."));
    t.beside(LenetStanding::table());
    t.beside(Breakpoints::table());
    return t;
}

// Of the drawing. F5 is C5 where it is drawn as a convolution over the whole map.
QString drawnName(const std::string& name) {
    if (name == "F5") return "C5 / F5";
    return name == "output" ? tr("Output") : QString::fromStdString(name);
}

} // namespace

bool LenetStage::isConvolution() const {
    return info && cnn::layerRole(info->kind) == cnn::LayerRole::Convolution;
}

cnn::NetworkPlan LenetScene::plan() const {
    cnn::NetworkPlan plan = cnn::lenet5Plan({activation, pooling});
    const char* names[] = {"C1", "S2", "C3", "S4", "F5", "F6", "output"};
    const int outputs[] = {maps1, 0, maps2, 0, units1, units2, 0};
    std::size_t next = 0;
    for (cnn::LayerPlan& layer : plan.layers) {
        const cnn::LayerRole role = cnn::layerRole(layer.info.kind);
        if (role == cnn::LayerRole::Activation || role == cnn::LayerRole::Other) continue;
        if (role == cnn::LayerRole::Convolution)
            layer.info.window = cnn::Window::square(kernel, 1, next == 0 ? padding : 0);
        layer.info.outputs = outputs[next];
        layer.name = names[next++];
    }
    return plan;
}

LenetStages lenetStages(const LenetScene& scene) {
    const cnn::CheckedPlan checked = cnn::checked(scene.plan(), scene.input(), scene.classes);
    LenetStages stages{{{tr("Image"), {}, {}, scene.input(), scene.input()}}, checked.error};
    for (const cnn::PlannedLayer& layer : checked.layers) {
        const cnn::LayerRole role = cnn::layerRole(layer.info.kind);
        if (role == cnn::LayerRole::Activation)
            stages.all.back().activation = kindInSentence(layer.info.kind);
        else if (role != cnn::LayerRole::Other)
            stages.all.push_back(
                {drawnName(layer.name), layer.info, {}, layer.in, layer.out, layer.parameters, layer.multiplyAdds});
    }
    return stages;
}

std::size_t LenetStages::parametersUpTo(std::size_t stage) const {
    std::size_t sum = 0;
    for (std::size_t i = 0; i <= stage && i < all.size(); ++i) sum += all[i].parameters;
    return sum;
}

SettingTable<LenetStanding> LenetStanding::table() {
    constexpr int most = 8; // the image and seven layers; beyond the last: the last
    SettingTable<LenetStanding> t;
    t.file(
        "step", rangeText(1, most), ui::tr("Which block is looked at; 1: the image."),
        [](const SceneValue& from, LenetStanding& s) {
            if (from["step"].given()) s.stage = from["step"].whole(1, most);
        },
        [](const LenetStanding& s) { return QJsonValue(s.stage); });
    return t;
}

const SettingTable<LenetScene>& lenetSettings() {
    static const auto table = makeTable();
    return table;
}

LenetScene lenetSceneFrom(const QJsonObject& object) {
    return lenetSettings().read(object);
}

QJsonObject toJson(const LenetScene& s) {
    return lenetSettings().write(s);
}

std::optional<QJsonObject> lenetDive(const LenetScene& s, int stage) {
    // What each stage gives, behind its activation: an index in the Trace::values of cnn::lenet5().
    constexpr int values[]{0, 2, 3, 5, 6, 9, 11, 12};
    LenetScene usual;
    usual.form = s.form;
    usual.activation = s.activation;
    usual.pooling = s.pooling;
    if (stage < 1 || stage >= static_cast<int>(std::size(values)) || !(s == usual)) return std::nullopt;
    const QJsonObject drawn = lenetSettings().write(s, true);
    return QJsonObject{{"data", "digits"},
                       {"learningRate", 0.02},
                       {"momentum", 0.9},
                       {"learned", 300},
                       {"testImage", 309},
                       {"activation", drawn["activation"]},
                       {"pooling", drawn["pooling"]},
                       {"view", "dive"},
                       {"choices", QJsonObject{{"dive", QJsonObject{{"path", QJsonArray{values[stage], -1, -1}}}}}}};
}

} // namespace ui
