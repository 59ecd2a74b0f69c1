#include "ui/model/training_scene.h"

#include "ui/model/drawing.h"
#include "ui/model/plan_json.h"
#include "ui/model/run_rows.h"
#include "ui/model/view_choices.h"

#include <QStringList>
#include <algorithm>

namespace ui {
namespace {

using S = TrainingScene;
using Row = Setting<S>;
using Settings = cnn::TrainingSettings;

constexpr qsizetype longestName = 100;

QJsonArray namesOf(const cnn::Augmentation& augment) {
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

void readModel(const SceneValue& from, S& s) {
    s.model = from["model"].text(longestName, s.model);
    if (s.model == "own" && s.own.layers.empty()) from["own"].refuse("must hold layers, because \"model\" is own");
    if (s.model == "own" || cnn::findModel(s.model.toStdString())) return;
    QStringList models{"own"};
    for (const cnn::Model& model : cnn::models()) models << QString::fromStdString(model.id);
    (void)from["model"].oneOf(models); // refuses
}

void readDrawing(const SceneValue& from, S& s) {
    constexpr int pixels = Drawing::side * Drawing::side;
    s.drawing = QByteArray::fromBase64(from["drawing"].text(2 * pixels).toLatin1());
    if (!s.drawing.isEmpty() && s.drawing.size() != pixels) from["drawing"].refuse("is no drawing of 28 × 28 pixels");
}

void readChoices(const SceneValue& from, S& s) {
    s.choices = choicesFrom(from["choices"]);
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

// Weights from a file do not belong to another network.
Row& anew(Row& row) {
    row.set = [set = row.set](S& s, double v) {
        set(s, v);
        s.network.clear();
    };
    return row;
}

QStringList modelNames() {
    QStringList names;
    for (const cnn::Model& model : cnn::models()) names << QString::fromStdString(model.id);
    return names << "own";
}

void addNetwork(SettingTable<S>& t) {
    const QString layers = tr("a list of layers: [{\"kind\": \"dense\"}]");
    t.file(
        "own", layers, tr("The network where \"model\" is own."),
        [](const SceneValue& from, S& s) { s.own = s.draft = planFrom(from["own"]); },
        [](const S& s) { return s.own.layers.empty() ? QJsonValue(QJsonValue::Undefined) : toJson(s.own); });
    t.file(
        "draft", layers, tr("What is being made of it; it may not fit."),
        [](const SceneValue& from, S& s) {
            if (from["draft"].given()) s.draft = planFrom(from["draft"]);
        },
        [](const S& s) { return s.draft == s.own ? QJsonValue(QJsonValue::Undefined) : toJson(s.draft); });
    addData(t, tr("Data"));
    t.file("model", modelNames().join(", "), tr("Which network learns."), readModel, [](const S& s) { return s.model; })
        .after({"own"})
        .own(tr("Network"));
    t.text("network", &S::network, longestPath,
           tr("The ONNX file whose weights the run begins with; empty: random ones."));
}

void addSwitches(SettingTable<S>& t) {
    anew(t.choice(
        "activation", tr("Activation"), [](auto& s) -> auto& { return s.net.activation; },
        choicesOf<cnn::ActivationKind>(cnn::activationNames, {"ReLU"}), tr("The activation of the hidden layers.")));
    anew(t.choice(
        "pooling", tr("Pooling"), [](auto& s) -> auto& { return s.net.pooling; },
        choicesOf<cnn::PoolingKind>(cnn::poolingNames, {tr("max"), tr("average")}),
        tr("What pools take of their window.")));
    addOptimizer(t);
    addMomentum(t);
    t.number("weightDecay", tr("Weight decay"), ofRun(&Settings::weightDecay), 0, 1,
             tr("The share of each weight that is added to its gradient."));
    addEpochs(t);
}

void addSchedule(SettingTable<S>& t) {
    const auto stepwise = [](const S& s) { return s.settings.schedule == cnn::ScheduleKind::Step; };
    t.choice("schedule", tr("Schedule"), ofRun(&Settings::schedule),
             choicesOf<cnn::ScheduleKind>(cnn::scheduleNames, {tr("constant"), tr("step"), tr("cosine")}),
             tr("How the learning rate changes: not at all; times a factor every some epochs; along half a cosine down "
                "to 0 at the end."))
        .dropDown();
    t.whole("scheduleEvery", tr("Epochs a step"), ofRun(&Settings::scheduleEvery), 1, mostEpochs,
            tr("After how many epochs the learning rate falls."))
        .when(stepwise, tr("a schedule by steps"));
    t.number("scheduleFactor", tr("Factor a step"), ofRun(&Settings::scheduleFactor), 1e-30, 1,
             tr("What it is multiplied by then."))
        .when(stepwise, tr("a schedule by steps"));
    t.choice("loss", tr("Loss"), ofRun(&Settings::loss),
             choicesOf<cnn::LossKind>(std::span(cnn::lossNames).first<2>(), {tr("cross-entropy"), tr("squared error")}),
             tr("What is made small."))
        .dropDown();
    using cnn::Initialisation;
    anew(t.choice("initialisation", tr("Initialisation"), &S::initialisation,
                  {{std::nullopt, "usual", tr("usual")},
                   {Initialisation::He, "he", "He"},
                   {Initialisation::HeUniform, "he-uniform", tr("He, uniform")},
                   {Initialisation::Glorot, "glorot", "Glorot"},
                   {Initialisation::LeCun, "lecun", "LeCun"}},
                  tr("How weights begin. Usual: He for ReLU, Glorot for tanh and sigmoid.")))
        .dropDown();
    anew(t.number("dropout", tr("Dropout"), &S::dropout, 0, 0.9,
                  tr("The share of the hidden dense layers' values that each step leaves out; testing uses all")));
    addSeed(t, tr("Seed"));
}

void addImages(SettingTable<S>& t) {
    t.choice(
        "pixels", tr("Pixels"), [](auto& s) -> auto& { return s.source.shuffled; },
        {{false, "in order", tr("in order")}, {true, "shuffled", tr("shuffled")}},
        tr("The pixels of all images in one new order."));
    t.number("validation", tr("Validation"), ofRun(&Settings::validation), 0, 0.9,
             tr("The share of the training images that is kept out of learning to watch the run"));
    QStringList changes;
    for (const cnn::AugmentationSwitch& s : cnn::augmentationSwitches) changes << s.name;
    t.file(
         "augment", tr("a list of %1").arg(changes.join(", ")),
         tr("What is done to an image each time that it is learned."),
         [](const SceneValue& from, S& s) { readAugmentation(from["augment"], s.settings.augment); },
         [](const S& s) { return namesOf(s.settings.augment); })
        .own(tr("Augmentation"));
    t.whole("testImage", {}, &S::testImage, 0, S::mostTestImages,
            tr("Which test image goes through the network, from 0."));
    t.file("drawing", tr("28 × 28 bytes in Base64"), tr("A drawing that goes through instead."), readDrawing,
           [](const S& s) { return QString::fromLatin1(s.drawing.toBase64()); });
    t.text("picture", &S::picture, longestPath, tr("The name of the picture file that the drawing was read from."));
    t.flag("drawnOver", {}, &S::drawnOver, {}, tr("The drawing is the test image, or that file, with strokes on top."));
    t.text("view", &S::view, longestName, tr("What the lower card shows; empty: the network."));
    t.file("choices", tr("an object"), tr("What was chosen in each view."), readChoices,
           [](const S& s) { return s.choices; });
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    addNetwork(t);
    addRate(t);
    addBatch(t);
    addSwitches(t);
    addSchedule(t);
    addImages(t);
    return t;
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

const SettingTable<TrainingScene>& trainingSettings() {
    static const auto table = makeTable();
    return table;
}

QJsonObject toJson(const TrainingScene& s) {
    return trainingSettings().write(s);
}

TrainingScene trainingSceneFrom(const QJsonObject& o) {
    const S scene = trainingSettings().read(o);
    if (const auto settings = cnn::checked(scene.settings); !settings) throw settings.error();
    return scene;
}

} // namespace ui
