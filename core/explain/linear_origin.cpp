#include "core/explain/linear_origin.h"

#include "core/layers/catalog.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

// A cell of a value that may be repeated along some axes, as joins repeat it.
ValuePlace cellOf(const Shape& s, const ValuePlace& p) {
    return {s.c == 1 ? 0 : p.c, s.h == 1 ? 0 : p.y, s.w == 1 ? 0 : p.x};
}

Term termAt(const Tensor& values, const ValuePlace& p, double weight) {
    Term t;
    t.c = p.c;
    t.inY = t.srcY = p.y;
    t.inX = t.srcX = p.x;
    t.input = values.at(p.c, p.y, p.x);
    t.weight = static_cast<float>(weight);
    return t;
}

struct LayerAtWork {
    const Network& network;
    const Trace& trace;
    std::size_t layer;
    const ValuePlace& place;

    const Layer& it() const { return network.layer(layer); }
    std::span<const std::size_t> reads() const { return network.reads(layer); }
    const Tensor& in(std::size_t k = 0) const { return trace.values[reads()[k]]; }
    double inAtPlace(std::size_t k = 0) const {
        const ValuePlace p = cellOf(in(k).shape(), place);
        return static_cast<double>(in(k).at(p.c, p.y, p.x));
    }
    void add(LinearTerms& to, std::size_t k, const ValuePlace& p, double weight) const {
        to.terms.push_back(termAt(in(k), p, weight));
        to.from.push_back(reads()[k]);
    }
};

// The slopes of the value at `place` in all that the layer reads.
std::vector<Tensor> slopes(const LayerAtWork& at) {
    std::vector<const Tensor*> in;
    std::vector<Tensor> dIn(at.reads().size());
    std::vector<Tensor*> to;
    for (std::size_t k = 0; k < dIn.size(); ++k) {
        in.push_back(&at.in(k));
        to.push_back(&dIn[k]);
    }
    LayerCache cache;
    Tensor out;
    at.it().join(in, out, cache);
    Tensor one(out.shape());
    one.at(at.place.c, at.place.y, at.place.x) = 1;
    Gradients unused = zeroGradients(at.it());
    at.it().unjoin(in, out, one, cache, to, unused);
    return dIn;
}

// What the layer makes of nothing.
double constantOf(const LayerAtWork& at) {
    std::vector<Tensor> zeros;
    std::vector<const Tensor*> in;
    for (std::size_t k = 0; k < at.reads().size(); ++k) zeros.emplace_back(at.in(k).shape());
    for (const Tensor& t : zeros) in.push_back(&t);
    LayerCache cache;
    Tensor out;
    at.it().join(in, out, cache);
    return static_cast<double>(out.at(at.place.c, at.place.y, at.place.x));
}

LinearTerms byGradient(const LayerAtWork& at) {
    LinearTerms made;
    const std::vector<Tensor> all = slopes(at);
    for (std::size_t k = 0; k < all.size(); ++k) {
        const Shape& s = all[k].shape();
        for (int c = 0; c < s.c; ++c)
            for (int y = 0; y < s.h; ++y)
                for (int x = 0; x < s.w; ++x)
                    if (const float slope = all[k].at(c, y, x); slope != 0)
                        at.add(made, k, {c, y, x}, static_cast<double>(slope));
    }
    made.bias = constantOf(at);
    made.hasBias = made.bias != 0;
    const bool sameShape = at.reads().size() == 1 && at.in().shape() == at.network.outputShape(at.layer);
    if (made.terms.empty() && sameShape && factsOf(at.it().info().kind).made == Made::OneByOne)
        at.add(made, 0, at.place, 0); // its number is 0
    return made;
}

// x times what the others of its product make.
LinearTerms product(const LayerAtWork& at, bool quotient) {
    LinearTerms made;
    double rest = 1;
    for (std::size_t k = 1; k < at.reads().size(); ++k)
        rest = quotient ? rest / at.inAtPlace(k) : rest * at.inAtPlace(k);
    at.add(made, 0, cellOf(at.in().shape(), at.place), rest);
    return made;
}

// (x - mean) / deviation of its own map, times a weight, and a bias.
LinearTerms ofItsMap(const LayerAtWork& at) {
    const Shape& s = at.in().shape();
    const auto parameters = at.it().parameters();
    const auto count = static_cast<std::size_t>(s.h) * static_cast<std::size_t>(s.w);
    const auto map = at.in().values().subspan(at.in().offset(at.place.c, 0, 0), count);
    double mean = 0, variance = 0;
    for (const float v : map) mean += static_cast<double>(v) / static_cast<double>(count);
    for (const float v : map) variance += std::pow(static_cast<double>(v) - mean, 2) / static_cast<double>(count);
    const auto number = [&](std::size_t which) {
        return static_cast<double>(parameters[which].value.values()[static_cast<std::size_t>(at.place.c)]);
    };
    const double eps = static_cast<double>(at.it().info().setting("eps"));
    LinearTerms made;
    const double weight = number(0) / std::sqrt(variance + eps);
    at.add(made, 0, at.place, weight);
    made.bias = number(1) - weight * mean;
    made.hasBias = true;
    return made;
}

// Itself, times a number that follows from its neighbours.
LinearTerms scaled(const LayerAtWork& at) {
    LinearTerms made;
    const double x = at.inAtPlace();
    const auto out = static_cast<double>(at.trace.values[at.layer + 1].at(at.place.c, at.place.y, at.place.x));
    at.add(made, 0, at.place, x == 0 ? 1 : out / x);
    return made;
}

} // namespace

LinearTerms linearTerms(const Network& network, const Trace& trace, std::size_t layer, const ValuePlace& place) {
    const LayerAtWork at{network, trace, layer, place};
    switch (factsOf(network.layer(layer).info().kind).made) {
    case Made::Product:
        return product(at, false);
    case Made::Quotient:
        return product(at, true);
    case Made::OfItsMap:
        return ofItsMap(at);
    case Made::Scaled:
        return scaled(at);
    default:
        return byGradient(at);
    }
}

} // namespace cnn
