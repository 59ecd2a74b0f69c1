#include "core/explain/value_origin.h"

#include "core/explain/kernel_reads.h"
#include "core/explain/linear_origin.h"
#include "core/explain/part_terms.h"
#include "core/layers/catalog.h"
#include "core/layers/layer_text.h"
#include "core/walk/written_update.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cnn {
namespace {

Tensor channelOf(const Tensor& t, int channel) {
    const Shape& s = t.shape();
    const std::size_t size = s.withImages(1).perImage() / static_cast<std::size_t>(s.c);
    return {{1, s.h, s.w, 1}, t.values().subspan(t.offset(channel, 0, 0), size)};
}

void addBias(const Layer& layer, int output, ValueOrigin& origin) {
    const auto parameters = layer.parameters();
    origin.hasBias = parameters.size() > 1;
    if (origin.hasBias)
        origin.bias = static_cast<double>(parameters[1].value.values()[static_cast<std::size_t>(output)]);
}

WindowTask convolutionOf(const Layer& layer, const Tensor& in, int output, const std::vector<int>& channels,
                         std::size_t before) {
    WindowTask task;
    task.window = *layer.info().window;
    const Shape& s = in.shape();
    const auto count = static_cast<int>(channels.size());
    task.input = Tensor({count, s.h, s.w, 1});
    auto to = task.input.values().begin();
    for (const int c : channels) to = std::ranges::copy(channelOf(in, c).values(), to).out;
    const Shape kernel{count, task.window.y.kernel, task.window.x.kernel, 1};
    const auto weights = layer.parameters()[0].value.values();
    task.kernel = Tensor(kernel);
    if (weights.size() == static_cast<std::size_t>(layer.info().outputs)) // one for all cells of the window
        task.kernel.fill(weights[static_cast<std::size_t>(output)]);
    else
        std::ranges::copy(weights.subspan(before * kernel.count() / channels.size(), kernel.count()),
                          task.kernel.values().begin());
    return task;
}

void fromWindow(const Layer& layer, const Tensor& in, ValueOrigin& origin) {
    const LayerInfo info = layer.info();
    const int map = origin.place.c;
    KernelReads reads{{map}, 0}; // pooling: a channel by itself
    if (layerRole(info.kind) == LayerRole::Convolution) reads = kernelReads(info, map);
    WindowTask task;
    if (layer.parameterCount() > 0) {
        origin.kind = OriginKind::Sum;
        task = convolutionOf(layer, in, map, reads.channels, reads.before);
        addBias(layer, map, origin);
    } else {
        const bool largest = factsOf(info.kind).pooled == Pooled::Largest;
        origin.kind = largest ? OriginKind::Largest : OriginKind::Mean;
        task.operation = largest ? WindowOperation::MaxPool : WindowOperation::AvgPool;
        task.window = *info.window;
        task.input = channelOf(in, map);
    }
    WindowStep step = windowStep(task, origin.place.y, origin.place.x);
    origin.terms = std::move(step.terms);
    origin.winner = step.winner;
    origin.rows = info.window->y.kernel;
    origin.columns = info.window->x.kernel;
    for (Term& t : origin.terms) t.c = reads.channels[static_cast<std::size_t>(t.c)];
}

double product(const Term& t) {
    return static_cast<double>(t.input) * static_cast<double>(t.weight);
}

void fromEverything(const Layer& layer, const Tensor& in, ValueOrigin& origin) {
    origin.kind = OriginKind::Sum;
    const auto weights =
        layer.parameters()[0].value.values().subspan(static_cast<std::size_t>(origin.place.c) * in.size(), in.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
        Term t;
        t.c = static_cast<int>(i);
        t.input = in.values()[i];
        t.weight = weights[i];
        t.srcY = t.srcX = 0;
        origin.terms.push_back(t);
    }
    std::stable_sort(origin.terms.begin(), origin.terms.end(),
                     [](const Term& a, const Term& b) { return std::abs(product(a)) > std::abs(product(b)); });
    addBias(layer, origin.place.c, origin);
}

// Of the one value that it is a copy or a function of.
void fromOne(const Layer& layer, const Tensor& in, ValueOrigin& origin) {
    const LayerKind& facts = factsOf(layer.info().kind);
    origin.kind = facts.copies ? OriginKind::Copy : OriginKind::Function;
    const ValuePlace from = facts.source ? facts.source(layer.info(), in.shape(), origin.place) : origin.place;
    Term t;
    t.c = from.c;
    t.inY = t.srcY = from.y;
    t.inX = t.srcX = from.x;
    t.input = in.at(t.c, t.srcY, t.srcX);
    origin.terms.push_back(t);
}

// Of a join, a norm, a resizing: a list of products; of a single value as it is, a copy.
void fromList(const Network& network, const Trace& trace, std::size_t layer, ValueOrigin& origin) {
    LinearTerms made = linearTerms(network, trace, layer, origin.place);
    origin.bias = made.bias;
    origin.hasBias = made.hasBias;
    origin.terms = std::move(made.terms);
    if (network.reads(layer).size() > 1) origin.from = std::move(made.from);
    origin.kind = OriginKind::Sum;
    if (origin.terms.empty()) { // a cell of padding
        Term t;
        t.padding = true;
        t.input = static_cast<float>(origin.value);
        origin.terms.push_back(t);
        origin.from.clear();
        origin.kind = OriginKind::Copy;
    } else if (origin.terms.size() == 1 && !origin.hasBias && origin.terms[0].weight == 1) {
        origin.kind = OriginKind::Copy;
    }
    origin.hasBias = origin.hasBias && origin.kind == OriginKind::Sum;
    std::vector<std::size_t> order(origin.terms.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return std::abs(product(origin.terms[a])) > std::abs(product(origin.terms[b]));
    });
    const auto terms = origin.terms;
    const auto from = origin.from;
    for (std::size_t i = 0; i < order.size(); ++i) {
        origin.terms[i] = terms[order[i]];
        if (!from.empty()) origin.from[i] = from[order[i]];
    }
}

