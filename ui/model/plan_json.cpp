#include "ui/model/plan_json.h"

#include "core/layers/catalog.h"

#include <QJsonObject>
#include <algorithm>

namespace ui {
namespace {

constexpr int largestWindow = 64, mostOutputs = 4096, largestFactor = 64;

// One layer, read with errors that name it.
class LayerReader {
public:
    LayerReader(const QJsonObject& object, qsizetype number) : m_object(object), m_number(number) {}

    cnn::LayerPlan read() const {
        cnn::LayerPlan layer;
        layer.name = m_object["name"].toString().toStdString();
        layer.info.kind = m_object["kind"].toString().toStdString();
        const cnn::LayerKind* kind = cnn::findLayerKind(layer.info.kind);
        if (!kind) bad("kind");
        const bool hasWindow = kind->role == cnn::LayerRole::Convolution || kind->role == cnn::LayerRole::Pooling;
        if (hasWindow) layer.info.window = window();
        layer.info.outputs = number(m_object["outputs"], "outputs", 0, 0, mostOutputs);
        layer.info.factor = number(m_object["factor"], "factor", 1, 1, largestFactor);
        layer.info.share = share();
        layer.info.connections = connections();
        return layer;
    }

private:
    [[noreturn]] void bad(const char* key) const {
        throw cnn::Error(cnn::ErrorCode::BadFormat,
                         "Layer " + std::to_string(m_number) + " of a network in a scene has a bad \"" + key + "\".");
    }

    int number(const QJsonValue& value, const char* key, int fallback, int low, int high) const {
        if (value.isUndefined()) return fallback;
        const double v = value.toDouble(-1);
        if (v != static_cast<int>(v) || v < low || v > high) bad(key);
        return static_cast<int>(v);
    }

    float share() const {
        const QJsonValue value = m_object["share"];
        const double v = value.isUndefined() ? 0 : value.toDouble(-1);
        if (!(v >= 0 && v < 1)) bad("share");
        return static_cast<float>(v);
    }

    // One number for all sides, or one for each.
    std::vector<int> numbers(const char* key, std::size_t count, int fallback, int low) const {
        const QJsonValue value = m_object[QLatin1String(key)];
        if (!value.isArray()) return std::vector<int>(count, number(value, key, fallback, low, largestWindow));
        const QJsonArray each = value.toArray();
        if (static_cast<std::size_t>(each.size()) != count) bad(key);
        std::vector<int> all;
        for (const QJsonValue& one : each) all.push_back(number(one, key, fallback, low, largestWindow));
        return all;
    }

    cnn::Window window() const {
        const auto kernel = numbers("kernel", 2, 1, 1), stride = numbers("stride", 2, 1, 1);
        const auto dilation = numbers("dilation", 2, 1, 1), pads = numbers("padding", 4, 0, 0);
        return {{kernel[0], stride[0], pads[0], pads[1], dilation[0]},
                {kernel[1], stride[1], pads[2], pads[3], dilation[1]}};
    }

    cnn::Connections connections() const {
        cnn::Connections all;
        const QJsonArray outputs = m_object["connections"].toArray();
        if (outputs.size() > mostOutputs) bad("connections");
        for (const QJsonValue& output : outputs) {
            std::vector<int>& read = all.emplace_back();
            for (const QJsonValue& channel : output.toArray())
                read.push_back(number(channel, "connections", 0, 0, mostOutputs));
        }
        return all;
    }

    QJsonObject m_object;
    qsizetype m_number;
};

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
    if (layer.info.outputs > 0) object["outputs"] = layer.info.outputs;
    if (layer.info.factor > 1) object["factor"] = layer.info.factor;
    if (layer.info.share > 0) object["share"] = QString::number(layer.info.share).toDouble(); // 0.3, not 0.300000012
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

cnn::NetworkPlan planFrom(const QJsonArray& layers) {
    if (static_cast<std::size_t>(layers.size()) > cnn::mostPlannedLayers)
        throw cnn::Error(cnn::ErrorCode::TooLarge, "A network in a scene has more than 40 layers.");
    cnn::NetworkPlan plan;
    for (const QJsonValue& layer : layers)
        plan.layers.push_back(LayerReader(layer.toObject(), static_cast<qsizetype>(plan.layers.size()) + 1).read());
    return plan;
}

} // namespace ui
