// How a value inside a network came to be: against plain loops in double over the trace, and against the trace itself,
// for layers of every explained kind; what is written is read back from the text and added up again.
#include "core/explain/value_origin.h"
#include "core/layers/partial_conv2d.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/sample_networks.h"
#include "tests/support/written_sum_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cnn::test_value_origin {
namespace {

Network trained(const Network& network) {
    TrainingSettings settings;
    settings.batch = 32;
    settings.learningRate = 0.05;
    Trainer trainer(network, std::make_shared<const DataSplit>(bars(128)), settings);
    for (int i = 0; i < 8; ++i) trainer.step();
    return trainer.network();
}

Tensor pictureOf(int index) {
    const DataSplit split = bars(128);
    const auto at = static_cast<std::size_t>(index);
    Tensor image;
    split.test.gather(std::span(&at, 1), image);
    return image;
}

struct Scene {
    Network net;
    Trace trace;
    explicit Scene(Network network, const Tensor& image) : net(std::move(network)) { net.forward(image, trace); }
    ValueOrigin at(std::size_t layer, const ValuePlace& place) const { return originOf(net, trace, layer, place); }
    ValuePlace anywhere(std::size_t layer, Rng& rng) const {
        const Shape& s = net.outputShape(layer);
        const auto below = [&rng](int count) { return std::min(count - 1, static_cast<int>(rng.uniform(0, count))); };
        return {below(s.c), below(s.h), below(s.w)};
    }
};

double plainValue(const Scene& s, std::size_t layer, const ValuePlace& p) {
    const LayerInfo info = s.net.layer(layer).info();
    const Tensor& in = s.trace.values[layer];
    const auto parameters = s.net.layer(layer).parameters();
    const auto read = [&in](int c, int y, int x) {
        const Shape& shape = in.shape();
        return y < 0 || x < 0 || y >= shape.h || x >= shape.w ? 0.0 : double{in.at(c, y, x)};
    };
    const auto parameter = [&](std::size_t which, int index) {
        return double{parameters[which].value.values()[static_cast<std::size_t>(index)]};
    };
    const double bias = parameters.size() > 1 ? parameter(1, p.c) : 0;
    double sum = 0, largest = -1e30;
    if (info.kind == "dense") {
        for (int i = 0; i < info.inputs; ++i) sum += parameter(0, p.c * info.inputs + i) * read(i, 0, 0);
        return sum + bias;
    }
    if (info.window) {
        const Axis &ay = info.window->y, &ax = info.window->x;
        Tensor full; // (outputs * inputs, rows, columns)
        if (const auto* partial = dynamic_cast<const PartialConv2d*>(&s.net.layer(layer))) full = partial->fullWeight();
        if (info.kind == "conv2d") full = parameters[0].value;
        for (int c = full.empty() ? p.c : 0; c < (full.empty() ? p.c + 1 : info.inputs); ++c)
            for (int ky = 0; ky < ay.kernel; ++ky)
                for (int kx = 0; kx < ax.kernel; ++kx) {
                    const int y = p.y * ay.stride - ay.padBefore + ky * ay.dilation;
                    const int x = p.x * ax.stride - ax.padBefore + kx * ax.dilation;
                    const double weight = !full.empty()              ? double{full.at(p.c * info.inputs + c, ky, kx)}
                                          : info.kind == "subsample" ? parameter(0, p.c)
                                                                     : 1.0;
                    sum += weight * read(c, y, x);
                    if (y >= 0 && x >= 0 && y < in.shape().h && x < in.shape().w)
                        largest = std::max(largest, read(c, y, x));
                }
        if (info.kind == "maxpool2d") return largest;
        return info.kind == "avgpool2d" ? sum / (ay.kernel * ax.kernel) : sum + bias;
    }
    if (info.kind == "flatten") return double{in.values()[static_cast<std::size_t>(p.c)]};
    const int factor = static_cast<int>(info.setting("factor", 1));
    const double one = read(p.c, p.y / factor, p.x / factor);
    if (info.kind == "relu") return std::max(0.0, one);
    if (info.kind == "leakyrelu") return one > 0 ? one : double{info.setting("slope")} * one;
    if (info.kind == "tanh") return std::tanh(one);
    if (info.kind == "scaledtanh") return 1.7159 * std::tanh(2 * one / 3);
    if (info.kind == "sigmoid") return 1 / (1 + std::exp(-one));
    return one;
}

// The terms and the value are those of a plain loop, and the written sum re-adds exactly to it.
void check(const Scene& s, std::size_t layer, const ValuePlace& place) {
    const ValueOrigin origin = s.at(layer, place);
    const double plain = plainValue(s, layer, place);
    SCOPED_TRACE(s.net.name(layer) + ' ' + std::to_string(place.c) + ' ' + std::to_string(place.y) + ' ' +
                 std::to_string(place.x) + ": " + origin.line(20));
    const double close = 2e-5 * std::max(1.0, std::abs(plain));
    EXPECT_NEAR(origin.value, plain, close);
    double sum = origin.bias;
    for (const Term& t : origin.terms) {
        sum += double{t.input} * double{t.weight};
        if (t.srcY >= 0) {
            EXPECT_EQ(t.input, s.trace.values[layer].at(t.c, t.srcY, t.srcX));
        }
    }
    ASSERT_TRUE(origin.writable);
    const ReadSum whole = readSum(origin.line());
    double largest = std::abs(origin.bias);
    for (const Term& t : origin.terms) largest = std::max(largest, std::abs(double{t.input} * double{t.weight}));
    // Correctly rounded: half a unit of the last place of three figures, however many terms there are.
    const double half = 0.501 * std::pow(10.0, -placesFor(std::max(largest, std::abs(plain))));
    EXPECT_NEAR(whole.value(), plain, half);
    if (origin.kind != OriginKind::Sum) return;
    EXPECT_NEAR(sum, plain, 1e-9 * std::max(1.0, std::abs(plain)) + 1e-12);
    EXPECT_EQ(whole.sum(), whole.result);
    EXPECT_EQ(whole.terms.size(), origin.terms.size() + (origin.hasBias ? 1 : 0));
    const ReadSum brief = readSum(origin.line(7));
    EXPECT_EQ(brief.sum(), brief.result);
    EXPECT_EQ(brief.result, whole.result);
    // Whoever multiplies two factors as they are written finds the product that stands beside them.
    const std::size_t alone = origin.perChannel() == 1 ? ValueOrigin::shownAlone : origin.terms.size();
    for (std::size_t i = 0; i < std::min(alone, origin.terms.size()); ++i) {
        const WrittenProduct p = origin.product(i);
        EXPECT_EQ((p.first * p.second).rounded(origin.places), origin.numbers[i]);
        EXPECT_NEAR(p.first.value(), double{origin.terms[i].input},
                    0.006 * std::abs(double{origin.terms[i].input}) + 1e-9);
        EXPECT_NEAR(p.second.value(), double{origin.terms[i].weight},
                    0.006 * std::abs(double{origin.terms[i].weight}) + 1e-9);
    }
    // And the sum is the network's own value, with three figures of the largest product and of the value itself.
    const int figures = placesFor(largest);
    const int least = std::clamp(placesFor(std::abs(plain)), figures, std::min(9, figures + 2));
    EXPECT_EQ(origin.result.rounded(least).text(), Decimal::rounded(sum, least).text());
}

TEST(ValueOrigin, ReAddsExactlyToTheNetworksOwnValueAtTwoHundredRandomPlacesOfTrainedNetworks) {
    const Network networks[] = {lenet5({}, 3), mlp({}, 4), lenet5({ActivationKind::Tanh, PoolingKind::Average}, 5),
                                lenet1998(6)};
    for (const Network& untrained : networks) {
        const Scene s(trained(untrained), pictureOf(17));
        Rng rng(11);
        for (int i = 0; i < 200; ++i) {
            const auto layer = static_cast<std::size_t>(i) % s.net.size();
            check(s, layer, s.anywhere(layer, rng));
        }
    }
}

TEST(ValueOrigin, KnowsEveryKindOfLayerWithStridePaddingAndDilation) {
    const Network net = everyKind(7);
    const Scene s(net, randomImages(net.inputShape(), 1, 8));
    Rng rng(12);
    for (std::size_t layer = 0; layer < net.size(); ++layer)
        if (explained(net.layer(layer)))
            for (int i = 0; i < 30; ++i) check(s, layer, s.anywhere(layer, rng));
}

TEST(ValueOrigin, WritesWhatEachKindOfLayerDoes) {
    Network net(Shape{1, 2, 2, 1});
    net.add("conv", std::make_unique<Conv2d>(1, 1, Window::square(1)));
    net.add("relu", makeLayer({"relu", {}, 0, 0}));
    net.add("mean", makeLayer({"avgpool2d", Window::square(2), 0, 0}));
    net.layer(0).parameters()[0].value.fill(2);
    net.layer(0).parameters()[1].value.fill(-1);
    const float pixels[] = {0.5F, 1, 2, -3};
    const Scene s(net, Tensor({1, 2, 2, 1}, pixels));
    EXPECT_EQ(s.at(0, {0, 1, 1}).line(), "(−6) + (−1) = −7");
    EXPECT_EQ(s.at(1, {0, 1, 1}).line(), "max(0, −7) = 0");
    EXPECT_EQ(s.at(2, {0, 0, 0}).line(), "(0 + 1 + 3 + 0) ÷ 4 = 1");
    EXPECT_EQ(strongest(s.trace.values[2]), (ValuePlace{0, 1, 0}));
    EXPECT_EQ(strongest(s.trace.values[0]), (ValuePlace{0, 1, 0}));
}

TEST(ValueOrigin, WritesWhatALeakyReluDoesOnEitherSideOfZero) {
    Network net(Shape{1, 1, 3, 1});
    net.add("act", makeLayer({"leakyrelu", {}}));
    net.add("steep", makeLayer({"leakyrelu", {}, 0, 0, {{"slope", 0.5F}}}));
    const float pixels[] = {-3, 0.25F, 0};
    const Scene s(net, Tensor({1, 1, 3, 1}, pixels));
    EXPECT_EQ(s.at(0, {0, 0, 0}).line(), "max(0.01 × (−3), −3) ≈ −0.03");
    EXPECT_EQ(s.at(0, {0, 0, 1}).line(), "max(0.01 × 0.25, 0.25) = 0.25");
    EXPECT_EQ(s.at(0, {0, 0, 2}).line(), "max(0.01 × 0, 0) = 0");
    EXPECT_EQ(s.at(1, {0, 0, 0}).line(), "max(0.5 × (−0.03), −0.03) ≈ −0.015");
}

TEST(ValueOrigin, TellsTheWinnerOfAMaximumAndWhereAFlattenedValueStood) {
    const Scene s(lenet5({}, 3), pictureOf(2));
    const ValueOrigin pooled = s.at(2, {3, 4, 5});
    ASSERT_EQ(pooled.terms.size(), 4U);
    const Term& winner = pooled.terms[static_cast<std::size_t>(pooled.winner)];
    EXPECT_EQ(double{winner.input}, pooled.value);
    EXPECT_EQ(winner.c, 3);
    const ValueOrigin flat = s.at(6, {2 * 25 + 3 * 5 + 4, 0, 0});
    EXPECT_EQ(flat.terms[0].c, 2);
    EXPECT_EQ(flat.terms[0].srcY, 3);
    EXPECT_EQ(flat.terms[0].srcX, 4);
}

TEST(ValueOrigin, DoesNotWriteNumbersThatGrewBeyondAllBounds) {
    Network net = lenet5({}, 3);
    net.layer(0).parameters()[0].value.fill(3e30F);
    const Scene s(net, pictureOf(2));
    EXPECT_FALSE(s.at(0, {0, 14, 14}).writable);
    EXPECT_FALSE(s.at(1, {0, 14, 14}).writable);
    EXPECT_EQ(s.at(0, {0, 14, 14}).line(), "too large to be written");
}

TEST(WrittenTotal, IsTheTrueSumRoundedAndEachNumberIsWithinOneUnit) {
    Rng rng(5);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> addends;
        for (int i = 0; i < 300; ++i) addends.push_back(i % 5 == 0 ? 0.0 : rng.uniform(-1, 1) * rng.uniform(0, 1));
        const WrittenTotal written = writeTotal(addends, 3);
        double sum = 0;
        for (std::size_t i = 0; i < addends.size(); ++i) {
            sum += addends[i];
            const double number = written.addends[i].value();
            EXPECT_LT(std::abs(number - addends[i]), 1e-3 + 1e-12);
            EXPECT_GE(number * addends[i], 0);
            if (addends[i] == 0) {
                EXPECT_EQ(written.addends[i], Decimal());
            }
        }
        EXPECT_EQ(written.total, Decimal::rounded(sum, 3));
        EXPECT_EQ(written.sumOf(0, addends.size()), written.total);
    }
    EXPECT_FALSE(writeTotal(std::vector<double>{1, std::nan("")}, 3).writable);
}

} // namespace
} // namespace cnn::test_value_origin
