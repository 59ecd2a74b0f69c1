#include "ui/lessons/channels/channel_scene.h"

#include "core/tensor/tensor_text.h"
#include "ui/model/breakpoints.h"
#include "ui/model/standing.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Shape;
using cnn::Tensor;

// As much of `from` as there is in `shape`; a channel that is new is `step` more than the one before it.
Tensor reshaped(const Tensor& from, const Shape& shape, float step = 1) {
    Tensor to(shape);
    const Shape& old = from.shape();
    for (int c = 0; c < shape.c; ++c)
        for (int y = 0; y < std::min(shape.h, old.h); ++y)
            for (int x = 0; x < std::min(shape.w, old.w); ++x)
                to.at(c, y, x) = c < old.c ? from.at(c, y, x) : to.at(c - 1, y, x) + step;
    return to;
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

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
    if (from["kernels"].given()) s.kernels.clear();
    for (const SceneValue& kernel : from["kernels"].list(s.kernels.empty() ? 1 : 0, S::mostChannels)) {
        s.kernels.push_back(channelsFrom(kernel, S::largestKernel));
        if (s.kernels.back().shape() != s.kernelShape()) kernel.refuse("must be as large as the first");
    }
    if (s.channels() % s.groups != 0 || s.maps() % s.groups != 0)
        from["groups"].refuse(QString("must divide %1 input channels and %2 kernels").arg(s.channels()).arg(s.maps()));
    if (s.kernelShape().c * s.groups != s.channels())
        from["kernels"].refuse(
            s.groups > 1
                ? QString("must have %1 slices: one for each input channel of a group").arg(s.channels() / s.groups)
                : QString("must have one slice for each of the %1 input channels").arg(s.channels()));
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

// ---- of a picture --------------------------------------------------------------------------------------------------

bool isSplit(const S& s) {
    return s.split.isOn();
}

constexpr int usualWindow = 5, farthest = 2000; // cells

// Row and column of its first cell, from 1, and how many of both.
void readWindow(const SceneValue& from, S& s) {
    if (!s.split.isOn()) return;
    const SceneValue window = from["window"];
    int rows = usualWindow, columns = usualWindow;
    if (window.given()) {
        const auto all = window.list(4);
        s.split.top = all[0].whole(1, farthest) - 1;
        s.split.left = all[1].whole(1, farthest) - 1;
        rows = all[2].whole(1, S::largestGrid);
        columns = all[3].whole(1, S::largestGrid);
    }
    s.input = Tensor({3, rows, columns, 1});
}

QJsonValue writtenWindow(const S& s) {
    if (!s.split.isOn()) return QJsonValue::Undefined;
    return QJsonArray{s.split.top + 1, s.split.left + 1, s.input.shape().h, s.input.shape().w};
}

void addSplit(SettingTable<S>& t) {
    const auto split = [](auto ChannelSplit::*member) {
        return [member](auto& s) -> auto& {
            return s.split.*member;
        };
    };
    t.choice("picture", tr("Picture"), split(&ChannelSplit::source),
             {{ChannelSplit::None, "none", tr("none")},
              {ChannelSplit::Balloon, "balloon", tr("balloon")},
              {ChannelSplit::Given, "photo", tr("yours")}},
             tr("The colour picture whose channels are the input."))
        .switched(
            tr("Picture"), {tr("none"), tr("balloon"), tr("yours")}, [](const S& s) { return s.split.source; },
            [](S& s, double v) { s.setPicture(static_cast<ChannelSplit::Source>(static_cast<int>(v))); });
    addGiven(t, split(&ChannelSplit::given));
    t.whole("reduction", tr("Pixels a cell"), split(&ChannelSplit::reduction), 1, ChannelSplit::largestReduction,
            tr("A cell is the mean of a square of so many pixels a side."))
        .stepper(
            tr("Pixels a cell"), 1, ChannelSplit::largestReduction, [](const S& s) { return s.split.reduction; },
            [](S& s, double v) { s.setReduction(static_cast<int>(v)); })
        .when(isSplit, tr("a picture"))
        .squared = true;
    t.file("window", tr("row, column, from 1, rows, columns: in cells"),
           tr("The part of the picture that is the input; beyond its end: its last."), readWindow, writtenWindow)
        .after({"picture"})
        .applies = tr("a picture");
    t.control("windowRow")
        .stepper(
            tr("Window from row"), 1, farthest, [](const S& s) { return s.split.top + 1; },
            [](S& s, double v) { s.moveWindow(static_cast<int>(v) - 1, s.split.left); })
        .when(isSplit);
    t.control("windowColumn")
        .stepper(
            tr("Window from column"), 1, farthest, [](const S& s) { return s.split.left + 1; },
            [](S& s, double v) { s.moveWindow(s.split.top, static_cast<int>(v) - 1); })
        .when(isSplit);
    t.flag("tinted", tr("Channels in"), split(&ChannelSplit::tinted), {tr("colour"), tr("grey")},
           tr("The channels are shown in their colours."), true)
        .when(isSplit, tr("a picture"));
}

void readInput(const SceneValue& from, S& s) {
    if (!from["input"].given()) return;
    if (s.split.isOn()) from["input"].refuse("comes from the picture; leave it out, or set \"picture\" to none");
    s.input = channelsFrom(from["input"], S::largestGrid);
}

void addGrids(SettingTable<S>& t) {
    t.file("input",
           tr("1 to %1 channels, each rows of numbers, up to %2 × %2").arg(S::mostChannels).arg(S::largestGrid),
           tr("The input channels, each a list of texts: [\"0 1\", \"2 3\"]."), readInput,
           [](const S& s) { return s.split.isOn() ? QJsonValue(QJsonValue::Undefined) : toList(s.input); })
        .after({"picture"})
        .usual = tr("a channel of 3 × 3 zeros, or the window of a picture");
    t.whole(
         "groups", tr("Groups"), &S::groups, 1, S::mostChannels,
         tr("Input and output channels fall into as many groups, and each output channel reads its own alone; as many "
            "as input channels: depthwise."))
        .stepper(
            tr("Groups"), 1, S::mostChannels, [](const S& s) { return s.groups; },
            [](S& s, double v) { s.setGroups(static_cast<int>(v)); });
    t.file("kernels", tr("1 to %1 kernels of slices up to %2 × %2").arg(S::mostChannels).arg(S::largestKernel),
           tr("For each output channel a kernel: one slice for each input channel."), readKernels, writtenKernels)
        .after({"input", "groups"})
        .usual = tr("one of 2 × 2 zeros");
    t.file("bias", tr("a number for each kernel"), tr("What is added to each output channel."), readBiases,
           writtenBiases)
        .after({"kernels"})
        .usual = tr("all 0");
}

void addNames(SettingTable<S>& t) {
    t.flag("mixes", tr("Behind it"), &S::mixes, {tr("nothing"), tr("1 × 1")},
           tr("A 1 × 1 convolution behind it mixes all output channels: it is counted, drawn as arrows, and one of its "
              "maps is shown, whose weights are all 1."));
    t.flag("perMap", tr("Per channel"), &S::perMap, {tr("a sum"), tr("a map")},
           tr("What each input channel gives is shown as a map of its own, which fills as the window goes."));
    t.flag("matrix", tr("As a matrix"), &S::matrix, {tr("no"), tr("yes")},
           tr("The matrix product is shown as well: a row a kernel, a column a window; up to 36 weights and windows."));
    t.choice("show", tr("Values as"), &S::show,
             {{ShowValues::Numbers, "numbers", tr("numbers")},
              {ShowValues::Colour, "colour", tr("colour")},
              {ShowValues::Both, "both", tr("both")}},
             tr("How the grids show their values."));
    t.choice("names", tr("Channels are"), &S::rgb, {{false, "numbers", tr("1, 2, 3")}, {true, "rgb", tr("RGB")}},
             tr("What the channels are called."))
        .when([](const S& s) { return s.channels() == 3 && !s.split.isOn(); }, tr("three channels"));
}

SettingTable<S> makeTable() {
    const Setting<S>::Pair input{1, S::largestGrid, [](const S& s) { return s.input.shape().h; },
                                 [](const S& s) { return s.input.shape().w; },
                                 [](S& s, int rows, int columns) { s.resizeInput(rows, columns); }};
    const Setting<S>::Pair kernel{1, S::largestKernel, [](const S& s) { return s.kernelShape().h; },
                                  [](const S& s) { return s.kernelShape().w; },
                                  [](S& s, int rows, int columns) { s.resizeKernels(rows, columns); }};
    SettingTable<S> t;
    addSplit(t);
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
    t.control("fill").label = ui::tr("Fill with");
    t.beside(Standing::table(channelGrains));
    t.beside(Breakpoints::table(channelGrains));
    return t;
}

} // namespace

