// Spreads, dead units and gradients are those of plain loops in double.
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/network/models.h"
#include "core/train/layer_stats.h"
#include "tests/support/bar_split.h"
#include "tests/support/expect_error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cnn::test_layer_stats {
namespace {

TEST(LayerStats, SpreadCountsEveryNumberOnce) {
    Rng rng(5);
    std::vector<float> values(1000);
    for (float& v : values) v = static_cast<float>(rng.normal() * 0.3 + 0.05);
    values[17] = 40; // far out
    const Spread s = spreadOf(values, 41);
    double sum = 0, squares = 0;
    for (const float v : values) {
        sum += static_cast<double>(v);
        squares += static_cast<double>(v) * static_cast<double>(v);
    }
    EXPECT_EQ(s.count, 1000U);
    EXPECT_NEAR(s.mean, sum / 1000, 1e-12);
    EXPECT_NEAR(s.size, std::sqrt(squares / 1000), 1e-12);
    EXPECT_EQ(s.largest, 40);
    EXPECT_NEAR(s.end, 4 * s.size, 1e-12);
    for (std::size_t b = 0; b < 41; ++b) {
        const double low = -s.end + 2 * s.end * static_cast<double>(b) / 41, high = low + 2 * s.end / 41;
        std::size_t count = 0;
        for (const float v : values) {
            const double d = static_cast<double>(v);
            if ((d >= low || b == 0) && (d < high || b == 40)) ++count;
        }
        EXPECT_EQ(s.bins[b], count) << "bin " << b;
    }
}

TEST(LayerStats, SpreadOfZerosAndOfNothingStandsInTheMiddle) {
    const std::vector<float> zeros(7, 0.0F);
    const Spread s = spreadOf(zeros, 5);
    EXPECT_EQ(s.end, 0);
    EXPECT_EQ(s.bins, (std::vector<std::size_t>{0, 0, 7, 0, 0}));
    const std::vector<float> none{std::nanf(""), std::numeric_limits<float>::infinity()};
    EXPECT_EQ(spreadOf(none, 3).count, 0U);
}

TEST(LayerStats, AUnitThatAnswersToNoImageIsDead) {
    Network net = lenet5({}, 6);
    const Dataset set = bars(10).test;
    net.layer(0).parameters()[1].value.at(2, 0, 0) = -1000;                                     // a channel of conv1
    for (const int unit : {5, 6, 7}) net.layer(7).parameters()[1].value.at(unit, 0, 0) = -1000; // neurons of dense1
    const auto found = deadUnits(net, set, 100, 2);
    ASSERT_EQ(found.size(), 4U);
    for (const DeadUnits& relu : found) {
        std::vector<double> largest(static_cast<std::size_t>(relu.units), 0);
        for (std::size_t i = 0; i < set.size(); ++i) {
            Tensor in;
            set.gather(std::span(&i, 1), in);
            Trace trace;
            net.forward(in, trace);
            const Tensor& out = trace.values[relu.layer + 1];
            for (int c = 0; c < out.shape().c; ++c)
                for (int y = 0; y < out.shape().h; ++y)
                    for (int x = 0; x < out.shape().w; ++x)
                        largest[static_cast<std::size_t>(c)] =
                            std::max(largest[static_cast<std::size_t>(c)], static_cast<double>(out.at(c, y, x)));
        }
        EXPECT_EQ(relu.dead, std::count(largest.begin(), largest.end(), 0.0)) << net.name(relu.layer);
    }
    EXPECT_EQ(found[0], (DeadUnits{1, 6, found[0].dead}));
    EXPECT_GE(found[0].dead, 1);
    EXPECT_EQ(found[2].units, 120);
    EXPECT_GE(found[2].dead, 3);
    EXPECT_TRUE(deadUnits(lenet5({ActivationKind::Tanh, PoolingKind::Max}, 1), set, 100).empty());
}

TEST(LayerStats, TheGradientIsTheMeanOverTheImages) {
    const Network net = lenet5({}, 6);
    const Dataset set = bars(150).train;
    for (const LossKind loss : {LossKind::SoftmaxCrossEntropy, LossKind::SquaredError}) {
        const NetworkGradients ours = meanGradients(net, set, 70, loss);
        NetworkGradients one = zeroGradients(net);
        std::vector<std::vector<std::vector<double>>> sums;
        for (const Gradients& layer : one) {
            sums.emplace_back();
            for (const Tensor& g : layer) sums.back().emplace_back(g.size(), 0.0);
        }
        std::vector<Tensor> work;
        for (std::size_t i = 0; i < 70; ++i) {
            Tensor in, dOut;
            set.gather(std::span(&i, 1), in);
            Trace trace;
            net.forward(in, trace);
            evaluateLoss(loss, trace.output(), std::span(&set.labels[i], 1), 1, &dOut);
            one = zeroGradients(net);
            net.backward(trace, dOut, one, work);
            for (std::size_t l = 0; l < one.size(); ++l)
                for (std::size_t p = 0; p < one[l].size(); ++p)
                    for (std::size_t k = 0; k < one[l][p].size(); ++k)
                        sums[l][p][k] += static_cast<double>(one[l][p].data()[k]) / 70;
        }
        for (std::size_t l = 0; l < one.size(); ++l)
            for (std::size_t p = 0; p < one[l].size(); ++p)
                for (std::size_t k = 0; k < one[l][p].size(); ++k)
                    ASSERT_NEAR(static_cast<double>(ours[l][p].data()[k]), sums[l][p][k],
                                1e-5 * (1 + std::abs(sums[l][p][k])));
    }
}

TEST(LayerStats, StopWhenTheyAreTold) {
    std::stop_source stop;
    stop.request_stop();
    const Dataset set = bars(10).test;
    expectError([&] { (void)deadUnits(lenet5({}, 1), set, 100, 1, stop.get_token()); }, ErrorCode::Interrupted,
                {"stopped"});
    expectError([&] { (void)meanGradients(lenet5({}, 1), set, 100, LossKind::SoftmaxCrossEntropy, stop.get_token()); },
                ErrorCode::Interrupted, {"stopped"});
}

} // namespace
} // namespace cnn::test_layer_stats
