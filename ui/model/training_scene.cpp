#include "ui/model/training_scene.h"

#include "ui/model/drawing.h"
#include "ui/model/plan_json.h"

#include <QJsonArray>
#include <QStringList>
#include <algorithm>

namespace ui {
namespace {

// THE names in files, in the order of the enumerations.
const QStringList sources{"fashion", "digits", "folder"};
const QStringList optimizers{"sgd", "adam"};
const QStringList activations{"relu", "tanh", "sigmoid"};
const QStringList poolings{"max", "average"};
const QStringList schedules{"constant", "step", "cosine"};
const QStringList initialisations{"usual", "he", "he-uniform", "glorot", "lecun"};
const QStringList losses{"cross-entropy", "squared-error"}; // those of classes
const QStringList pixelOrders{"in order", "shuffled"};

[[noreturn]] void bad(const QString& key) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("A training scene has a bad \"" + key + "\".").toStdString());
}

template<class Enum> void read(const QJsonObject& o, const QString& key, const QStringList& names, Enum& to) {
    if (!o.contains(key)) return;
    const qsizetype index = names.indexOf(o[key].toString());
    if (index < 0) bad(key);
    to = static_cast<Enum>(index);
}

void read(const QJsonObject& o, const QString& key, double& to) {
    if (o.contains(key) && !o[key].isDouble()) bad(key);
    to = o[key].toDouble(to);
}

void read(const QJsonObject& o, const QString& key, int& to) {
    double value = to;
    read(o, key, value);
    if (value != static_cast<int>(value)) bad(key);
    to = static_cast<int>(value);
}

QJsonArray toJson(const cnn::Augmentation& augment) {
    QJsonArray names;
    for (const cnn::AugmentationSwitch& s : cnn::augmentationSwitches)
        if (augment.*s.on) names << s.name;
    return names;
}

void readAugmentation(const QJsonObject& o, cnn::Augmentation& to) {
    for (const QJsonValue& name : o["augment"].toArray()) {
        const auto found =
            std::ranges::find_if(cnn::augmentationSwitches, [&](const auto& s) { return name == s.name; });
        if (found == std::end(cnn::augmentationSwitches)) bad("augment");
        to.*found->on = true;
    }
}

void readModel(const QJsonObject& o, TrainingScene& s) {
    s.model = o["model"].toString(s.model);
    s.own = planFrom(o["own"].toArray());
    s.draft = o.contains("draft") ? planFrom(o["draft"].toArray()) : s.own;
    if (s.model == "own" ? s.own.layers.empty() : !cnn::findModel(s.model.toStdString())) bad("model");
}

} // namespace

cnn::NetworkPlan networkPlan(const TrainingScene& s) {
    const cnn::Model* model = cnn::findModel(s.model.toStdString());
    return model ? cnn::withDropout(model->plan(s.net), static_cast<float>(s.dropout)) : s.own;
}

bool needsNewRun(const TrainingScene& a, const TrainingScene& b) {
    return a.source != b.source || a.settings.seed != b.settings.seed ||
           a.settings.validation != b.settings.validation || networkPlan(a) != networkPlan(b) ||
           a.network != b.network || a.initialisation != b.initialisation;
}

QJsonObject toJson(const TrainingScene& s) {
    QJsonObject o{{"data", sources[s.source.kind]},
                  {"folder", s.source.folder},
                  {"pixels", pixelOrders[s.source.shuffled ? 1 : 0]},
                  {"augment", toJson(s.settings.augment)},
                  {"validation", s.settings.validation},
                  {"learningRate", s.settings.learningRate},
                  {"momentum", s.settings.momentum},
                  {"batch", s.settings.batch},
                  {"epochs", s.settings.epochs},
                  {"optimizer", optimizers[static_cast<int>(s.settings.optimizer)]},
                  {"schedule", schedules[static_cast<int>(s.settings.schedule)]},
                  {"scheduleEvery", s.settings.scheduleEvery},
                  {"scheduleFactor", s.settings.scheduleFactor},
                  {"weightDecay", s.settings.weightDecay},
                  {"initialisation", initialisations[s.initialisation ? 1 + static_cast<int>(*s.initialisation) : 0]},
                  {"dropout", s.dropout},
                  {"loss", losses[static_cast<int>(s.settings.loss)]},
                  {"seed", static_cast<qint64>(s.settings.seed)},
                  {"activation", activations[static_cast<int>(s.net.activation)]},
                  {"pooling", poolings[static_cast<int>(s.net.pooling)]},
                  {"network", s.network},
                  {"testImage", s.testImage},
                  {"drawing", QString::fromLatin1(s.drawing.toBase64())},
                  {"picture", s.picture},
                  {"drawnOver", s.drawnOver},
                  {"view", s.view},
                  {"choices", s.choices}};
    o["model"] = s.model;
    if (!s.own.layers.empty()) o["own"] = toJson(s.own);
    if (s.draft != s.own) o["draft"] = toJson(s.draft);
    return o;
}

TrainingScene trainingSceneFrom(const QJsonObject& o) {
    TrainingScene s;
    read(o, "data", sources, s.source.kind);
    s.source.folder = o["folder"].toString();
    int pixels = 0;
    read(o, "pixels", pixelOrders, pixels);
    s.source.shuffled = pixels == 1;
    readAugmentation(o, s.settings.augment);
    read(o, "validation", s.settings.validation);
    read(o, "learningRate", s.settings.learningRate);
    read(o, "momentum", s.settings.momentum);
    read(o, "batch", s.settings.batch);
    read(o, "epochs", s.settings.epochs);
    read(o, "optimizer", optimizers, s.settings.optimizer);
    read(o, "schedule", schedules, s.settings.schedule);
    read(o, "scheduleEvery", s.settings.scheduleEvery);
    read(o, "scheduleFactor", s.settings.scheduleFactor);
    read(o, "weightDecay", s.settings.weightDecay);
    read(o, "loss", losses, s.settings.loss);
    int seed = 1;
    read(o, "seed", seed);
    if (seed < 0) bad("seed");
    s.settings.seed = static_cast<std::uint64_t>(seed);
    read(o, "activation", activations, s.net.activation);
    read(o, "pooling", poolings, s.net.pooling);
    read(o, "dropout", s.dropout);
    if (!(s.dropout >= 0 && s.dropout <= 0.9)) bad("dropout");
    int how = 0;
    read(o, "initialisation", initialisations, how);
    if (how > 0) s.initialisation = static_cast<cnn::Initialisation>(how - 1);
    s.network = o["network"].toString();
    readModel(o, s);
    read(o, "testImage", s.testImage);
    if (s.testImage < 0) bad("testImage");
    s.drawing = QByteArray::fromBase64(o["drawing"].toString().toLatin1());
    if (!s.drawing.isEmpty() && s.drawing.size() != Drawing::side * Drawing::side) bad("drawing");
    s.picture = o["picture"].toString();
    s.drawnOver = o["drawnOver"].toBool();
    s.view = o["view"].toString();
    s.choices = o["choices"].toObject();
    if (const auto settings = cnn::checked(s.settings); !settings) throw settings.error();
    return s;
}

} // namespace ui
