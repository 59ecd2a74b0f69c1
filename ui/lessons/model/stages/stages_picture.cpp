#include "ui/lessons/model/stages/stages_picture.h"

#include "core/explain/inside.h"
#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/model/look/model_run.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr int mostScores = 5;

bool shows(const cnn::Network& network, std::size_t layer) {
    const cnn::LayerKind& facts = cnn::factsOf(network.layer(layer).info().kind);
    return !facts.onlyShape && !facts.onlyLearning;
}

bool isActivation(const cnn::Network& network, std::size_t layer) {
    return cnn::layerRole(network.layer(layer).info().kind) == cnn::LayerRole::Activation;
}

std::vector<int> readersOf(const cnn::Network& network) {
    std::vector<int> readers(network.size() + 1, 0);
    for (std::size_t i = 0; i < network.size(); ++i)
        for (const std::size_t read : network.reads(i)) ++readers[read];
    return readers;
}

// The layers that have a stage, each with the one whose output is shown there.
struct Shown {
    std::size_t first, last;
};
std::vector<Shown> shownLayers(const cnn::Network& network, bool folded) {
    const auto readers = readersOf(network);
    std::vector<Shown> all;
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (!shows(network, i)) continue;
        Shown one{i, i};
        const bool follows = i + 1 < network.size() && network.reads(i + 1).size() == 1 &&
                             network.reads(i + 1)[0] == i + 1 && readers[i + 1] == 1;
        if (folded && follows && isActivation(network, i + 1) && !isActivation(network, i)) one.last = ++i;
        all.push_back(one);
    }
    return all;
}

// Through layers without a stage, to the value that one has.
std::size_t stagedValue(const cnn::Network& network, std::size_t value) {
    while (value > 0 && !shows(network, value - 1)) value = network.reads(value - 1)[0];
    return value;
}

QString valueTitle(const cnn::Network& network, std::size_t value) {
    return value == 0 ? tr("image") : QString::fromStdString(network.name(value - 1));
}

// What a stage reads where that is not the stage before it alone.
QString readsOf(const cnn::Network& network, std::size_t layer, std::size_t before) {
    QStringList names;
    bool plain = network.reads(layer).size() == 1;
    for (const std::size_t read : network.reads(layer)) {
        const std::size_t value = stagedValue(network, read);
        plain = plain && value == before;
        names << valueTitle(network, value);
    }
    return plain ? QString() : names.join(" + ");
}

// No larger than tiles are, so that painting them takes no time.
QImage tileSized(const QImage& image) {
    constexpr int largest = 128; // pixels
    if (std::max(image.width(), image.height()) <= largest) return image;
    return image.scaled(largest, largest, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

// Values in a row as a block about as wide as high.
QImage blockOf(const cnn::Tensor& values, Ramp ramp, double end) {
    const int count = values.shape().c, columns = static_cast<int>(std::ceil(std::sqrt(count)));
    const int rows = (count + columns - 1) / columns;
    std::vector<float> block(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns), 0);
    std::ranges::copy(values.values(), block.begin());
    QImage image = mapImage(block, rows, columns, ramp, end).convertToFormat(QImage::Format_ARGB32);
    for (int i = count; i < rows * columns; ++i) image.setPixelColor(i % columns, i / columns, Qt::transparent);
    return image;
}

void addMaps(Stage& stage, const cnn::Tensor& values, const StagesPicture& p) {
    const cnn::Shape& s = values.shape();
    stage.isRow = s.h == 1 && s.w == 1;
    stage.maps = s.c;
    const double layerEnd = rampEnd(values.values(), stage.ramp);
    stage.isDead = layerEnd == 0;
    const auto endOf = [&](double own) {
        return p.range == StagesRange::EachMap ? own : p.range == StagesRange::Layer ? layerEnd : p.end;
    };
    if (stage.isRow) {
        stage.shown.push_back({0, blockOf(values, stage.ramp, endOf(layerEnd)), layerEnd});
        return;
    }
    const auto order = mapsByStrength(values, stage.ramp);
    for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), mostShownMaps); ++i) {
        const double own = rampEnd(mapOf(values, order[i]), stage.ramp);
        stage.shown.push_back(
            {order[i], tileSized(mapImage(mapOf(values, order[i]), s.h, s.w, stage.ramp, endOf(own))), own});
    }
}

