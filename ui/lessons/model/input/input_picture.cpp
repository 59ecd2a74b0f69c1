#include "ui/lessons/model/input/input_picture.h"

#include "core/base/thread_pool.h"
#include "core/explain/inside.h"
#include "core/network/pass.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/model/look/taught_network.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr int mostAnswers = 5;

std::vector<std::pair<QString, double>> likeliest(const std::vector<float>& shares, const QStringList& names) {
    std::vector<int> order(shares.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(
        order, [&](int a, int b) { return shares[static_cast<std::size_t>(a)] > shares[static_cast<std::size_t>(b)]; });
    std::vector<std::pair<QString, double>> all;
    for (const int k : order) {
        if (all.size() == mostAnswers) break;
        all.emplace_back(names.value(k, tr("class %1").arg(k + 1)),
                         static_cast<double>(shares[static_cast<std::size_t>(k)]));
    }
    return all;
}

QString presetTitle(const QString& preset, const ModelWeightsHere& weights) {
    if (const PreprocessingPreset* known = findPreset(preset)) return known->title;
    return weights.taughtOn ? tr("As it was taught") : tr("As the file says");
}

// How the picture is given now; in words only where nothing of a preset was changed.
QString givenTitle(const ModelLook& look) {
    ModelInput plain;
    plain.preset = look.input.preset;
    const bool isPlain = forChannels(preprocessingOf(plain, look.weights->said), look.plain.shape().c) == look.how;
    return isPlain ? presetTitle(look.input.preset, *look.weights) : tr("As set");
}

void tellNumbers(PictureWay& given) {
    const auto values = given.input.values();
    const auto [least, most] = std::ranges::minmax(values);
    given.least = least;
    given.most = most;
    double sum = 0;
    for (const float v : values) sum += static_cast<double>(v);
    given.mean = sum / static_cast<double>(values.size());
}

struct Task {
    const TrainingMoment& moment;
    const ModelLook& look;
    std::size_t value = 0; // whose map is shown
    const std::stop_token& stop;
};

void run(const Task& task, const cnn::Trace& trace, InputPicture& p, PictureWay& given) {
    if (cnn::tellsClasses(*task.moment.network)) {
        const cnn::Tensor shares = cnn::classShares(*task.moment.network, trace.output());
        given.scores = likeliest({shares.values().begin(), shares.values().end()}, task.moment.classNames);
        p.classes = shares.shape().c;
    }
    const cnn::Tensor& values = trace.values[task.value];
    if (p.ways.empty()) p.map = mapsByStrength(values, p.ramp).front();
    given.map = cnn::Tensor({1, values.shape().h, values.shape().w, 1}, mapOf(values, p.map));
    if (const auto& data = task.look.weights->taughtOn) {
        p.tested = static_cast<int>(data->test.size());
        given.right = accuracyAs(*task.moment.network, data->test, given.how, task.stop);
    }
    tellNumbers(given);
    p.ways.push_back(std::move(given));
}

PictureWay asGiven(const ModelLook& look, const TrainingMoment& moment) {
    PictureWay given;
    given.title = givenTitle(look);
    given.how = look.how;
    given.scaling = scalingText(look.how);
    given.shown = moment.picture;
    given.input = moment.image;
    return given;
}

PictureWay unmoved(const ModelLook& look) {
    PictureWay given;
    given.title = tr("Before it is moved");
    given.how = look.how;
    given.scaling = scalingText(look.how);
    given.shown = look.plain;
    given.input = networkInput(look.plain, look.how);
    return given;
}

// By another preset, its size and colours as they are given now: only numbers differ.
PictureWay inAnotherWay(const ModelLook& look, const TrainingMoment& moment, const QString& preset) {
    PictureWay given;
    given.title = presetTitle(preset, *look.weights);
    const PreprocessingPreset* known = findPreset(preset);
    given.how = forChannels(known ? known->value : look.weights->said, moment.image.shape().c);
    given.scaling = scalingText(given.how);
    given.shown = moment.picture;
    given.input = networkInput(moment.picture, given.how);
    return given;
}

std::size_t firstConvolution(const cnn::Network& network) {
    const auto layers = cnn::filterLayers(network);
    return layers.empty() ? std::min<std::size_t>(1, network.size()) : cnn::activatedValue(network, layers.front());
}

} // namespace

std::optional<InputPicture> inputPicture(const TrainingMoment& moment, const InputWish& wish,
                                         const std::stop_token& stop) {
    const ModelLook& look = *moment.model;
    const cnn::Network& network = *moment.network;
    const std::size_t value = wish.layer ? std::min(*wish.layer, network.size() - 1) + 1 : firstConvolution(network);
    InputPicture p;
    p.caption = moment.caption;
    p.notes = look.notes;
    p.layer = value == 0 ? tr("input") : QString::fromStdString(network.name(value - 1));
    p.ramp = valueRamp(network, value) == Ramp::Unsigned ? Ramp::Unsigned : Ramp::Signed;
    const cnn::Shape& s = network.inputShape();
    const auto [row, column] = wish.pixel.value_or(std::pair(s.h / 2, s.w / 2));
    p.row = std::clamp(row, 0, s.h - 1);
    p.column = std::clamp(column, 0, s.w - 1);
    const Task task{moment, look, value, stop};
    const bool isMovedBeside = wish.beside.isEmpty() && look.input.isMoved();
    std::vector<PictureWay> ways;
    if (isMovedBeside) ways.push_back(unmoved(look));
    ways.push_back(asGiven(look, moment));
    if (isMovedBeside) ways.back().title = tr("As it is moved");
    if (!wish.beside.isEmpty()) ways.push_back(inAnotherWay(look, moment, wish.beside));
    for (PictureWay& given : ways) {
        if (stop.stop_requested()) return std::nullopt;
        if (given.input == moment.image) {
            run(task, *traceOf(moment), p, given);
            continue;
        }
        cnn::Trace trace;
        cnn::ThreadPool threads(cnn::usefulThreads(network));
        network.forward(given.input, trace, &threads);
        run(task, trace, p, given);
    }
    return p;
}

QString channelName(const PictureWay& given, int channel) {
    const int channels = given.input.shape().c;
    if (channels != 3) return channels == 1 ? tr("grey") : tr("channel %1").arg(channel + 1);
    const QString names[] = {tr("red"), tr("green"), tr("blue")};
    return names[given.how.order == ChannelOrder::Bgr ? 2 - channel : channel];
}

int byteOf(const PictureWay& given, int channel, int row, int column) {
    const int channels = given.shown.shape().c;
    const int from = given.how.order == ChannelOrder::Bgr ? channels - 1 - channel : channel;
    return static_cast<int>(std::lround(255 * static_cast<double>(given.shown.at(from, row, column))));
}

QStringList comparison(const InputPicture& p) {
    QStringList answers;
    for (const PictureWay& given : p.ways)
        if (!given.scores.empty())
            answers << tr("%1: %2, %3.").arg(given.title, given.scores[0].first, percent(given.scores[0].second));
    const bool isPair = p.ways.size() == 2 && !p.ways[0].scores.empty();
    if (isPair)
        answers << (p.ways[0].scores[0].first == p.ways[1].scores[0].first ? tr("The same answer.")
                                                                           : tr("Another answer."));
    QStringList said{answers.join(' ')};
    if (isPair && p.ways[0].right && p.ways[1].right && p.ways[0].how != p.ways[1].how)
        said << tr("Of %1 test images it tells %2 rightly with the first numbers, %3 with the second.")
                    .arg(p.tested)
                    .arg(percent(*p.ways[0].right), percent(*p.ways[1].right));
    return said;
}

} // namespace ui