cnn::ChannelTask ChannelScene::task() const {
    const Shape& k = kernelShape();
    cnn::ChannelTask task;
    task.input = input;
    task.kernels = kernels;
    task.biases = biases;
    task.groups = groups;
    task.window.y = {k.h, stride, padding, padding};
    task.window.x = {k.w, stride, padding, padding};
    return task;
}

void ChannelScene::setChannels(int channels) {
    input = reshaped(input, {channels, input.shape().h, input.shape().w, 1});
    while (maps() % groups != 0 || channels % groups != 0) --groups;
    fitSlices();
    rgb = rgb && channels == 3;
    if (channels != 3) setPicture(ChannelSplit::None);
}

void ChannelScene::cut() {
    if (!split.cells) return;
    const Shape& all = split.cells->shape();
    const int rows = std::min(input.shape().h, all.h), columns = std::min(input.shape().w, all.w);
    split.top = std::clamp(split.top, 0, all.h - rows);
    split.left = std::clamp(split.left, 0, all.w - columns);
    input = Tensor({3, rows, columns, 1});
    for (int c = 0; c < 3; ++c)
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < columns; ++x) input.at(c, y, x) = split.cells->at(c, split.top + y, split.left + x);
}

void ChannelScene::setPicture(ChannelSplit::Source source) {
    split.source = source;
    if (!split.isOn()) {
        split.cells.reset();
        return;
    }
    if (channels() != 3) setChannels(3);
    split.reduction = split.usualReduction();
    split.update();
    if (!split.cells) return;
    const Shape& all = split.cells->shape();
    input = Tensor({3, usualWindow, usualWindow, 1});
    moveWindow((all.h - usualWindow) / 2, (all.w - usualWindow) / 2);
}

