#include "ui/model/plan_json.h"

#include "core/layers/catalog.h"
#include "core/tensor/number_text.h"

#include <QJsonObject>
#include <algorithm>

namespace ui {
namespace {

constexpr int largestWindow = 64, mostOutputs = 4096;
constexpr qsizetype mostReads = 40;

cnn::Window windowFrom(const SceneValue& layer) {
    // One number for all sides, or one for each.
    const auto numbers = [&](const char* key, qsizetype count, int low, int usual) {
        const SceneValue value = layer[key];
        if (!value.isList())
            return std::vector<int>(static_cast<std::size_t>(count), value.whole(low, largestWindow, usual));
        return value.wholes(low, largestWindow, usual, {count});
    };
    const auto kernel = numbers("kernel", 2, 1, 1), stride = numbers("stride", 2, 1, 1);
    const auto dilation = numbers("dilation", 2, 1, 1), pads = numbers("padding", 4, 0, 0);
    return {{kernel[0], stride[0], pads[0], pads[1], dilation[0]},
            {kernel[1], stride[1], pads[2], pads[3], dilation[1]}};
}

// As a decimal of a few digits what was written as one: 0.3, not 0.300000012.
double plainNumber(float value) {
    return QString::fromStdString(cnn::shortest(value)).toDouble();
}

// One of a list stands there by its name; its number means the same.
float settingFrom(const SceneValue& from, const cnn::LayerSetting& setting) {
    if (!setting.choices.empty() && from.json().isString()) {
        const std::string name = from.text(100).toStdString();
        const auto at = std::ranges::find(setting.choices, name, [](const char* c) { return std::string(c); });
        if (at != setting.choices.end()) return static_cast<float>(at - setting.choices.begin());
        QStringList all;
        for (const char* choice : setting.choices) all << choice;
        from.refuse("must be one of " + all.join(", "));
    }
    const double low = plainNumber(setting.low), high = plainNumber(setting.high);
    if (setting.step == 1)
        return static_cast<float>(
            from.whole(static_cast<int>(low), static_cast<int>(high), static_cast<int>(setting.missing)));
    return static_cast<float>(from.number(low, high, static_cast<double>(setting.missing)));
}

// A key that is there by mistake would be a setting that nobody makes.
void refuseUnknownKeys(const SceneValue& from, const cnn::LayerKind& kind, bool hasWindow) {
    QStringList known{"kind", "name", "reads"};
    if (kind.outputs != cnn::OutputCount::None) known << "outputs";
    if (hasWindow)
        known << "kernel"
              << "stride"
              << "padding"
              << "dilation"
              << "connections";
    for (const cnn::LayerSetting& setting : kind.settings) known << setting.key;
    for (const QString& key : from.json().toObject().keys())
        if (!known.contains(key))
            from[key].refuse(
                QString("means nothing to a layer of kind \"%1\", which has %2").arg(kind.kind, known.join(", ")));
}

cnn::LayerPlan layerFrom(const SceneValue& from) {
    constexpr qsizetype longestName = 100;
    cnn::LayerPlan layer;
    layer.name = from["name"].text(longestName).toStdString();
    layer.info.kind = from["kind"].text(longestName).toStdString();
    const cnn::LayerKind* kind = cnn::findLayerKind(layer.info.kind);
    if (!kind) from["kind"].refuse("must be a kind of layer, as \"conv2d\" or \"dense\"");
    const bool windowed = cnn::hasWindow(*kind);
    refuseUnknownKeys(from, *kind, windowed);
    for (const SceneValue& name : from["reads"].list(0, mostReads))
        layer.reads.push_back(name.text(longestName).toStdString());
    if (windowed) layer.info.window = windowFrom(from);
    layer.info.outputs = from["outputs"].whole(0, mostOutputs, 0);
    for (const cnn::LayerSetting& setting : kind->settings)
        layer.info.settings.push_back({setting.key, settingFrom(from[setting.key], setting)});
    for (const SceneValue& output : from["connections"].list(0, mostOutputs)) {
        std::vector<int>& read = layer.info.connections.emplace_back();
        for (const SceneValue& channel : output.list(0, mostOutputs)) read.push_back(channel.whole(0, mostOutputs));
    }
    return layer;
}

void put(QJsonObject& to, const char* key, const std::vector<int>& values, int usual) {
    const bool same = std::all_of(values.begin(), values.end(), [&](int v) { return v == values[0]; });
    if (same && values[0] == usual) return;
    QJsonArray each;
    for (const int v : values) each.append(v);
    to[QLatin1String(key)] = same ? QJsonValue(values[0]) : QJsonValue(each);
}

QJsonObject toJson(const cnn::LayerPlan& layer) {
    QJsonObject object{{"kind", QString::fromStdString(layer.info.kind)}};
    if (!layer.name.empty()) object["name"] = QString::fromStdString(layer.name);
    QJsonArray reads;
    for (const std::string& name : layer.reads) reads.append(QString::fromStdString(name));
    if (!reads.isEmpty()) object["reads"] = reads;
    if (layer.info.outputs > 0) object["outputs"] = layer.info.outputs;
    for (const cnn::LayerSetting& setting : cnn::factsOf(layer.info.kind).settings)
        if (const float value = layer.info.setting(setting.key, setting.missing); value != setting.missing)
            object[QLatin1String(setting.key)] = setting.choices.empty()
                                                     ? QJsonValue(plainNumber(value))
                                                     : QJsonValue(setting.choices[static_cast<std::size_t>(value)]);
    if (const auto& w = layer.info.window) {
        put(object, "kernel", {w->y.kernel, w->x.kernel}, 1);
        put(object, "stride", {w->y.stride, w->x.stride}, 1);
        put(object, "padding", {w->y.padBefore, w->y.padAfter, w->x.padBefore, w->x.padAfter}, 0);
        put(object, "dilation", {w->y.dilation, w->x.dilation}, 1);
    }
    QJsonArray connections;
    for (const std::vector<int>& read : layer.info.connections) {
        QJsonArray channels;
        for (const int c : read) channels.append(c);
        connections.append(channels);
    }
    if (!connections.isEmpty()) object["connections"] = connections;
    return object;
}

} // namespace

QJsonArray toJson(const cnn::NetworkPlan& plan) {
    QJsonArray layers;
    for (const cnn::LayerPlan& layer : plan.layers) layers.append(toJson(layer));
    return layers;
}

cnn::NetworkPlan planFrom(const SceneValue& layers) {
    cnn::NetworkPlan plan;
    for (const SceneValue& layer : layers.list(0, static_cast<qsizetype>(cnn::mostPlannedLayers)))
        plan.layers.push_back(layerFrom(layer));
    return plan;
}

} // namespace ui
