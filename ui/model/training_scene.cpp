#include "ui/model/training_scene.h"

#include "ui/model/cell_rows.h"
#include "ui/model/packed_photo.h"
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
const QString autoencoder = "autoencoder"; // the model that gives pictures back
constexpr double largestValue = 1e9;       // of an image

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

void readModel(const SceneValue& from, S& s, bool picturesToo) {
    s.model = from["model"].text(longestName, s.model);
    if (picturesToo && s.model == autoencoder) return;
    if (s.model == "own" && s.own.layers.empty()) from["own"].refuse("must hold layers, because \"model\" is own");
    if (s.model == "own" || cnn::findModel(s.model.toStdString())) return;
    QStringList models{"own"};
    for (const cnn::Model& model : cnn::models()) models << QString::fromStdString(model.id);
    (void)from["model"].oneOf(models); // refuses
}

// Whether it fits the images shows when they are there.
void readDrawing(const SceneValue& from, S& s) {
    const auto bytes = QByteArray::fromBase64Encoding(from["drawing"].text(2 * S::mostDrawnBytes).toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes) from["drawing"].refuse(tr("is no Base64"));
    s.drawing = *bytes;
    if (s.drawing.size() > S::mostDrawnBytes)
        from["drawing"].refuse(tr("is larger than any image here: 3 × %1 × %1 bytes").arg(DataSource::mostSize));
}

// White must lie above black, as far as both are numbers of an image.
void readRangeHigh(const SceneValue& from, S& s) {
    cnn::DisplayRange& typed = s.source.range.typed;
    typed.high = static_cast<float>(from["rangeHigh"].number(-largestValue, largestValue, double{typed.high}));
    if (typed.low >= typed.high) from["rangeHigh"].refuse(tr("must be larger than \"rangeLow\""));
}

