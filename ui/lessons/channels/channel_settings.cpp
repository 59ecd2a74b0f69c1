// THE table of a scene of channels: its keys in files, and the controls that a lesson may have in sight.
#include "core/tensor/tensor_text.h"
#include "ui/lessons/channels/channel_scene.h"
#include "ui/model/standing.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Shape;
using cnn::Tensor;
using S = ChannelScene;

// A list of grids of one size as the channels of one tensor.
Tensor channelsFrom(const SceneValue& from, int largest) {
    const auto list = from.list(1, S::mostChannels);
    Tensor all;
    for (std::size_t c = 0; c < list.size(); ++c) {
        const Tensor grid = list[c].grid(largest, largest, S::largestValue);
        const Shape& s = grid.shape();
        if (c == 0) all = Tensor({static_cast<int>(list.size()), s.h, s.w, 1});
        if (s.h != all.shape().h || s.w != all.shape().w)
            list[c].refuse(QString("must be %1 × %2 as the first, not %3 × %4")
                               .arg(all.shape().h)
                               .arg(all.shape().w)
                               .arg(s.h)
                               .arg(s.w));
        std::copy(grid.values().begin(), grid.values().end(), all.data() + all.offset(static_cast<int>(c), 0, 0));
    }
    return all;
}

QJsonArray toList(const Tensor& channels) {
    QJsonArray list;
    const Shape& s = channels.shape();
    for (int c = 0; c < s.c; ++c) {
        const Tensor one({1, s.h, s.w, 1},
                         channels.values().subspan(channels.offset(c, 0, 0), static_cast<std::size_t>(s.h * s.w)));
        list << toRows(one);
    }
    return list;
}

void readKernels(const SceneValue& from, S& s) {
    s.kernels.clear();
    for (const SceneValue& kernel : from["kernels"].list(1, S::mostChannels)) {
        s.kernels.push_back(channelsFrom(kernel, S::largestKernel));
        if (s.kernels.back().shape() != s.kernelShape()) kernel.refuse("must be as large as the first");
    }
    if (s.kernelShape().c != s.channels())
        from["kernels"].refuse(QString("must have one slice for each of the %1 input channels").arg(s.channels()));
}

QJsonValue writtenKernels(const S& s) {
    QJsonArray all;
    for (const Tensor& kernel : s.kernels) all << toList(kernel);
    return all;
}

void readBiases(const SceneValue& from, S& s) {
    const SceneValue bias = from["bias"];
    s.biases.assign(s.kernels.size(), 0.0F);
    if (!bias.given() || (bias.isList() && bias.json().toArray().isEmpty())) return;
    const auto values = bias.list(static_cast<qsizetype>(s.kernels.size()));
    for (std::size_t o = 0; o < values.size(); ++o)
        s.biases[o] = static_cast<float>(values[o].number(-double{S::largestValue}, double{S::largestValue}));
}

// Through the shortest decimal, so that 0.1 is written as 0.1.
QJsonValue writtenBiases(const S& s) {
    QJsonArray all;
    for (const float b : s.biases) all << QString::fromStdString(cnn::shortest(b)).toDouble();
    return all;
}

bool oneByOne(const S& s) {
    return s.kernelShape().h == 1 && s.kernelShape().w == 1 && s.stride == 1 && s.padding == 0;
}

void addGrids(SettingTable<S>& t) {
    t.file(
         "input", tr("1 to %1 channels, each rows of numbers, up to %2 × %2").arg(S::mostChannels).arg(S::largestGrid),
         tr("The input channels, each a list of texts: [\"0 1\", \"2 3\"]."),
         [](const SceneValue& from, S& s) { s.input = channelsFrom(from["input"], S::largestGrid); },
         [](const S& s) { return toList(s.input); })
        .written();
    t.file("kernels", tr("1 to %1 kernels of slices up to %2 × %2").arg(S::mostChannels).arg(S::largestKernel),
           tr("For each output channel a kernel: one slice for each input channel."), readKernels, writtenKernels)
        .written();
    t.file("bias", tr("a number for each kernel"), tr("What is added to each output channel."), readBiases,
           writtenBiases)
        .usual = tr("all 0");
}

void addNames(SettingTable<S>& t) {
    t.flag("matrix", tr("As a matrix"), &S::matrix, {tr("no"), tr("yes")},
           tr("The matrix product is shown as well, where the kernels are 1 × 1."))
        .when(oneByOne, tr("kernels of 1 × 1"));
    t.choice("show", tr("Values as"), &S::show,
             {{ShowValues::Numbers, "numbers", tr("numbers")},
              {ShowValues::Colour, "colour", tr("colour")},
              {ShowValues::Both, "both", tr("both")}},
             tr("How the grids show their values."));
    t.choice("names", tr("Channels are"), &S::rgb, {{false, "numbers", tr("1, 2, 3")}, {true, "rgb", tr("RGB")}},
             tr("What the channels are called."))
        .when([](const S& s) { return s.channels() == 3; }, tr("three channels"));
}

SettingTable<S> makeTable() {
    const Setting<S>::Pair input{1, S::largestGrid, [](const S& s) { return s.input.shape().h; },
                                 [](const S& s) { return s.input.shape().w; },
                                 [](S& s, int rows, int columns) { s.resizeInput(rows, columns); }};
    const Setting<S>::Pair kernel{1, S::largestKernel, [](const S& s) { return s.kernelShape().h; },
                                  [](const S& s) { return s.kernelShape().w; },
                                  [](S& s, int rows, int columns) { s.resizeKernels(rows, columns); }};
    SettingTable<S> t;
    addGrids(t);
    t.control("channels")
        .stepper(
            tr("Input channels"), 1, S::mostChannels, [](const S& s) { return s.channels(); },
            [](S& s, double v) { s.setChannels(static_cast<int>(v)); });
    t.control("maps").stepper(
        tr("Output channels"), 1, S::mostChannels, [](const S& s) { return s.maps(); },
        [](S& s, double v) { s.setMaps(static_cast<int>(v)); });
    t.control("kernel").both(tr("Kernel"), kernel, true);
    t.whole("padding", tr("Padding"), &S::padding, 0, S::largestPadding,
            tr("How many cells are put around the input."));
    t.whole("stride", tr("Stride"), &S::stride, 1, S::largestStride, tr("How far the window moves at a time."));
    addNames(t);
    t.control("input").both(tr("Input size"), input, true);
    t.control("inputRows").first(tr("Input rows"), input);
    t.control("inputColumns").second(tr("Input columns"), input);
    t.control("kernelRows").first(tr("Kernel rows"), kernel);
    t.control("kernelColumns").second(tr("Kernel columns"), kernel);
    t.beside(Standing::table(channelGrains));
    return t;
}

} // namespace

const SettingTable<ChannelScene>& channelSettings() {
    static const auto table = makeTable();
    return table;
}

ChannelScene channelSceneFrom(const QJsonObject& object) {
    const S scene = channelSettings().read(object);
    if (scene.rgb && scene.channels() != 3) SceneValue(object)["names"].refuse("can be rgb for three channels only");
    return scene;
}

QJsonObject toJson(const ChannelScene& scene) {
    return channelSettings().write(scene);
}

} // namespace ui