void ChannelScene::setReduction(int reduction) {
    const Shape& s = input.shape();
    const double row = (split.top + s.h / 2.0) * split.reduction, column = (split.left + s.w / 2.0) * split.reduction;
    split.reduction = reduction;
    split.update();
    moveWindow(qRound(row / split.reduction - s.h / 2.0), qRound(column / split.reduction - s.w / 2.0));
}

void ChannelScene::moveWindow(int top, int left) {
    split.top = top;
    split.left = left;
    cut();
}

void ChannelScene::setMaps(int maps) {
    while (this->maps() < maps) {
        Tensor next = kernels.back();
        next.array() += 1.0F;
        kernels.push_back(std::move(next));
        biases.push_back(0);
    }
    kernels.resize(static_cast<std::size_t>(maps));
    biases.resize(static_cast<std::size_t>(maps));
    while (maps % groups != 0 || channels() % groups != 0) --groups;
    fitSlices();
}

void ChannelScene::setGroups(int wanted) {
    const int way = wanted < groups ? -1 : 1, all = channels();
    while (wanted > 1 && wanted < all && all % wanted != 0) wanted += way;
    groups = std::clamp(wanted, 1, all);
    if (const int over = maps() % groups; over != 0)
        setMaps(maps() + groups - over <= mostChannels ? maps() + groups - over : maps() - over);
    fitSlices();
}

// One for each input channel of a group.
void ChannelScene::fitSlices() {
    for (Tensor& k : kernels) k = reshaped(k, {channels() / groups, k.shape().h, k.shape().w, 1});
}

void ChannelScene::resizeInput(int rows, int columns) {
    input = reshaped(input, {channels(), rows, columns, 1});
    cut();
}

void ChannelScene::resizeKernels(int rows, int columns) {
    for (Tensor& k : kernels) k = reshaped(k, {k.shape().c, rows, columns, 1});
}

float* ChannelScene::find(const ChannelCell& cell) {
    const auto& [part, out, in, y, x] = cell;
    if (part != ChannelCell::Input && (out < 0 || out >= maps())) return nullptr;
    if (part == ChannelCell::Bias) return &biases[static_cast<std::size_t>(out)];
    Tensor& grid = part == ChannelCell::Input ? input : kernels[static_cast<std::size_t>(out)];
    const Shape& s = grid.shape();
    const bool inside = in >= 0 && in < s.c && y >= 0 && y < s.h && x >= 0 && x < s.w;
    return inside ? &grid.at(in, y, x) : nullptr;
}

const SettingTable<ChannelScene>& channelSettings() {
    static const auto table = makeTable();
    return table;
}

ChannelScene channelSceneFrom(const QJsonObject& object) {
    S scene = channelSettings().read(object);
    if (scene.split.source == ChannelSplit::Given) requireGiven(SceneValue(object), scene.split.given);
    scene.split.update();
    scene.cut();
    if (scene.rgb && scene.channels() != 3) SceneValue(object)["names"].refuse("can be rgb for three channels only");
    return scene;
}

QJsonObject toJson(const ChannelScene& scene) {
    return channelSettings().write(scene);
}

} // namespace ui
