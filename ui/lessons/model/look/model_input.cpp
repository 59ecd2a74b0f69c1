#include "ui/lessons/model/look/model_input.h"

#include <QFileInfo>
#include <QJsonArray>

namespace ui {
namespace {

using I = ModelInput;

constexpr qsizetype longestPicturePath = 4096, mostPastedText = 1'300'000;
constexpr int mostTestImages = 1000, mostChannels = 4096;
const QString digitsPrefix = "digits:";

std::vector<Choice<QString>> presetChoices() {
    std::vector<Choice<QString>> all{{"file", "file", tr("the network's own")}};
    for (const PreprocessingPreset& preset : preprocessingPresets())
        all.push_back({preset.id, preset.id, preset.title});
    return all;
}

void readChosenPicture(const SceneValue& from, I& s) {
    if (!from["picture"].given()) return;
    s.picture = from["picture"].text(longestPicturePath);
    if (s.picture.isEmpty()) from["picture"].refuse("must name a picture");
    if (!s.picture.startsWith(digitsPrefix)) return;
    bool ok = false;
    const int number = s.picture.mid(digitsPrefix.size()).toInt(&ok);
    if (!ok || number < 1 || number > mostTestImages)
        from["picture"].refuse(QString("must count test images from 1 to %1, as in \"digits:3\"").arg(mostTestImages));
}

void readPasted(const SceneValue& from, I& s) {
    if (!from["pasted"].given()) return;
    const QString text = from["pasted"].text(mostPastedText);
    s.pasted = QByteArray::fromBase64(text.toLatin1());
    if (s.pasted.isEmpty() && !text.isEmpty()) from["pasted"].refuse("must be a PNG in base 64");
}

std::vector<float> numbersOf(const SceneValue& value, bool positive) {
    std::vector<float> numbers;
    for (const SceneValue& one : value.list(0, mostChannels)) {
        numbers.push_back(static_cast<float>(one.number(-1e6, 1e6)));
        if (positive && !(numbers.back() > 0)) one.refuse("must be above 0");
    }
    return numbers;
}

QJsonValue listOf(const std::vector<float>& numbers) {
    QJsonArray all;
    // As short as it takes to be the same float again.
    for (const float v : numbers) all << QString::number(static_cast<double>(v), 'g', 7).toDouble();
    return all;
}

void addPictures(SettingTable<I>& t) {
    t.file("picture",
           tr("\"usual\", \"card\", \"balloon\", \"digits:\" and a number, \"pasted\", or the path of a picture"),
           tr("What goes through the network."), readChosenPicture, [](const I& s) { return s.picture; })
        .as("picture")
        .own(tr("Picture"));
    t.file("pasted", tr("a PNG in base 64; empty: none"), tr("The picture that was pasted."), readPasted,
           [](const I& s) { return QString::fromLatin1(s.pasted.toBase64()); });
    t.choice(
        "weights", tr("Weights"), &I::weights,
        {{ModelWeights::Random, "random", tr("random")}, {ModelWeights::Digits, "digits", tr("taught digits")}},
        tr("What the network knows, where no file brings its weights: nothing, or what a moment's learning of drawn "
           "digits gives."));
}

void addPreprocessing(SettingTable<I>& t) {
    t.choice("preset", tr("Numbers"), &I::preset, presetChoices(), tr("How the picture becomes numbers.")).dropDown();
    t.choice("fit", tr("Size"), &I::fit,
             {{FitChoice::AsPreset, "preset", tr("as the preset")},
              {FitChoice::Whole, "whole", tr("whole, rest black")},
              {FitChoice::Stretch, "stretch", tr("stretched")},
              {FitChoice::Crop, "crop", tr("middle cut out")}},
             tr("How it is brought to the network's size."))
        .dropDown();
    t.choice("order", tr("Channels"), &I::order,
             {{OrderChoice::AsPreset, "preset", tr("as the preset")},
              {OrderChoice::Rgb, "rgb", tr("red, green, blue")},
              {OrderChoice::Bgr, "bgr", tr("blue, green, red")}},
             tr("In which order its channels stand."))
        .dropDown();
    t.choice("range", tr("Range"), &I::range,
             {{RangeChoice::AsPreset, "preset", tr("as the preset")},
              {RangeChoice::One, "1", tr("0 to 1")},
              {RangeChoice::Bytes, "255", tr("0 to 255")}},
             tr("From where to where black and white lie, before mean and deviation."))
        .dropDown();
    t.flag("grey", tr("Colours"), &I::grey, {tr("kept"), tr("grey")}, tr("Whether the colours are taken out first."));
    t.file(
         "mean", tr("a list of numbers, one a channel or one for all"),
         tr("What is taken off, as the network reads the channels; instead of the preset's."),
         [](const SceneValue& from, I& s) { s.mean = numbersOf(from["mean"], false); },
         [](const I& s) { return listOf(s.mean); })
        .as("mean")
        .own(tr("Mean"));
    t.file(
         "deviation", tr("a list of numbers above 0, one a channel or one for all"),
         tr("What it is divided by; instead of the preset's."),
         [](const SceneValue& from, I& s) { s.deviation = numbersOf(from["deviation"], true); },
         [](const I& s) { return listOf(s.deviation); })
        .as("deviation")
        .own(tr("Deviation"));
}

void addMoves(SettingTable<I>& t) {
    t.whole("right", tr("Pixels right"), &I::right, -I::farthest, I::farthest, tr("How far it is moved."));
    t.whole("down", tr("Pixels down"), &I::down, -I::farthest, I::farthest, tr("How far it is moved."));
    t.whole("turn", tr("Turned, degrees"), &I::turn, -180, 180, tr("How far it is turned, clockwise."));
    t.whole("noise", tr("Noise, %"), &I::noise, 0, 100,
            tr("Its standard deviation, in per cent of the way from black to white."));
    t.whole("cover", tr("Covered, %"), &I::cover, 0, 100,
            tr("A black square in the middle, in per cent of the shorter side."));
}

SettingTable<I> makeInputTable() {
    SettingTable<I> t;
    addPictures(t);
    addPreprocessing(t);
    addMoves(t);
    return t;
}

} // namespace

const SettingTable<ModelInput>& modelInputSettings() {
    static const auto table = makeInputTable();
    return table;
}

Preprocessing preprocessingOf(const ModelInput& input, const Preprocessing& said) {
    const PreprocessingPreset* preset = findPreset(input.preset);
    Preprocessing how = preset ? preset->value : said;
    if (input.fit != FitChoice::AsPreset)
        how.fit = static_cast<PictureFit>(static_cast<int>(input.fit) - static_cast<int>(FitChoice::Whole));
    if (input.order != OrderChoice::AsPreset)
        how.order = input.order == OrderChoice::Bgr ? ChannelOrder::Bgr : ChannelOrder::Rgb;
    if (input.range != RangeChoice::AsPreset) how.highest = input.range == RangeChoice::Bytes ? 255.0F : 1.0F;
    how.grey = how.grey || input.grey;
    if (!input.mean.empty()) how.mean = input.mean;
    if (!input.deviation.empty()) how.deviation = input.deviation;
    return how;
}

QString pictureCaption(const ModelInput& input, const cnn::Shape& shape) {
    if (input.picture == "usual") return shape.c == 1 ? tr("Drawn digit no. 1") : tr("Test card");
    if (input.picture == "card") return tr("Test card");
    if (input.picture == "balloon") return tr("Balloon over a meadow");
    if (input.picture == "pasted") return tr("Pasted picture");
    if (input.picture.startsWith(digitsPrefix))
        return tr("Drawn digit no. %1").arg(input.picture.mid(digitsPrefix.size()));
    return QFileInfo(input.picture).fileName();
}

} // namespace ui
