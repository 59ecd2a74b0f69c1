// Every kind of layer in the catalogue, and joins of several values, can be taken apart: the terms are values of the
// trace, they make the network's own value, and what is written re-adds exactly.
#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/linear_origin.h"
#include "core/explain/occlusion.h"
#include "core/explain/value_origin.h"
#include "core/layers/losses.h"
#include "tests/support/layer_samples.h"
#include "tests/support/sample_networks.h"
#include "tests/support/written_sum_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cnn::test_every_origin {
namespace {

// What the terms make of each other, computed plainly.
double madeOfTerms(const ValueOrigin& o) {
    double sum = o.bias, largest = -1e30, powers = 0;
    for (const Term& t : o.terms) {
        const double x = double{t.input};
        sum += o.kind == OriginKind::Mean ? x : x * double{t.weight};
        if (!t.padding) largest = std::max(largest, x);
        powers += std::exp(x);
    }
    switch (o.kind) {
    case OriginKind::Sum:
        return sum;
    case OriginKind::Mean:
        return sum / static_cast<double>(o.terms.size());
    case OriginKind::Largest:
        return largest;
    case OriginKind::Copy:
        return double{o.terms[0].input};
    case OriginKind::Function:
        return factsOf(o.layer.kind).function(o.layer, double{o.terms[0].input});
    case OriginKind::Share: {
        const double share = std::exp(double{o.terms[static_cast<std::size_t>(o.winner)].input}) / powers;
        return factsOf(o.layer.kind).made == Made::LogShare ? std::log(share) : share;
    }
    }
    return NAN;
}

void checkWriting(const ValueOrigin& o) {
    ASSERT_TRUE(o.writable);
    const std::string line = o.line();
    if (o.kind == OriginKind::Sum) {
        const ReadSum read = readSum(line);
        EXPECT_EQ(read.sum(), read.result) << line;
        const double unit = std::pow(10.0, -o.places);
        // Each product that stands alone is what its written factors make, half a unit beside the truth at most.
        const double units = 0.5 * static_cast<double>(o.terms.size() + 1) + 0.51;
        EXPECT_NEAR(read.value(), o.value, units * unit + 2e-5 * std::max(1.0, std::abs(o.value))) << line;
        const ReadSum brief = readSum(o.line(3));
        EXPECT_EQ(brief.sum(), brief.result) << o.line(3);
    }
    if (o.kind != OriginKind::Share) return;
    Decimal all;
    for (const Decimal& d : o.numbers) all = all + d;
    EXPECT_EQ(all, o.sum);
    const double share = o.numbers[static_cast<std::size_t>(o.winner)].value() / o.sum.value();
    const double value = factsOf(o.layer.kind).made == Made::LogShare ? std::log(share) : share;
    EXPECT_NEAR(value, o.value, 0.012 * std::max(1.0, std::abs(o.value))) << line;
}

void checkPlace(const Network& net, const Trace& trace, std::size_t layer, const ValuePlace& place) {
    const ValueOrigin o = originOf(net, trace, layer, place);
    SCOPED_TRACE(net.name(layer) + " " + std::to_string(place.c) + " " + std::to_string(place.y) + " " +
                 std::to_string(place.x) + ": " + o.line(12));
    ASSERT_FALSE(o.terms.empty());
    EXPECT_EQ(o.perChannel() * o.channels(), o.terms.size());
    for (std::size_t i = 0; i < o.terms.size(); ++i) {
        const Term& t = o.terms[i];
        if (t.srcY < 0) continue; // padding
        const bool flat = layerRole(o.layer.kind) == LayerRole::Dense;
        const Tensor& from = trace.values[o.readOf(i)];
        EXPECT_EQ(t.input, flat ? from.values()[static_cast<std::size_t>(t.c)] : from.at(t.c, t.srcY, t.srcX));
    }
    EXPECT_NEAR(madeOfTerms(o), o.value, 2e-5 * std::max(1.0, std::abs(o.value)));
    checkWriting(o);
}

void checkAll(const Network& net, std::size_t layer, std::uint64_t seed) {
    Trace trace;
    Tensor in = randomImages(net.inputShape(), 1, seed);
    net.forward(in, trace);
    ASSERT_TRUE(explained(net.layer(layer))) << net.layer(layer).info().kind;
    const Shape& s = net.outputShape(layer);
    Rng rng(seed + 1);
    const auto below = [&rng](int count) { return std::min(count - 1, static_cast<int>(rng.uniform(0, count))); };
    for (int i = 0; i < 25; ++i) checkPlace(net, trace, layer, {below(s.c), below(s.h), below(s.w)});
}

TEST(EveryOrigin, IsKnownForEveryKindOfLayerInTheCatalogue) {
    std::uint64_t seed = 1;
    for (const LayerKind& kind : layerKinds())
        for (const LayerSample& sample : samplesOf(kind.kind)) {
            Network net(sample.in.withImages(1));
            net.add(kind.kind, makeLayer(sample.info));
            fillParameters(net, ++seed);
            checkAll(net, 0, seed);
        }
}

// A small network whose two branches meet in `join`; the second has one value a channel where `repeated`.
Network joined(const std::string& join, bool repeated, int readers) {
    Network net(Shape{2, 5, 4, 1});
    net.add("first", std::make_unique<Conv2d>(2, 3, Window::square(3, 1, 1)));
    net.add("second", std::make_unique<Conv2d>(2, 3, Window::square(1)), {0});
    if (repeated) net.add("pool", makeLayer({"globalavgpool", {}}));
    net.add("sigmoid", makeLayer({"sigmoid", {}})); // never 0: it is divided by
    std::vector<std::size_t> reads{1, net.size()};
    if (readers == 3) reads.push_back(1);
    net.add("join", makeLayer({join, {}}), reads);
    fillParameters(net, 9);
    return net;
}

TEST(EveryOrigin, TellsWhichOfTheValuesThatMeetEachTermIsOf) {
    for (const char* join : {"add", "sub", "mul", "div"})
        for (const bool repeated : {false, true})
            for (const int readers : {2, 3}) {
                const Network net = joined(join, repeated, readers);
                checkAll(net, net.size() - 1, 3);
            }
    const Network net = joined("concat", false, 3);
    checkAll(net, net.size() - 1, 3);
    Trace trace;
    net.forward(randomImages(net.inputShape(), 1, 4), trace);
    const ValueOrigin o = originOf(net, trace, net.size() - 1, {4, 2, 1}); // channel 1 of the second
    EXPECT_EQ(o.kind, OriginKind::Copy);
    EXPECT_EQ(o.readOf(0), net.reads(net.size() - 1)[1]);
    EXPECT_EQ(o.terms[0].c, 1);
}

TEST(EveryOrigin, WritesASumOfBranchesANormAndASoftmax) {
    Network net(Shape{2, 1, 1, 1});
    net.add("half", makeLayer({"affine", {}, 2, 2}));
    net.layer(0).parameters()[0].value.fill(0.5F);
    net.layer(0).parameters()[1].value.fill(1);
    net.add("add", makeLayer({"add", {}}), {1, 0});
    net.add("softmax", makeLayer({"softmax", {}}));
    const float pixels[] = {2, -4};
    Trace trace;
    net.forward(Tensor({2, 1, 1, 1}, pixels), trace);
    EXPECT_EQ(originOf(net, trace, 0, {1, 0, 0}).line(), "(−2) + 1 = −1");
    EXPECT_EQ(originOf(net, trace, 1, {0, 0, 0}).line(), "2 + 2 = 4");
    EXPECT_EQ(originOf(net, trace, 1, {1, 0, 0}).line(), "(−4) + (−1) = −5");
    EXPECT_EQ(originOf(net, trace, 2, {0, 0, 0}).line(), "1 ÷ (1 + 0.0001) ≈ 1");
    EXPECT_EQ(originOf(net, trace, 2, {1, 0, 0}).line(), "0.00012341 ÷ (1 + 0.00012341) ≈ 0.000123");
}

TEST(EveryOrigin, SaysOfACellOfPaddingThatItIsAConstant) {
    Network net(Shape{1, 2, 2, 1});
    net.add("pad", makeLayer({"pad2d", {}, 0, 0, {{"top", 1}, {"value", 3}}}));
    Trace trace;
    net.forward(randomImages(net.inputShape(), 1, 5), trace);
    const ValueOrigin o = originOf(net, trace, 0, {0, 0, 1});
    EXPECT_EQ(o.kind, OriginKind::Copy);
    EXPECT_TRUE(o.terms[0].padding);
    EXPECT_LT(o.terms[0].srcY, 0);
    EXPECT_EQ(o.line(), "3");
}

TEST(EveryOrigin, OfAMeanOverTheEdgeCountsOnlyTheCellsThatThereAre) {
    Network net(Shape{1, 3, 3, 1});
    net.add("pool", makeLayer({"avgpool2d", Window::square(2, 2), 0, 0, {{"ceil", 1}, {"count_padding", 0}}}));
    const float pixels[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    Trace trace;
    net.forward(Tensor({1, 3, 3, 1}, pixels), trace);
    EXPECT_EQ(originOf(net, trace, 0, {0, 1, 1}).line(), "9");
    EXPECT_EQ(originOf(net, trace, 0, {0, 0, 1}).line(), "3 + 1.5 = 4.5");
}

// ---- gradients alone -----------------------------------------------------------------------------------------------

TEST(GradientsAlone, AreTheSameBitsWithAndWithoutThoseOfTheWeights) {
    int kinds = 0;
    for (const LayerKind& kind : layerKinds())
        for (const LayerSample& sample : samplesOf(kind.kind)) {
            const auto layer = makeLayer(sample.info);
            if (!layer->rules().mayLeaveGradients) continue;
            ++kinds;
            Rng rng(3);
            for (Parameter& p : layer->parameters()) fillParameter(p, rng);
            const Tensor in = randomImages(sample.in, sample.in.n, 4);
            LayerCache cache, other;
            Tensor out, with, without;
            layer->forward(in, out, cache);
            const Tensor dOut = randomImages(out.shape(), out.shape().n, 5);
            Gradients all = zeroGradients(*layer), none;
            layer->backward(in, out, dOut, cache, &with, all);
            layer->forward(in, out, other);
            layer->backward(in, out, dOut, other, &without, none);
            EXPECT_EQ(with, without) << kind.kind;
        }
    EXPECT_GT(kinds, 5);
}

// ---- networks that end with softmax --------------------------------------------------------------------------------

Network ending(const char* kind) {
    Network net = lenet5({}, 3);
    if (kind) net.add("end", makeLayer({kind, {}}));
    return net;
}

TEST(ScoresOfANetwork, AreWhatASoftmaxAtItsEndReads) {
    const Network plain = ending(nullptr);
    const Tensor image = randomImages(plain.inputShape(), 1, 6);
    Trace trace;
    plain.forward(image, trace);
    const Tensor shares = classShares(plain, trace.output());
    EXPECT_EQ(shares, softmax(trace.output()));
    const Tensor looks = saliency(plain, trace, 4);
    for (const char* kind : {"softmax", "logsoftmax"}) {
        const Network net = ending(kind);
        Trace other;
        net.forward(image, other);
        EXPECT_EQ(scoreValue(net), net.size() - 1);
        EXPECT_EQ(saliency(net, other, 4), looks);
        const Tensor said = classShares(net, other.output());
        for (std::size_t i = 0; i < said.size(); ++i) EXPECT_NEAR(said.values()[i], shares.values()[i], 1e-5F);
        const auto a = occlusionMap(plain, image, 4, {14, 7, 0.5F}), b = occlusionMap(net, image, 4, {14, 7, 0.5F});
        ASSERT_TRUE(a && b);
        for (std::size_t i = 0; i < a->probability.size(); ++i)
            EXPECT_NEAR(a->probability.values()[i], b->probability.values()[i], 1e-5F);
    }
    const Network single = ending("sigmoid");
    Trace other;
    single.forward(image, other);
    EXPECT_EQ(classShares(single, other.output()), other.output());
    EXPECT_EQ(scoreValue(single), single.size() - 1);
}

// ---- one unit ------------------------------------------------------------------------------------------------------

TEST(UnitGradient, OfAConvolutionIsTheSizeOfItsWeightsAndLiesInItsField) {
    Network net(Shape{2, 6, 6, 1});
    net.add("conv", std::make_unique<Conv2d>(2, 2, Window::square(3)));
    fillParameters(net, 8);
    Trace trace;
    net.forward(randomImages(net.inputShape(), 1, 9), trace);
    const Tensor field = unitGradient(net, trace, 1, {1, 2, 0});
    const Tensor& weight = net.layer(0).parameters()[0].value;
    double all = 0;
    const auto size = [&](int ky, int kx) {
        double sum = 0;
        for (int c = 0; c < 2; ++c)
            sum += std::abs(double{weight.values()[static_cast<std::size_t>((2 + c) * 9 + ky * 3 + kx)]});
        return sum;
    };
    for (int i = 0; i < 9; ++i) all += size(i / 3, i % 3);
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 6; ++x) {
            const bool inside = y >= 2 && y <= 4 && x <= 2;
            EXPECT_NEAR(double{field.at(0, y, x)}, inside ? size(y - 2, x) / all : 0, 1e-6);
        }
}

// ---- occlusion -----------------------------------------------------------------------------------------------------

TEST(Occlusion, SaysHowFarItIsAndCoversWithAColourOfTheNetworksOwn) {
    const Network net = lenet5({}, 3);
    const Tensor image = randomImages(net.inputShape(), 1, 6);
    std::vector<double> done;
    const auto map = occlusionMap(net, image, 2, {7, 2, 0.25F}, {}, [&](double share) { done.push_back(share); });
    ASSERT_TRUE(map);
    ASSERT_FALSE(done.empty());
    EXPECT_TRUE(std::ranges::is_sorted(done));
    EXPECT_EQ(done.back(), 1);
    const auto named = occlusionMap(net, image, 2, {7, 2, 9, {0.25F}});
    ASSERT_TRUE(named);
    EXPECT_EQ(map->probability, named->probability);
    Tensor three = randomImages({3, 4, 4, 1}, 1, 1);
    cover(three, 0, 1, 1, {2, 2, 9, {1, 2, 3}});
    for (int c = 0; c < 3; ++c) EXPECT_EQ(three.at(c, 2, 3), static_cast<float>(c + 1));
}

} // namespace
} // namespace cnn::test_every_origin
