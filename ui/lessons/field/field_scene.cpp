#include "ui/lessons/field/field_scene.h"

#include "ui/model/scene_value.h"

#include <QJsonArray>

namespace ui {
namespace {

std::vector<cnn::FieldLayer> layersFrom(const SceneValue& from, bool mayBeEmpty) {
    constexpr qsizetype longest = 1000;
    const QString text = from.text(longest);
    if (mayBeEmpty && text.isEmpty()) return {};
    auto layers = cnn::parseFieldLayers(text.toStdString());
    if (!layers) from.refuse(QString("is no stack: %1").arg(layers.error().what()).chopped(1));
    return *std::move(layers);
}

// What the page can show and step through; the core itself allows more.
QString beyondLimits(const std::vector<cnn::FieldLayer>& layers) {
    using S = FieldScene;
    if (layers.size() > S::mostLayers)
        return QString("The lesson shows up to %1 layers; these are %2.").arg(S::mostLayers).arg(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const cnn::FieldLayer& l = layers[i];
        const auto beyond = [&](const char* what, int most) {
            return QString("Layer %1 (%2): the lesson shows a %3 up to %4.")
                .arg(i + 1)
                .arg(QString::fromStdString(l.text()), what)
                .arg(most);
        };
        if (l.kernel > S::largestKernel) return beyond("kernel", S::largestKernel);
        if (l.stride > S::largestStride && l.stride != l.kernel) return beyond("stride", S::largestStride);
        if (l.padding > S::largestPadding) return beyond("padding", S::largestPadding);
        if (l.dilation > S::largestDilation) return beyond("dilation", S::largestDilation);
    }
    return {};
}

QString misfitOf(const std::vector<cnn::FieldLayer>& layers, int input) {
    const QString beyond = beyondLimits(layers);
    if (!beyond.isEmpty()) return beyond;
    const auto stack = cnn::FieldStack::make(layers, input);
    return stack ? QString() : QString(stack.error().what());
}

} // namespace

QString FieldScene::misfit() const {
    const QString own = misfitOf(layers, input);
    return own.isEmpty() && !compare.empty() ? misfitOf(compare, input) : own;
}

void FieldScene::usePreset(const cnn::FieldPreset& preset) {
    layers = cnn::parseFieldLayers(preset.layers).orThrow();
    input = preset.input;
    level = static_cast<int>(layers.size());
    aimAtMiddle();
}

int FieldScene::preset() const {
    const auto presets = cnn::fieldPresets();
    for (std::size_t i = 0; i < presets.size(); ++i)
        if (presets[i].layers == cnn::fieldLayersText(layers) &&
            (!presets[i].thisInputOnly || presets[i].input == input))
            return static_cast<int>(i);
    return -1;
}

FieldScene fieldSceneFrom(const QJsonObject& object) {
    using S = FieldScene;
    const SceneValue from(object);
    S scene;
    scene.layers = layersFrom(from["layers"], false);
    scene.compare = layersFrom(from["compare"], true);
    scene.input = from["input"].whole(1, S::largestInput, 28);
    scene.level = from["level"].whole(0, static_cast<int>(scene.layers.size()), static_cast<int>(scene.layers.size()));
    scene.aimAtMiddle();
    if (from["aim"].given()) {
        const auto aim = from["aim"].list(2);
        constexpr double farthest = 1e6; // the middle of a unit's field may lie in the padding, beyond the border
        scene.aimY = aim[0].number(-farthest, farthest);
        scene.aimX = aim[1].number(-farthest, farthest);
    }
    scene.network.channels = from["channels"].whole(1, S::mostChannels, 8);
    scene.network.seeds = from["seeds"].whole(1, S::mostSeeds, 16);
    scene.network.seed = static_cast<std::uint64_t>(from["seed"].whole(0, 1'000'000, 1));
    scene.network.relu = from["relu"].flag(true);
    scene.network.equalWeights = from["weights"].oneOf({"random", "equal"}) == 1;
    const bool largest = from["pooling"].oneOf({"max", "average"}) == 0;
    scene.network.pooling = largest ? cnn::PoolingKind::Max : cnn::PoolingKind::Average;
    scene.width = from["width"].whole(1, 4096, 64);
    const QString misfit = scene.misfit();
    if (!misfit.isEmpty()) from["layers"].refuse("does not fit: " + misfit.chopped(1));
    return scene;
}

QJsonObject toJson(const FieldScene& scene) {
    const auto text = [](const auto& layers) { return QString::fromStdString(cnn::fieldLayersText(layers)); };
    QJsonObject object{{"layers", text(scene.layers)},
                       {"input", scene.input},
                       {"level", scene.level},
                       {"aim", QJsonArray{scene.aimY, scene.aimX}},
                       {"channels", scene.network.channels},
                       {"seeds", scene.network.seeds},
                       {"seed", static_cast<qint64>(scene.network.seed)},
                       {"relu", scene.network.relu},
                       {"weights", scene.network.equalWeights ? "equal" : "random"},
                       {"pooling", scene.network.pooling == cnn::PoolingKind::Max ? "max" : "average"}};
    if (!scene.compare.empty()) {
        object["compare"] = text(scene.compare);
        object["width"] = scene.width;
    }
    return object;
}

} // namespace ui
