#include "app/plan_file.h"

#include "app/command.h"
#include "core/base/save_file.h"
#include "core/layers/catalog.h"
#include "core/layers/layer_text.h"
#include "core/tensor/number_text.h"
#include "ui/model/json_text.h"
#include "ui/model/plan_json.h"

#include <QFileInfo>

namespace ui {
namespace {

constexpr std::size_t largestPlan = 1U << 20; // bytes

[[noreturn]] void refuse(const QString& name, qsizetype line, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, QString("%1, line %2: %3").arg(name).arg(line).arg(why).toStdString());
}

QString number(float value) {
    return QString::fromStdString(cnn::shortest(value));
}

// "outputs", "kernel", "stride", ...: what every layer of this kind has.
QStringList commonKeys(const cnn::LayerKind& kind) {
    QStringList keys;
    if (kind.outputs == cnn::OutputCount::Chosen) keys << "outputs";
    if (kind.outputs == cnn::OutputCount::ByTable) keys << "connections";
    if (kind.joins) keys << "reads";
    if (cnn::hasWindow(kind))
        keys << "kernel"
             << "stride"
             << "padding"
             << "dilation";
    return keys;
}

// What it does, its settings by their names: "max(slope x, x)", "kernels of a window".
QString formula(const cnn::LayerKind& kind) {
    return QString::fromStdString(cnn::filledIn(kind.formula, [](std::string_view place) {
        if (place == "window") return std::string("a window");
        return std::string(place.substr(place.rfind('|') + 1));
    }));
}

// "slope from 0 to 1, usually 0.01", or the names there are.
QString settingLine(const cnn::LayerSetting& s) {
    if (s.choices.empty())
        return QString("%1 from %2 to %3, usually %4\n").arg(s.key, number(s.low), number(s.high), number(s.usual));
    QStringList names;
    for (const char* name : s.choices) names << name;
    names[static_cast<int>(s.usual)] += " (usually)";
    return QString("%1: %2\n").arg(s.key, names.join(", "));
}

} // namespace

cnn::NetworkPlan readPlan(const QString& file) {
    const QString name = QFileInfo(file).fileName();
    const QByteArray text = QByteArray::fromStdString(cnn::readFile(pathFrom(file), largestPlan));
    const QJsonObject object = jsonFrom(text, name, "network");
    for (const QString& key : object.keys())
        if (key != "layers")
            refuse(name, lineOf(text, pointerTo({}, key)), "\"" + key + "\" means nothing here; \"layers\" does.");
    try {
        const cnn::NetworkPlan plan = planFrom(SceneValue(object)["layers"]);
        if (plan.layers.empty()) refuse(name, 1, "\"layers\" must be a list of one layer or more in [ ].");
        return plan;
    } catch (const SceneError& e) {
        refuse(name, lineOf(text, e.pointer()), e.what());
    }
}

QString layerList() {
    QString text =
        "Kinds of layer, as they stand in a network of one's own:\n"
        "  {\"kind\": \"conv2d\", \"outputs\": 6, \"kernel\": 5}\n"
        "Any may have a \"name\", and \"reads\": the names of the earlier layers it reads (the one before it).\n";
    for (const cnn::LayerKind& kind : cnn::layerKinds()) {
        text += QString("\n  %1 %2: %3\n").arg(QString(kind.kind).leftJustified(17), kind.title, formula(kind));
        if (const QStringList keys = commonKeys(kind); !keys.isEmpty())
            text += QString(20, ' ') + "with " + keys.join(", ") + "\n";
        for (const cnn::LayerSetting& s : kind.settings) text += QString(20, ' ') + settingLine(s);
    }
    return text;
}

} // namespace ui
