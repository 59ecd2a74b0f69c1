#include "core/explain/weight_update.h"

#include "core/layers/catalog.h"
#include "core/walk/gradient_walk.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

using Product = WeightUpdate::Product;

double at(const Tensor& t, const ValuePlace& p) {
    return static_cast<double>(t.at(p.c, p.y, p.x));
}

Tensor mapOf(const Tensor& t, int c) {
    const Shape& s = t.shape();
    const std::size_t size = static_cast<std::size_t>(s.h) * static_cast<std::size_t>(s.w);
    return {{1, s.h, s.w, 1}, t.values().subspan(t.offset(c, 0, 0), size)};
}

// A bias was added to every cell of its map.
std::vector<Product> productsOfBias(const Tensor& slopes, int output) {
    std::vector<Product> products;
    for (int y = 0; y < slopes.shape().h; ++y)
        for (int x = 0; x < slopes.shape().w; ++x) {
            Product p;
            p.out = {output, y, x};
            p.slope = at(slopes, p.out);
            p.input = 1;
            products.push_back(p);
        }
    return products;
}

// The output's gradient slides over the input: one place of that walk is one weight.
std::vector<Product> productsOfKernel(const LayerInfo& info, const Tensor& in, const Tensor& slopes, int index) {
    const int columns = info.window->x.kernel, perChannel = info.window->y.kernel * columns;
    const int groups = static_cast<int>(info.setting("groups", 1)), perGroup = info.inputs / groups;
    const int output = index / perChannel / perGroup;
    const int channel = index / perChannel % perGroup + output / (info.outputs / groups) * perGroup;
    WindowTask forward;
    forward.input = in;
    forward.window = *info.window;
    const WindowTask task = weightGradientTask(forward, mapOf(slopes, output), channel).orThrow();
    std::vector<Product> products;
    for (const Term& t : windowStep(task, index % perChannel / columns, index % columns).terms) {
        Product p;
        p.out = {output, t.ky, t.kx};
        p.in = {channel, t.inY, t.inX};
        p.padding = t.padding;
        p.slope = static_cast<double>(t.weight);
        p.input = static_cast<double>(t.input);
        products.push_back(p);
    }
    return products;
}

std::vector<Product> productsOf(const Layer& layer, const Tensor& in, const Tensor& slopes, const WeightPlace& place) {
    const LayerInfo info = layer.info();
    const int index = static_cast<int>(place.index);
    if (place.parameter == 1) return productsOfBias(slopes, index);
    if (info.window) return productsOfKernel(info, in, slopes, index);
    Product p;
    p.out = {index / info.inputs, 0, 0};
    p.in = {index % info.inputs, 0, 0};
    p.slope = at(slopes, p.out);
    p.input = at(in, p.in);
    return {p};
}

void writeGradient(WeightUpdate& update, int extra) {
    std::vector<std::pair<double, double>> factors;
    for (const Product& p : update.products) factors.emplace_back(p.slope, p.input);
    WrittenProducts written = writeProducts(factors, 0, WeightUpdate::shownAlone, extra);
    update.places = written.places;
    update.sum = std::move(written.sum);
    update.sum.writable = update.sum.writable && !update.vanishes();
}

// A rate out of a schedule has no last digit: five figures, more than the change is written with.
Decimal writtenRate(double rate, int extra) {
    return Decimal::rounded(rate, std::clamp(placesFor(rate) + 2 + extra, 0, 9));
}

// Of the direction's sum as it is written: "g = 0.0232 + 0.0005 × 0.0312 ≈ 0.0232".
Decimal writtenDirection(const WeightUpdate& update, const Decimal& weight, const TrainingSettings& settings,
                         int extra) {
    if (settings.optimizer == OptimizerKind::Adam) return Decimal::rounded(update.direction, 3 + extra);
    if (settings.weightDecay == 0) return update.sum.total;
    const Decimal g = update.sum.total + Decimal::rounded(settings.weightDecay, 9) * weight;
    return g.rounded(std::max(update.sum.total.digits(), std::min(9, placesFor(std::abs(g.value())) + extra)));
}

