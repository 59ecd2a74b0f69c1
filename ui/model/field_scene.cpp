#include "ui/model/field_scene.h"

#include <QJsonArray>

namespace ui {
namespace {

[[noreturn]] void wrong(const QString& key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("The scene's \"" + key + "\" " + why + ".").toStdString());
}

int whole(const QJsonObject& object, const QString& key, int fallback, int low, int high) {
    const QJsonValue value = object.value(key);
    if (value.isUndefined()) return fallback;
    const int number = value.toInt(low - 1);
    if (number < low || number > high) wrong(key, QString("must be a whole number from %1 to %2").arg(low).arg(high));
    return number;
}

int oneOf(const QJsonObject& object, const QString& key, const QStringList& words) {
    const auto at = words.indexOf(object.value(key).toString(words[0]));
    if (at < 0) wrong(key, "must be " + words.join(" or "));
    return static_cast<int>(at);
}

std::vector<cnn::FieldLayer> layersFrom(const QJsonObject& object, const QString& key) {
    const QString text = object.value(key).toString();
    if (key == "compare" && text.isEmpty()) return {};
    auto layers = cnn::parseFieldLayers(text.toStdString());
    if (!layers) wrong(key, QString("is no stack: %1").arg(layers.error().what()).chopped(1));
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
        if (presets[i].layers == cnn::fieldLayersText(layers)) return static_cast<int>(i);
    return -1;
}

FieldScene fieldSceneFrom(const QJsonObject& object) {
    using S = FieldScene;
    S scene;
    scene.layers = layersFrom(object, "layers");
    scene.compare = layersFrom(object, "compare");
    scene.input = whole(object, "input", 28, 1, S::largestInput);
    scene.level =
        whole(object, "level", static_cast<int>(scene.layers.size()), 0, static_cast<int>(scene.layers.size()));
    scene.aimAtMiddle();
    if (object.contains("aim")) {
        const QJsonArray aim = object.value("aim").toArray();
        if (aim.size() != 2 || !aim[0].isDouble() || !aim[1].isDouble())
            wrong("aim", "needs two numbers, row and column");
        scene.aimY = aim[0].toDouble();
        scene.aimX = aim[1].toDouble();
    }
    scene.network.channels = whole(object, "channels", 8, 1, S::mostChannels);
    scene.network.seeds = whole(object, "seeds", 16, 1, S::mostSeeds);
    scene.network.seed = static_cast<std::uint64_t>(whole(object, "seed", 1, 0, 1'000'000));
    scene.network.relu = object.value("relu").toBool(true);
    scene.network.equalWeights = oneOf(object, "weights", {"random", "equal"}) == 1;
    scene.network.pooling = static_cast<cnn::PoolingKind>(oneOf(object, "pooling", {"max", "average"}));
    scene.width = whole(object, "width", 64, 1, 4096);
    const QString misfit = scene.misfit();
    if (!misfit.isEmpty()) wrong("layers", "does not fit: " + misfit.chopped(1));
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
