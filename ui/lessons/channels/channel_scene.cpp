#include "ui/lessons/channels/channel_scene.h"

#include "core/tensor/tensor_text.h"
#include "ui/model/standing.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

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

cnn::Error refuse(const QString& sentence) {
    return {cnn::ErrorCode::TooLarge, sentence.toStdString()};
}

bool tooLarge(float value) {
    return !(std::abs(value) <= ChannelScene::largestValue);
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
         [](const SceneValue& from, S& s) {
             if (from["input"].given()) s.input = channelsFrom(from["input"], S::largestGrid);
         },
         [](const S& s) { return toList(s.input); })
        .usual = tr("a channel of 3 × 3 zeros");
    t.file("kernels", tr("1 to %1 kernels of slices up to %2 × %2").arg(S::mostChannels).arg(S::largestKernel),
           tr("For each output channel a kernel: one slice for each input channel."), readKernels, writtenKernels)
        .after({"input"})
        .usual = tr("one of 2 × 2 zeros");
    t.file("bias", tr("a number for each kernel"), tr("What is added to each output channel."), readBiases,
           writtenBiases)
        .after({"kernels"})
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

cnn::ChannelTask ChannelScene::task() const {
    const Shape& k = kernelShape();
    cnn::ChannelTask task;
    task.input = input;
    task.kernels = kernels;
    task.biases = biases;
    task.window.y = {k.h, stride, padding, padding};
    task.window.x = {k.w, stride, padding, padding};
    return task;
}

void ChannelScene::setChannels(int channels) {
    input = reshaped(input, {channels, input.shape().h, input.shape().w, 1});
    for (Tensor& k : kernels) k = reshaped(k, {channels, k.shape().h, k.shape().w, 1});
    rgb = rgb && channels == 3;
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
}

void ChannelScene::resizeInput(int rows, int columns) {
    input = reshaped(input, {channels(), rows, columns, 1});
}

void ChannelScene::resizeKernels(int rows, int columns) {
    for (Tensor& k : kernels) k = reshaped(k, {channels(), rows, columns, 1});
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

cnn::Expected<ChannelScene> withCell(const ChannelScene& scene, const ChannelCell& cell, float value) {
    if (tooLarge(value)) return refuse(tr("A cell holds numbers from −1,000,000 to 1,000,000."));
    ChannelScene next = scene;
    if (float* place = next.find(cell)) *place = value;
    return next;
}

cnn::Expected<ChannelScene> withBlock(const ChannelScene& scene, const ChannelCell& cell, const Tensor& block) {
    const Shape& b = block.shape();
    if (cell.part == ChannelCell::Bias && b.h * b.w > 1)
        return refuse(tr("A bias is one number; the clipboard holds %1 × %2.").arg(b.h).arg(b.w));
    const bool input = cell.part == ChannelCell::Input;
    const Shape& grid = input ? scene.input.shape() : scene.kernelShape();
    const int most = input ? ChannelScene::largestGrid : ChannelScene::largestKernel;
    const int rows = std::max(grid.h, cell.y + b.h), columns = std::max(grid.w, cell.x + b.w);
    if (cell.part != ChannelCell::Bias && (rows > most || columns > most))
        return refuse(tr("The block of %1 × %2 numbers would need a grid of %3 × %4; %5 holds up to %6 × %6.")
                          .arg(b.h)
                          .arg(b.w)
                          .arg(rows)
                          .arg(columns)
                          .arg(input ? "an input channel" : "a kernel")
                          .arg(most));
    if (std::any_of(block.values().begin(), block.values().end(), tooLarge))
        return refuse(tr("The block holds a number beyond 1,000,000; a cell does not."));
    ChannelScene next = scene;
    if (input) next.resizeInput(rows, columns);
    if (cell.part == ChannelCell::Kernel) next.resizeKernels(rows, columns);
    for (int y = 0; y < b.h; ++y)
        for (int x = 0; x < b.w; ++x)
            if (float* place = next.find({cell.part, cell.out, cell.in, cell.y + y, cell.x + x}))
                *place = block.at(0, y, x);
    return next;
}

cnn::Expected<ChannelScene> withInput(const ChannelScene& scene, const Tensor& input) {
    const Shape& s = input.shape();
    if (s.c > ChannelScene::mostChannels || s.h > ChannelScene::largestGrid || s.w > ChannelScene::largestGrid)
        return refuse(tr("It holds %1 channels of %2 × %3; this lesson takes up to %4 channels of up to %5 × %5. "
                         "Open a smaller part of it.")
                          .arg(s.c)
                          .arg(s.h)
                          .arg(s.w)
                          .arg(ChannelScene::mostChannels)
                          .arg(ChannelScene::largestGrid));
    if (std::any_of(input.values().begin(), input.values().end(), tooLarge))
        return refuse(tr("It holds a number beyond 1,000,000; a cell does not."));
    ChannelScene next = scene;
    next.setChannels(s.c);
    next.input = input;
    return next;
}

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