// Of a part of its map, as global and adaptive pooling divide it.
void fromPart(const Tensor& in, const Shape& out, bool largest, ValueOrigin& origin) {
    origin.kind = largest ? OriginKind::Largest : OriginKind::Mean;
    MapPart part = partOfMap(in, out, origin.place);
    origin.rows = part.rows;
    origin.columns = part.columns;
    origin.terms = std::move(part.terms);
    if (largest) origin.winner = part.largest;
}

// Of all channels at its place, the largest first.
void fromChannels(const Tensor& in, ValueOrigin& origin) {
    origin.kind = OriginKind::Share;
    origin.terms = channelsAt(in, origin.place);
    origin.winner = static_cast<int>(std::ranges::find(origin.terms, origin.place.c, &Term::c) - origin.terms.begin());
}

// ---- as it is written ----------------------------------------------------------------------------------------------

void writeSum(ValueOrigin& origin) {
    std::vector<std::pair<double, double>> factors;
    for (const Term& t : origin.terms)
        factors.emplace_back(static_cast<double>(t.input), static_cast<double>(t.weight));
    const bool dense = origin.perChannel() == 1;
    WrittenProducts written =
        writeProducts(factors, origin.bias, dense ? ValueOrigin::shownAlone : origin.terms.size());
    double largest = std::abs(origin.bias);
    for (const Term& t : origin.terms) largest = std::max(largest, std::abs(product(t)));
    origin.vanishes = largest > 0 && largest < smallestWritten;
    origin.writable = written.sum.writable && !origin.vanishes;
    if (!origin.writable) return;
    origin.writtenBias = written.more;
    origin.numbers = std::move(written.sum.addends);
    origin.sum = origin.result = written.sum.total;
    origin.places = written.places;
}

std::string inside(const Decimal& d) {
    return d.negative() ? "(" + d.text() + ")" : d.text();
}

// A decimal, and as a power of ten what is not 0 and has no three figures in decimals.
std::string written(const Decimal& decimal, double value) {
    return value != 0 && std::abs(value) < smallestWritten ? writtenFigures(value) : decimal.text();
}

constexpr int mostPlaces = 14; // of a mean that fewer would make 0

// On a straight piece where the function's value is 0 or its input, and so as exact as that is written.
bool isPlain(const ValueOrigin& origin) {
    const bool same = origin.value == 0 || origin.value == static_cast<double>(origin.terms.front().input);
    return same && factsOf(origin.layer.kind).curve == Curve::Kinked;
}

// The function with its input in its place.
std::string functionOf(const ValueOrigin& origin, const std::string& input) {
    return filledIn(factsOf(origin.layer.kind).written, [&](std::string_view place) {
        if (place == "x") return input;
        if (place == "(x)") return origin.terms.front().input < 0 ? "(" + input + ")" : input;
        return settingNumber(origin.layer, place).value();
    });
}