void addScores(StagesPicture& p, const TrainingMoment& moment, const cnn::Trace& trace) {
    if (!cnn::tellsClasses(*p.network)) return;
    const cnn::Tensor shares = cnn::classShares(*p.network, trace.output());
    p.classes = shares.shape().c;
    std::vector<int> order(static_cast<std::size_t>(p.classes));
    std::iota(order.begin(), order.end(), 0);
    const auto share = [&](int k) { return shares.values()[static_cast<std::size_t>(k)]; };
    std::ranges::stable_sort(order, [&](int a, int b) { return share(a) > share(b); });
    for (const int k : order) {
        if (p.scores.size() == mostScores) break;
        p.scores.emplace_back(moment.classNames.value(k, tr("class %1").arg(k + 1)), static_cast<double>(share(k)));
    }
}

// The largest that any layer has: the same for layers with and without negative values.
double endOfAll(const cnn::Trace& trace) {
    double end = 0;
    for (std::size_t i = 1; i < trace.values.size(); ++i)
        end = std::max(end, rampEnd(trace.values[i].values(), Ramp::Signed));
    return end;
}

} // namespace

QString StagesPicture::rangeWords() const {
    switch (range) {
    case StagesRange::EachMap:
        return tr("colours: each map to its own largest value");
    case StagesRange::Layer:
        return tr("colours: to the largest value in the layer");
    case StagesRange::Network:
        return tr("colours: to the largest value in the network, %1").arg(figures(end));
    }
    return {};
}

int stagesOf(const cnn::Network& network, bool folded) {
    return static_cast<int>(shownLayers(network, folded).size());
}

StagesPicture stagesPicture(const TrainingMoment& moment, const StagesWish& wish) {
    const auto trace = traceOf(moment);
    StagesPicture p;
    p.network = moment.network;
    p.image = moment.shown();
    p.caption = moment.caption;
    const auto all = shownLayers(*moment.network, wish.folded);
    const auto count = static_cast<int>(all.size());
    p.parts = std::max(1, (count + mostStagesAtOnce - 1) / mostStagesAtOnce);
    p.part = std::clamp(wish.part, 0, p.parts - 1);
    p.allStages = count;
    p.folded = wish.folded;
    p.range = wish.range;
    if (moment.model) p.notes = moment.model->notes;
    if (wish.range == StagesRange::Network) p.end = endOfAll(*trace);
    const cnn::Network& network = *p.network;
    std::size_t before = 0;
    for (int i = 0; i < count; ++i) {
        const auto [first, last] = all[static_cast<std::size_t>(i)];
        const std::size_t previous = std::exchange(before, last + 1);
        if (i / mostStagesAtOnce != p.part) continue;
        Stage stage;
        stage.layer = last;
        stage.name = QString::fromStdString(network.name(first));
        stage.size = shapeWords(network.outputShape(last));
        stage.kind = layerWords(network.layer(first).info());
        if (last != first)
            stage.kind = tr("%1 and %2").arg(stage.kind, kindInSentence(network.layer(last).info().kind));
        stage.reads = readsOf(network, first, previous);
        const Ramp ramp = valueRamp(network, last + 1);
        stage.ramp = ramp == Ramp::Grey ? inputRamp(trace->values.front()) : ramp;
        addMaps(stage, trace->values[last + 1], p);
        p.stages.push_back(std::move(stage));
    }
    for (std::size_t i = 0; i < network.size(); ++i) p.leftOut += shows(network, i) ? 0 : 1;
    if (p.part + 1 == p.parts) addScores(p, moment, *trace);
    return p;
}

} // namespace ui
