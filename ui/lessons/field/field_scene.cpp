#include "ui/lessons/field/field_scene.h"
#include "ui/model/breakpoints.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QJsonArray>
#include <algorithm>

namespace ui {
namespace {

std::vector<cnn::FieldLayer> layersFrom(const SceneValue& from, bool mayBeEmpty) {
    constexpr qsizetype longest = 1000;
    const QString text = from.text(longest);
    if (mayBeEmpty && text.isEmpty()) return {};
    auto layers = cnn::parseFieldLayers(text.toStdString());
    if (!layers) from.refuse(QString("is no stack: %1").arg(sentenceOf(layers.error())).chopped(1));
    return *std::move(layers);
}

// What the page can show and step through; the core itself allows more.
QString beyondLimits(const std::vector<cnn::FieldLayer>& layers) {
    using S = FieldScene;
    if (layers.size() > S::mostLayers)
        return tr("The lesson shows up to %1 layers; these are %2.").arg(S::mostLayers).arg(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const cnn::FieldLayer& l = layers[i];
        const auto beyond = [&](const char* what, int most) {
            return tr("Layer %1 (%2): the lesson shows a %3 up to %4.")
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
    return stack ? QString() : sentenceOf(stack.error());
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

using S = FieldScene;

QJsonValue written(const std::vector<cnn::FieldLayer>& layers) {
    return QString::fromStdString(cnn::fieldLayersText(layers));
}

bool alone(const S& s) {
    return s.compare.empty();
}

// A member of the network that is measured.
template<class Value> auto measured(Value cnn::EffectiveFieldSettings::*of) {
    return [of](auto& s) -> auto& {
        return s.network.*of;
    };
}

void readAim(const SceneValue& from, S& s) {
    s.aimAtMiddle();
    if (!from["aim"].given()) return;
    const auto aim = from["aim"].list(2);
    constexpr double farthest = 1e6; // the middle of a unit's field may lie in the padding, beyond the border
    s.aimY = aim[0].number(-farthest, farthest);
    s.aimX = aim[1].number(-farthest, farthest);
}

void addStack(SettingTable<S>& t) {
    QStringList names;
    for (const cnn::FieldPreset& preset : cnn::fieldPresets()) names << QString::fromStdString(preset.name);
    const auto own = static_cast<double>(names.size());
    names << tr("Your own");
    t.control("preset")
        .switched(
            tr("Stack"), names, [own](const S& s) { return s.preset() < 0 ? own : s.preset(); },
            [own](S& s, double v) {
                if (v < own) s.usePreset(cnn::fieldPresets()[static_cast<std::size_t>(v)]);
            })
        .dropDown();
    t.file(
        "layers", tr("a text, up to %1 layers: \"conv5p2,pool2\"").arg(S::mostLayers),
        tr("The stack: conv or pool, the kernel, then s (stride), p (padding), d (dilation)."),
        [](const SceneValue& from, S& s) { s.layers = layersFrom(from["layers"], false); },
        [](const S& s) { return written(s.layers); });
    t.file(
        "compare", tr("such a text"), tr("A second stack on the same input."),
        [](const SceneValue& from, S& s) { s.compare = layersFrom(from["compare"], true); },
        [](const S& s) { return alone(s) ? QJsonValue(QJsonValue::Undefined) : written(s.compare); });
    t.whole("input", tr("Input size"), &S::input, 1, S::largestInput, tr("Rows and columns of the input."))
        .in(tr("pixels"));
}

void addUnit(SettingTable<S>& t) {
    t.file(
         "level", tr("0 (the input) to the number of layers"), tr("The layer of the chosen unit; usually the last."),
         [](const SceneValue& from, S& s) {
             const int last = static_cast<int>(s.layers.size());
             s.level = from["level"].whole(0, last, last);
         },
         [](const S& s) { return s.level; })
        .after({"layers"})
        .usually([](const S& s) { return QJsonValue(static_cast<int>(s.layers.size())); }, tr("the last"));
    t.file("aim", tr("row and column, in pixels"),
           tr("The chosen unit is the one whose field has its middle nearest to this; usually the middle."), readAim,
           [](const S& s) {
               return QJsonArray{s.aimY, s.aimX};
           })
        .usually(
            [](S s) {
                s.aimAtMiddle();
                return QJsonArray{s.aimY, s.aimX};
            },
            tr("the middle"));
}

void addNetwork(SettingTable<S>& t) {
    using Network = cnn::EffectiveFieldSettings;
    t.flag("relu", tr("Between layers"), measured(&Network::relu), {tr("ReLU"), tr("nothing")},
           tr("A ReLU stands behind each layer of the network that is measured."), true)
        .as("activation")
        .when(alone);
    t.choice("pooling", tr("Pools take the"), measured(&Network::pooling),
             {{cnn::PoolingKind::Max, "max", tr("max")}, {cnn::PoolingKind::Average, "average", tr("mean")}},
             tr("What its pools take of their window."))
        .when(alone);
    t.choice("weights", tr("Weights"), measured(&Network::equalWeights),
             {{false, "random", tr("random")}, {true, "equal", tr("equal")}}, tr("Its weights."))
        .when(alone);
    t.whole("seeds", tr("Networks"), measured(&Network::seeds), 1, S::mostSeeds,
            tr("How many such networks are measured and averaged."))
        .when(alone);
    t.whole("channels", tr("Channels"), measured(&Network::channels), 1, S::mostChannels,
            tr("The channels of each of its maps."))
        .when(alone);
    t.whole("seed", tr("First seed"), measured(&Network::seed), 0, 1'000'000, tr("The seed of the first network."))
        .when(alone);
    auto& width = t.whole("width", tr("Channels"), &S::width, 1, 4096,
                          tr("The channels of each map where two stacks are compared."))
                      .when([](const S& s) { return !alone(s); }, tr("two stacks"));
    width.write = [write = width.write](const S& s) { return alone(s) ? QJsonValue(QJsonValue::Undefined) : write(s); };
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    addStack(t);
    addUnit(t);
    addNetwork(t);
    t.beside(Breakpoints::table(fieldGrains));
    return t;
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

const SettingTable<FieldScene>& fieldSettings() {
    static const auto table = makeTable();
    return table;
}

FieldScene fieldSceneFrom(const QJsonObject& object) {
    const S scene = fieldSettings().read(object);
    const QString misfit = scene.misfit();
    if (!misfit.isEmpty()) SceneValue(object)["layers"].refuse("does not fit: " + misfit.chopped(1));
    return scene;
}

QJsonObject toJson(const FieldScene& scene) {
    return fieldSettings().write(scene);
}

} // namespace ui