// "tanh(0.165) ≈ 0.163": the value as it stands there, and of what it is a function of as many figures as it takes to
// find that value.
std::string functionLine(const ValueOrigin& origin, const std::string& value) {
    const auto input = static_cast<double>(origin.terms.front().input);
    const auto function = factsOf(origin.layer.kind).function;
    const int places = placesFor(std::abs(origin.value));
    std::string of;
    for (int figures = 3; figures <= 9; ++figures) {
        of = writtenFigures(input, figures);
        const double found = function(origin.layer, readBack(of));
        if (written(Decimal::rounded(found, places), found) == value) break;
    }
    return functionOf(origin, of) + " ≈ " + value;
}

constexpr std::size_t sharesInLine = 8;

// "0.3 ÷ (1 + 0.3 + … (8 more: 0.02)) ≈ 0.227", in ln(...) where it is the logarithm.
std::string shareLine(const ValueOrigin& o, std::size_t shown) {
    std::string all;
    for (std::size_t i = 0; i < shown; ++i) all += (i > 0 ? " + " : "") + o.numbers[i].text();
    if (shown < o.numbers.size())
        all += " + … (" + std::to_string(o.numbers.size() - shown) +
               " more: " + o.sumOf(shown, o.numbers.size()).text() + ")";
    const bool log = factsOf(o.layer.kind).made == Made::LogShare;
    const std::string share = o.numbers[static_cast<std::size_t>(o.winner)].text() + " ÷ (" + all + ")";
    return (log ? "ln(" + share + ")" : share) + " ≈ " + written(o.result, o.value);
}

void writeValues(ValueOrigin& origin) {
    double largest = std::abs(origin.value);
    for (const Term& t : origin.terms) {
        origin.writable = origin.writable && writable(static_cast<double>(t.input));
        largest = std::max(largest, std::abs(static_cast<double>(t.input)));
    }
    origin.writable = origin.writable && writable(origin.value);
    if (!origin.writable) return;
    const int places = placesFor(largest);
    for (const Term& t : origin.terms) {
        origin.numbers.push_back(Decimal::rounded(static_cast<double>(t.input), places));
        origin.sum = origin.sum + origin.numbers.back();
    }
    const auto count = static_cast<int>(origin.terms.size());
    if (origin.kind == OriginKind::Largest)
        origin.result = origin.numbers[static_cast<std::size_t>(origin.winner)];
    else if (origin.kind == OriginKind::Mean)
        for (int more = std::min(9, places + 1); more <= mostPlaces; ++more) {
            origin.result = origin.sum.dividedBy(count, more, origin.exact);
            if (!(origin.result == Decimal()) || origin.sum == Decimal()) break;
        }
    else
        origin.result = Decimal::rounded(origin.value, places);
    if (origin.kind != OriginKind::Function || isPlain(origin)) return;
    origin.exact = false;
    origin.result = Decimal::rounded(origin.value, placesFor(std::abs(origin.value)));
}

// The places of what is added up are so many that the one asked for has five figures: then what is written makes the
// share's three. Those that are shown are rounded one by one, so that a smaller score has no larger power; the rest
// makes up the true sum. A power that nine places do not hold is too small to be written.
void writeShare(ValueOrigin& origin) {
    const auto largest = static_cast<double>(origin.terms.front().input);
    std::vector<double> powers;
    for (const Term& t : origin.terms) {
        powers.push_back(std::exp(static_cast<double>(t.input) - largest));
        origin.writable = origin.writable && std::isfinite(powers.back());
    }
    if (!origin.writable) return;
    const int places = placesFor(powers[static_cast<std::size_t>(origin.winner)]) + 2;
    origin.vanishes = places > 9;
    origin.writable = !origin.vanishes;
    if (!origin.writable) return;
    origin.places = std::max(4, places);
    std::vector<Decimal> shown;
    for (std::size_t i = 0; i < std::min(powers.size(), sharesInLine); ++i)
        shown.push_back(Decimal::rounded(powers[i], origin.places));
    WrittenTotal total = writeTotal(powers, origin.places, shown);
    origin.numbers = std::move(total.addends);
    origin.sum = total.total;
    origin.exact = false;
    origin.result = Decimal::rounded(origin.value, placesFor(std::abs(origin.value)));
}

bool isPartOfWindow(const LayerInfo& info) {
    // A mean of fewer cells at the edges is none of the window's.
    return factsOf(info.kind).pooled == Pooled::Mean &&
           (info.setting("ceil") != 0 || info.setting("count_padding", 1) == 0);
}

