#include "ui/model/training_scene.h"

#include "ui/model/drawing.h"
#include "ui/model/plan_json.h"

#include <QStringList>
#include <algorithm>
#include <climits>
#include <span>

namespace ui {
namespace {

// THE names in files; those of the core's choices stand beside the choices.
constexpr cnn::EnumName<DataSource::Kind> sources[] = {
    {DataSource::FashionMnist, "fashion"}, {DataSource::DrawnDigits, "digits"}, {DataSource::Folder, "folder"}};
constexpr std::span losses = std::span(cnn::lossNames).first<2>(); // those of classes
const QString usual = "usual";                                     // initialisation
const QStringList pixelOrders{"in order", "shuffled"};

constexpr qsizetype longestPath = 4096, longestName = 100;
constexpr int mostEpochs = 100000; // as cnn::checked

template<class Enum> QStringList listed(std::span<const cnn::EnumName<Enum>> names) {
    QStringList all;
    for (const auto& n : names) all << n.name;
    return all;
}

template<class Enum> void read(const SceneValue& from, std::span<const cnn::EnumName<Enum>> names, Enum& to) {
    if (from.given()) to = names[static_cast<std::size_t>(from.oneOf(listed(names)))].value;
}

template<class Enum> QString named(std::span<const cnn::EnumName<Enum>> names, Enum value) {
    const std::string_view name = nameOf(names, value);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

template<class Enum, std::size_t count>
void read(const SceneValue& from, const cnn::EnumName<Enum> (&names)[count], Enum& to) {
    read(from, std::span<const cnn::EnumName<Enum>>(names), to);
}

template<class Enum, std::size_t count> QString named(const cnn::EnumName<Enum> (&names)[count], Enum value) {
    return named(std::span<const cnn::EnumName<Enum>>(names), value);
}

void readInitialisation(const SceneValue& from, TrainingScene& s) {
    const std::span<const cnn::EnumName<cnn::Initialisation>> names(cnn::initialisationNames);
    if (const int how = from.oneOf(QStringList(usual) + listed(names)); how > 0)
        s.initialisation = names[static_cast<std::size_t>(how - 1)].value;
}

QJsonArray toJson(const cnn::Augmentation& augment) {
    QJsonArray names;
    for (const cnn::AugmentationSwitch& s : cnn::augmentationSwitches)
        if (augment.*s.on) names << s.name;
    return names;
}

void readAugmentation(const SceneValue& from, cnn::Augmentation& to) {
    QStringList names;
    for (const cnn::AugmentationSwitch& s : cnn::augmentationSwitches) names << s.name;
    for (const SceneValue& name : from.list(0, names.size()))
        to.*cnn::augmentationSwitches[name.oneOf(names)].on = true;
}

void readSettings(const SceneValue& from, cnn::TrainingSettings& to) {
    readAugmentation(from["augment"], to.augment);
    to.validation = from["validation"].number(0, 0.9, to.validation);
    to.learningRate = from["learningRate"].number(1e-30, 1e6, to.learningRate);
    to.momentum = from["momentum"].number(0, 0.9999, to.momentum);
    to.batch = from["batch"].whole(1, 65536, to.batch);
    to.epochs = from["epochs"].whole(1, mostEpochs, to.epochs);
    read(from["optimizer"], cnn::optimizerNames, to.optimizer);
    read(from["schedule"], cnn::scheduleNames, to.schedule);
    to.scheduleEvery = from["scheduleEvery"].whole(1, mostEpochs, to.scheduleEvery);
    to.scheduleFactor = from["scheduleFactor"].number(1e-30, 1, to.scheduleFactor);
    to.weightDecay = from["weightDecay"].number(0, 1, to.weightDecay);
    read<cnn::LossKind>(from["loss"], losses, to.loss);
    to.seed = static_cast<std::uint64_t>(from["seed"].whole(0, INT_MAX, 1));
    if (const auto settings = cnn::checked(to); !settings) throw settings.error();
}

void readModel(const SceneValue& from, TrainingScene& s) {
    s.model = from["model"].text(longestName, s.model);
    s.own = planFrom(from["own"]);
    s.draft = from["draft"].given() ? planFrom(from["draft"]) : s.own;
    if (s.model == "own" && s.own.layers.empty()) from["own"].refuse("must hold layers, because \"model\" is own");
    if (s.model == "own" || cnn::findModel(s.model.toStdString())) return;
    QStringList models{"own"};
    for (const cnn::Model& model : cnn::models()) models << QString::fromStdString(model.id);
    (void)from["model"].oneOf(models); // refuses
}

void readTestImage(const SceneValue& from, TrainingScene& s) {
    s.testImage = from["testImage"].whole(0, TrainingScene::mostTestImages, s.testImage);
    constexpr int pixels = Drawing::side * Drawing::side;
    s.drawing = QByteArray::fromBase64(from["drawing"].text(2 * pixels).toLatin1());
    if (!s.drawing.isEmpty() && s.drawing.size() != pixels) from["drawing"].refuse("is no drawing of 28 × 28 pixels");
    s.picture = from["picture"].text(longestPath);
    s.drawnOver = from["drawnOver"].flag();
}

// Every view knows its own choices and takes the nearest it has; here only that they are numbers and short.
void checkChoices(const SceneValue& from, int depth) {
    constexpr int deepest = 3, mostEntries = 100;
    const QJsonValue& value = from.json();
    if (value.isObject() && depth < deepest && value.toObject().size() <= mostEntries)
        for (const QString& key : value.toObject().keys()) checkChoices(from[key], depth + 1);
    else if (value.isArray() && depth < deepest)
        for (const SceneValue& entry : from.list(0, mostEntries)) checkChoices(entry, depth + 1);
    else if (value.isString())
        (void)from.text(longestName);
    else
        (void)from.whole(-1, INT_MAX);
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
    QJsonObject o{{"data", named(sources, s.source.kind)},
                  {"folder", s.source.folder},
                  {"pixels", pixelOrders[s.source.shuffled ? 1 : 0]},
                  {"augment", toJson(s.settings.augment)},
                  {"validation", s.settings.validation},
                  {"learningRate", s.settings.learningRate},
                  {"momentum", s.settings.momentum},
                  {"batch", s.settings.batch},
                  {"epochs", s.settings.epochs},
                  {"optimizer", named(cnn::optimizerNames, s.settings.optimizer)},
                  {"schedule", named(cnn::scheduleNames, s.settings.schedule)},
                  {"scheduleEvery", s.settings.scheduleEvery},
                  {"scheduleFactor", s.settings.scheduleFactor},
                  {"weightDecay", s.settings.weightDecay},
                  {"initialisation", s.initialisation ? named(cnn::initialisationNames, *s.initialisation) : usual},
                  {"dropout", s.dropout},
                  {"loss", named(cnn::lossNames, s.settings.loss)},
                  {"seed", static_cast<qint64>(s.settings.seed)},
                  {"activation", named(cnn::activationNames, s.net.activation)},
                  {"pooling", named(cnn::poolingNames, s.net.pooling)},
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
    const SceneValue from(o);
    TrainingScene s;
    read(from["data"], sources, s.source.kind);
    s.source.folder = from["folder"].text(longestPath);
    s.source.shuffled = from["pixels"].oneOf(pixelOrders) == 1;
    readSettings(from, s.settings);
    read(from["activation"], cnn::activationNames, s.net.activation);
    read(from["pooling"], cnn::poolingNames, s.net.pooling);
    s.dropout = from["dropout"].number(0, 0.9, s.dropout);
    readInitialisation(from["initialisation"], s);
    s.network = from["network"].text(longestPath);
    readModel(from, s);
    readTestImage(from, s);
    s.view = from["view"].text(longestName);
    const SceneValue choices = from["choices"];
    if (choices.given()) {
        if (!choices.json().isObject()) choices.refuse("must be an object in { }");
        checkChoices(choices, 0);
        s.choices = choices.json().toObject();
    }
    return s;
}

} // namespace ui