// As many places that the change of the weight is seen with three figures, and more of the numbers it is made of until
// what they make is the network's own new weight with these.
void write(WeightUpdate& update, const TrainingSettings& settings) {
    const double rate = settings.learningRate, change = std::abs(rate * update.direction);
    const int places = change > 0 ? placesFor(change) : 4; // without a change the weight stays as it stands
    for (int extra = 0; extra <= 3; ++extra) {
        writeGradient(update, extra);
        if (!update.sum.writable || !writable(update.weight) || !writable(update.next)) {
            update.written = writeUpdate(update.weight, rate, update.direction, update.next);
            return;
        }
        const Decimal weight = Decimal::rounded(update.weight, std::clamp(places + extra, 4, 9));
        update.written =
            writeUpdate(weight, writtenRate(rate, extra), writtenDirection(update, weight, settings, extra), places);
        if (update.written.next.rounded(places) == Decimal::rounded(update.next, places)) return;
    }
}

} // namespace

bool hasExplainedWeights(const Layer& layer) {
    const LayerKind& facts = factsOf(layer.info().kind);
    return facts.outputs == OutputCount::Chosen &&
           (facts.role == LayerRole::Convolution || facts.role == LayerRole::Dense);
}

WeightUpdate updateOf(const Network& network, const OneStep& step, const WeightPlace& place,
                      const TrainingSettings& settings) {
    const Layer& layer = network.layer(place.layer);
    assert(hasExplainedWeights(layer));
    WeightUpdate update;
    update.products =
        productsOf(layer, step.trace.values[network.reads(place.layer)[0]], step.slopes[place.layer + 1], place);
    std::stable_sort(update.products.begin(), update.products.end(),
                     [](const Product& a, const Product& b) { return std::abs(a.value()) > std::abs(b.value()); });
    for (const Product& p : update.products) update.gradient += p.value();
    update.weight = static_cast<double>(layer.parameters()[place.parameter].value.values()[place.index]);
    const double g = update.gradient + settings.weightDecay * update.weight;
    constexpr double epsilon = 1e-8; // Adam's, as in optimizer.h
    update.direction = settings.optimizer == OptimizerKind::Adam ? g / (std::abs(g) + epsilon) : g;
    update.next = update.weight - settings.learningRate * update.direction;
    write(update, settings);
    return update;
}

WrittenProduct WeightUpdate::product(std::size_t which) const {
    return writeProduct(products[which].slope, products[which].input, places);
}

bool WeightUpdate::vanishes() const {
    const double largest = products.empty() ? 0 : std::abs(products.front().value());
    return largest > 0 && largest < smallestWritten;
}

std::string WeightUpdate::gradientLine(std::size_t most) const {
    if (!sum.writable) return writtenFigures(gradient);
    const std::size_t shown = std::min(most, sum.addends.size());
    std::string all;
    const auto add = [&all](const std::string& text) { all += (all.empty() ? "" : " + ") + text; };
    for (std::size_t i = 0; i < shown; ++i)
        add(sum.addends[i].negative() ? "(" + sum.addends[i].text() + ")" : sum.addends[i].text());
    if (shown < sum.addends.size())
        add("… (" + std::to_string(sum.addends.size() - shown) +
            " more: " + sum.sumOf(shown, sum.addends.size()).text() + ")");
    return all + " = " + sum.total.text();
}

WeightPlace steepestWeight(const OneStep& step, std::size_t layer) {
    const auto gradients = step.gradients[layer][0].values();
    const auto steepest = std::max_element(gradients.begin(), gradients.end(),
                                           [](float a, float b) { return std::abs(a) < std::abs(b); });
    return {layer, 0, static_cast<std::size_t>(steepest - gradients.begin())};
}

} // namespace cnn