void readPhoto(const SceneValue& from, S& s) {
    if (!from["photo"].given()) return;
    s.photo = QByteArray::fromBase64(from["photo"].text(2 * PackedPhoto::mostBytes).toLatin1());
    if (!s.photo.isEmpty() && PackedPhoto::unpacked(s.photo).isNull())
        from["photo"].refuse(QString("is no PNG or JPEG of at most %1 × %1 pixels").arg(PackedPhoto::longest));
    if (!s.photo.isEmpty() && !s.drawing.isEmpty()) from["photo"].refuse("cannot go through beside a drawing");
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

// any: of every run, not of LeNet live's alone.
void addNetwork(SettingTable<S>& t, bool any) {
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
    addData(t, tr("Data"), tr("Cells"));
    t.file(
         "model", modelNames().join(", "), tr("Which network learns."),
         [any](const SceneValue& from, S& s) { readModel(from, s, any); }, [](const S& s) { return s.model; })
        .after({"own"})
        .own(tr("Network"));
    t.text("network", &S::network, longestPath,
           tr("The ONNX file whose weights the run begins with; empty: random ones."));
    t.text("branch", &S::branch, longestName,
           tr("The name of a branch of the run, which begins with a weight that was typed over; empty: it is none."));
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

void addSchedule(SettingTable<S>& t, bool any) {
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
             choicesOf<cnn::LossKind>(std::span(cnn::lossNames).first(any ? std::size(cnn::lossNames) : 2),
                                      {tr("cross-entropy"), tr("squared error")}),
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

bool ofFiles(const S& s) {
    return s.source.kind == DataSource::Folder;
}

bool typedRange(const S& s) {
    return ofFiles(s) && s.source.range.rule == cnn::RangeRule::Typed;
}

// How images are read.
void addReading(SettingTable<S>& t) {
    const QString files = tr("a folder or a file");
    t.file(
         "imageSize", tr("0, or %1 to %2 pixels").arg(DataSource::leastSize).arg(DataSource::mostSize),
         tr("Rows and columns that images are brought to, their proportions kept; 0: as they are."),
         [](const SceneValue& from, S& s) {
             s.source.size = from["imageSize"].whole(0, DataSource::mostSize, 0);
             if (s.source.size > 0 && s.source.size < DataSource::leastSize)
                 from["imageSize"].refuse(
                     tr("must be 0, or %1 to %2").arg(DataSource::leastSize).arg(DataSource::mostSize));
         },
         [](const S& s) { return s.source.size; })
        .stepper(
            tr("Image size"), 0, DataSource::mostSize, [](const S& s) { return s.source.size; },
            [](S& s, double v) { s.source.size = static_cast<int>(v); })
        .own(tr("Image size"));
    t.choice(
         "colours", tr("Colours"), [](auto& s) -> auto& { return s.source.colours; },
         {{DataSource::AsFound, "as found", tr("as found")},
          {DataSource::Grey, "grey", tr("grey")},
          {DataSource::Colour, "colour", tr("colour")}},
         tr("Whether images are read in grey, 1 channel, or in colour, 3 channels."))
        .dropDown();
    t.flag(
         "turned", tr("Upright"), [](auto& s) -> auto& { return s.source.turned; }, {tr("as found"), tr("turned")},
         tr("Rows become columns, as EMNIST's images need it to stand upright."))
        .when(ofFiles, files);
    using cnn::RangeRule;
    t.choice(
         "range", tr("Black to white"), [](auto& s) -> auto& { return s.source.range.rule; },
         {{std::nullopt, "usual", tr("usual")},
          {RangeRule::ByType, "type", tr("by type")},
          {RangeRule::MinMax, "minmax", tr("min to max")},
          {RangeRule::Percentiles, "percentiles", tr("percentiles")},
          {RangeRule::Typed, "typed", tr("typed")}},
         tr("Which values of images with more than 8 bits stand for black and for white, the same for all of them. "
            "Usual: bytes 0 to 255, others from their smallest to their largest."))
        .dropDown()
        .when(ofFiles, files);
    t.number(
         "rangeCut", {}, [](auto& s) -> auto& { return s.source.range.cut; }, 0, 49,
         tr("With percentiles: the per cent of all values that become black, and that become white."))
        .bare();
    t.number(
         "rangeLow", tr("Black is"), [](auto& s) -> auto& { return s.source.range.typed.low; }, -largestValue,
         largestValue, tr("The value that is black."))
        .when(typedRange, tr("a typed range"));
    t.file("rangeHigh", rangeText(-largestValue, largestValue), tr("The value that is white; above that of black."),
           readRangeHigh, [](const S& s) { return double{s.source.range.typed.high}; })
        .stepper(
            tr("White is"), -largestValue, largestValue, [](const S& s) { return double{s.source.range.typed.high}; },
            [](S& s, double v) { s.source.range.typed.high = static_cast<float>(v); })
        .own(tr("White is"))
        .when(typedRange, tr("a typed range"))
        .after({"rangeLow"});
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
    t.file("drawing", tr("a byte a value of the images, in Base64"),
           tr("A drawing that goes through instead, channel by channel, row by row."), readDrawing,
           [](const S& s) { return QString::fromLatin1(s.drawing.toBase64()); });
    t.file(
         "photo", tr("a PNG or JPEG in Base64"),
         tr("A picture that goes through instead; on images of 28 × 28 grey pixels by the steps of the view \"seen\"."),
         readPhoto, [](const S& s) { return QString::fromLatin1(s.photo.toBase64()); })
        .after({"drawing"});
    t.text("picture", &S::picture, longestPath,
           tr("The name of the picture file that photo or drawing was read from."));
    t.flag("drawnOver", {}, &S::drawnOver, {}, tr("The drawing is the test image, or that file, with strokes on top."));
    t.flag("separate", tr("Columns"), &S::separate, {tr("by layer"), tr("each step")},
           tr("Convolutions, activations and pools are columns of their own."));
    t.flag("charts", tr("Charts"), &S::charts, {tr("shown"), tr("hidden")},
           tr("Loss and accuracy stand over the network."), true);
    t.whole("learned", {}, &S::learned, 0, S::mostLearned,
            tr("How many batches a new network learns by itself, to have something to show."));
    t.text("view", &S::view, longestName, tr("What the lower card shows; empty: the network."));
    t.file("choices", tr("an object"), tr("What was chosen in each view."), readChoices,
           [](const S& s) { return s.choices; });
}

SettingTable<S> makeTable(bool any) {
    SettingTable<S> t;
    addNetwork(t, any);
    addCells(t);
    addRate(t);
    addBatch(t);
    addSwitches(t);
    addSchedule(t, any);
    addStops(t);
    addReading(t);
    addImages(t);
    if (any) {
        addNoise(t);
        addCoder(t);
    }
    return t;
}

} // namespace

bool tellsClasses(const TrainingScene& s) {
    return s.model != autoencoder;
}

cnn::NetworkPlan networkPlan(const TrainingScene& s, const cnn::Shape& input) {
    if (!tellsClasses(s)) return cnn::autoencoderPlan(s.coder, input);
    const cnn::Model* model = cnn::findModel(s.model.toStdString());
    return model ? cnn::withDropout(model->plan(s.net), static_cast<float>(s.dropout)) : s.own;
}

bool needsNewRun(const TrainingScene& a, const TrainingScene& b) {
    return a.source != b.source || a.settings.seed != b.settings.seed ||
           a.settings.validation != b.settings.validation || a.coder != b.coder || networkPlan(a) != networkPlan(b) ||
           a.network != b.network || a.branch != b.branch || a.initialisation != b.initialisation ||
           // What the outputs mean: values of a picture, or their logits.
           (a.settings.loss != b.settings.loss && !tellsClasses(a));
}

const SettingTable<TrainingScene>& trainingSettings() {
    static const auto table = makeTable(false);
    return table;
}

const SettingTable<TrainingScene>& runSettings() {
    static const auto table = makeTable(true);
    return table;
}

QJsonObject toJson(const TrainingScene& s) {
    return trainingSettings().write(s);
}

namespace {

TrainingScene checkedScene(const S& scene) {
    if (const auto settings = cnn::checked(scene.settings); !settings) throw settings.error();
    return scene;
}

} // namespace

TrainingScene trainingSceneFrom(const QJsonObject& o) {
    return checkedScene(trainingSettings().read(o));
}

TrainingScene runSceneFrom(const QJsonObject& o) {
    return checkedScene(runSettings().read(o));
}

} // namespace ui