// How this kind makes its values, or pooling whose windows are not all of one size.
Made madeOf(const LayerInfo& info) {
    return isPartOfWindow(info) ? Made::Linear : factsOf(info.kind).made;
}

void take(const Network& network, const Trace& trace, std::size_t layer, ValueOrigin& origin) {
    const Layer& made = network.layer(layer);
    const Tensor& in = trace.values[origin.read];
    switch (madeOf(origin.layer)) {
    case Made::ByRole:
        break;
    case Made::LargestOfPart:
    case Made::MeanOfPart:
        return fromPart(in, network.outputShape(layer), madeOf(origin.layer) == Made::LargestOfPart, origin);
    case Made::Share:
    case Made::LogShare:
        return fromChannels(in, origin);
    default:
        return fromList(network, trace, layer, origin);
    }
    if (origin.layer.window) return fromWindow(made, in, origin);
    if (layerRole(origin.layer.kind) == LayerRole::Dense) return fromEverything(made, in, origin);
    fromOne(made, in, origin);
}

} // namespace

WrittenProduct ValueOrigin::product(std::size_t term) const {
    return writeProduct(static_cast<double>(terms[term].input), static_cast<double>(terms[term].weight), places);
}

Decimal ValueOrigin::sumOf(std::size_t first, std::size_t last) const {
    Decimal all;
    for (std::size_t i = first; i < last; ++i) all = all + numbers[i];
    return all;
}

std::string ValueOrigin::line(std::size_t most) const {
    if (!writable) return vanishes ? "too small to be written" : "too large to be written";
    const std::size_t shown = std::min(most, numbers.size());
    const bool added = kind == OriginKind::Sum || kind == OriginKind::Mean; // as it stands, whatever the value is
    const std::string end = (exact ? " = " : " ≈ ") + (added ? result.text() : written(result, value));
    if (kind == OriginKind::Function)
        return isPlain(*this) ? functionOf(*this, written(numbers[0], static_cast<double>(terms[0].input))) + end
                              : functionLine(*this, written(result, value));
    if (kind == OriginKind::Copy) return written(numbers[0], value);
    if (kind == OriginKind::Share) return shareLine(*this, std::min({most, numbers.size(), sharesInLine}));
    std::string all;
    const auto add = [&all](const char* between, const std::string& text) {
        all += (all.empty() ? "" : between) + text;
    };
    if (kind == OriginKind::Largest) {
        for (std::size_t i = 0; i < numbers.size(); ++i)
            add(", ", terms[i].padding ? "–" : written(numbers[i], static_cast<double>(terms[i].input)));
        return "max(" + all + ")" + end;
    }
    for (std::size_t i = 0; i < shown; ++i) add(" + ", inside(numbers[i]));
    if (shown < numbers.size())
        add(" + ",
            "… (" + std::to_string(numbers.size() - shown) + " more: " + sumOf(shown, numbers.size()).text() + ")");
    if (kind == OriginKind::Mean) return "(" + all + ") ÷ " + std::to_string(numbers.size()) + end;
    if (hasBias) add(" + ", inside(writtenBias));
    return all + end;
}

bool explained(const Layer& layer) {
    const LayerInfo info = layer.info();
    const LayerKind& facts = factsOf(info.kind);
    return madeOf(info) != Made::ByRole || facts.copies || facts.function || facts.role == LayerRole::Convolution ||
           facts.role == LayerRole::Pooling || facts.role == LayerRole::Dense;
}

ValueOrigin originOf(const Network& network, const Trace& trace, std::size_t layer, const ValuePlace& place) {
    const Layer& made = network.layer(layer);
    assert(explained(made) && trace.values[network.reads(layer)[0]].shape().n == 1);
    ValueOrigin origin;
    origin.layer = made.info();
    origin.place = place;
    origin.read = network.reads(layer)[0];
    origin.value = static_cast<double>(trace.values[layer + 1].at(place.c, place.y, place.x));
    take(network, trace, layer, origin);
    if (origin.kind == OriginKind::Sum)
        writeSum(origin);
    else if (origin.kind == OriginKind::Share)
        writeShare(origin);
    else
        writeValues(origin);
    return origin;
}

ValuePlace strongest(const Tensor& values) {
    const Shape& s = values.shape();
    const auto all = values.values();
    const auto at = static_cast<int>(std::max_element(all.begin(), all.end()) - all.begin());
    return {at / (s.h * s.w), at / s.w % s.h, at % s.w};
}

} // namespace cnn
