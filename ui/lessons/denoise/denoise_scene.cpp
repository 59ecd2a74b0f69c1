#include "ui/lessons/denoise/denoise_scene.h"

#include "ui/model/packed_photo.h"
#include "ui/model/run_rows.h"

namespace ui {
namespace {

using S = DenoiseScene;
using Settings = cnn::TrainingSettings;

// As LeNet live keeps drawings.
QByteArray bytesFrom(const SceneValue& value) {
    const auto bytes = QByteArray::fromBase64Encoding(value.text(2 * S::mostDrawnBytes).toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes) value.refuse(tr("is no Base64"));
    const QByteArray read = *bytes;
    if (read.size() > S::mostDrawnBytes)
        value.refuse(tr("is larger than any image here: 3 × %1 × %1 bytes").arg(DataSource::mostSize));
    return read;
}

template<class Member>
Setting<S>& addBytes(SettingTable<S>& t, const QString& key, Member member, const QString& help) {
    return t.file(
        key, tr("a byte a value of the images, in Base64"), help,
        [=](const SceneValue& from, S& s) {
            if (const SceneValue value = from[key]; value.given()) s.*member = bytesFrom(value);
        },
        [=](const S& s) { return QString::fromLatin1((s.*member).toBase64()); });
}

void addRun(SettingTable<S>& t) {
    addData(t, tr("Data"));
    addNoise(t);
    t.choice("loss", tr("Loss"), ofRun(&Settings::loss),
             {{cnn::LossKind::Reconstruction, "reconstruction", tr("squared error")},
              {cnn::LossKind::ReconstructionEntropy, "reconstruction-entropy", tr("cross-entropy")}},
             tr("What is made small: the squared differences, or the cross-entropy of every pixel."))
        .dropDown();
    addCoder(t);
    addRate(t);
    addBatch(t);
    addOptimizer(t);
    addEpochs(t);
    t.choice("schedule", tr("Schedule"), ofRun(&Settings::schedule),
             choicesOf<cnn::ScheduleKind>(cnn::scheduleNames, {tr("constant"), tr("step"), tr("cosine")}),
             tr("How the learning rate changes along the run."))
        .dropDown();
    addSeed(t, tr("Seed"));
}

// How images are read.
void addReadingOf(SettingTable<S>& t) {
    t.file(
        "imageSize", tr("0, or %1 to %2 pixels").arg(DataSource::leastSize).arg(DataSource::mostSize),
        tr("Rows and columns that images are brought to, their proportions kept; 0: as they are."),
        [](const SceneValue& from, S& s) {
            s.source.size = from["imageSize"].whole(0, DataSource::mostSize, 0);
            if (s.source.size > 0 && s.source.size < DataSource::leastSize)
                from["imageSize"].refuse(
                    tr("must be 0, or %1 to %2").arg(DataSource::leastSize).arg(DataSource::mostSize));
        },
        [](const S& s) { return s.source.size; });
    t.choice(
        "colours", {}, [](auto& s) -> auto& { return s.source.colours; },
        {{DataSource::Grey, "grey", tr("grey")}, {DataSource::Colour, "colour", tr("colour")}},
        tr("Whether images are read in grey, 1 channel, or in colour, 3 channels."));
}

void addShown(SettingTable<S>& t) {
    t.choice("feed", tr("Show it"), &S::feed,
             {{S::Same, "same", tr("the same")},
              {S::Digits, "digits", tr("digits")},
              {S::Fashion, "fashion", tr("clothes")}},
             tr("Which pictures it is shown: of the kind that it learns, or others that it never saw."))
        .dropDown();
    t.number("tested", tr("Tested at"), &S::tested, -1, 1,
             tr("The strength of the noise over the pictures on show; below 0: as it is learned."))
        .when([](const S& s) { return s.settings.noise.any(); }, tr("some noise"));
    t.choice("view", {}, &S::shows,
             {{S::Pictures, "pictures", {}},
              {S::Code, "code", {}},
              {S::Strengths, "strengths", {}},
              {S::Between, "between", {}},
              {S::Uses, "uses", {}}},
             tr("What the lower card shows."));
    t.choice("tool", {}, &S::tool,
             {{S::Wipe, "wipe", {}}, {S::Draw, "draw", {}}, {S::Erase, "erase", {}}, {S::Spoil, "noise", {}}},
             tr("What the mouse does on the large picture."));
    t.whole("testImage", {}, &S::testImage, 0, S::mostPictures - 1, tr("Which of the pictures is large, from 0."));
    t.whole("wipe", {}, &S::wipe, 0, 100, tr("Per cent of it that is still noisy, from its left."));
    t.whole("other", {}, &S::other, 0, S::mostPictures - 1, tr("Which picture's code is mixed with its own, from 0."));
    t.whole("warm", {}, &S::warm, 0, 1000,
            tr("How many batches are learned as soon as somebody looks, for two seconds at most."));
    t.whole("between", {}, &S::between, 0, 100, tr("Per cent of the other picture's code in the mixture."));
}

void addDrawn(SettingTable<S>& t) {
    addBytes(t, "drawing", &S::drawing, tr("A drawing that is large instead, channel by channel, row by row."));
    addBytes(t, "spoilt", &S::spoilt, tr("The noisy picture with noise that was added by hand."));
    t.file(
         "photo", tr("a PNG or JPEG in Base64"), tr("A picture that is large instead."),
         [](const SceneValue& from, S& s) {
             if (!from["photo"].given()) return;
             s.photo = QByteArray::fromBase64(from["photo"].text(2 * PackedPhoto::mostBytes).toLatin1());
             if (!s.photo.isEmpty() && PackedPhoto::unpacked(s.photo).isNull())
                 from["photo"].refuse(tr("is no PNG or JPEG of at most %1 × %1 pixels").arg(PackedPhoto::longest));
             if (!s.photo.isEmpty() && !s.drawing.isEmpty())
                 from["photo"].refuse(tr("cannot be shown beside a drawing"));
         },
         [](const S& s) { return QString::fromLatin1(s.photo.toBase64()); })
        .after({"drawing"});
    t.text("picture", &S::picture, longestPath, tr("The name of the picture file that it was read from."));
    t.flag("drawnOver", {}, &S::drawnOver, {},
           tr("The drawing is one of the pictures, or that file, with strokes on top."));
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    addRun(t);
    addShown(t);
    addReadingOf(t);
    addDrawn(t);
    return t;
}

} // namespace

DenoiseScene::DenoiseScene() {
    model = "autoencoder";
    source.kind = DataSource::DrawnDigits;
    source.colours = DataSource::Grey;
    settings = cnn::denoisingSettings();
}

cnn::Noise shownNoise(const DenoiseScene& scene) {
    cnn::Noise noise = scene.settings.noise;
    noise.mixed = false;
    if (scene.tested >= 0) noise.strength = scene.tested;
    return noise;
}

bool saysTheSame(const DenoiseScene& a, const DenoiseScene& b) {
    return !needsNewRun(a, b) && a.settings == b.settings && a.feed == b.feed && a.tested == b.tested &&
           a.shows == b.shows;
}

const SettingTable<DenoiseScene>& denoiseSettings() {
    static const auto table = makeTable();
    return table;
}

QJsonObject toJson(const DenoiseScene& scene) {
    return denoiseSettings().write(scene);
}

DenoiseScene denoiseSceneFrom(const QJsonObject& object) {
    const S scene = denoiseSettings().read(object);
    if (const auto settings = cnn::checked(scene.settings); !settings) throw settings.error();
    return scene;
}

} // namespace ui
