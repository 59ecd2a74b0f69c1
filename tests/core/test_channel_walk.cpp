// Several input and output channels: the lecture's numbers, the fast layer's numbers, and sums that re-add.
#include "core/base/rng.h"
#include "core/layers/conv2d.h"
#include "core/walk/channel_walk.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

namespace test_channel_walk {

using namespace cnn;

namespace {

Tensor counting(const Shape& shape, float first) {
    Tensor t(shape);
    for (std::size_t i = 0; i < t.size(); ++i) t.values()[i] = first + static_cast<float>(i);
    return t;
}

Tensor random(const Shape& shape, Rng& rng) {
    Tensor t(shape);
    for (float& v : t.values()) v = static_cast<float>(static_cast<int>(rng.below(2001)) - 1000) / 100.0F;
    return t;
}

// Channels 0..8 and 1..9 with slices 0..3 and 1..4.
ChannelTask twoChannels() {
    ChannelTask task;
    task.input = Tensor({2, 3, 3, 1}, std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    task.kernels = {Tensor({2, 2, 2, 1}, std::vector<float>{0, 1, 2, 3, 1, 2, 3, 4})};
    task.biases = {0};
    task.window = Window::square(2);
    return task;
}

} // namespace

TEST(ChannelWalk, AddsTheChannelsOfTheLecture) {
    const auto walk = ChannelWalk::make(twoChannels());
    ASSERT_TRUE(walk);
    EXPECT_EQ(walk->output(), Tensor({1, 2, 2, 1}, std::vector<float>{56, 72, 104, 120}));
    const WindowTask task = walk->task().of(0);
    const ChannelSums sums = writeChannels(task, walk->map(0).at(0), 8);
    ASSERT_EQ(sums.channels.size(), 2U);
    EXPECT_EQ(sums.channels[0].line(), "0×0 + 1×1 + 3×2 + 4×3 = 19");
    EXPECT_EQ(sums.channels[0].productLine(), "0 + 1 + 6 + 12 = 19");
    EXPECT_EQ(sums.channels[1].line(), "1×1 + 2×2 + 4×3 + 5×4 = 37");
    EXPECT_EQ(sums.totalLine(), "19 + 37 + 0 = 56");
}

TEST(ChannelWalk, WritesTheBiasOnlyWhenAllProductsAreThere) {
    ChannelTask task = twoChannels();
    task.biases = {-5};
    const auto walk = ChannelWalk::make(task);
    ASSERT_TRUE(walk);
    const WindowStep step = walk->map(0).at(0);
    EXPECT_EQ(writeChannels(task.of(0), step, 4).totalLine(), "19 = 19");
    EXPECT_EQ(writeChannels(task.of(0), step, 6).totalLine(), "19 + 5 = 24");
    EXPECT_FALSE(writeChannels(task.of(0), step, 6).channels[1].complete);
    EXPECT_EQ(writeChannels(task.of(0), step, 8).totalLine(), "19 + 37 + (−5) = 51");
}

TEST(ChannelWalk, IsTheMatrixProductWhenTheKernelIsOneByOne) {
    Rng rng(3);
    ChannelTask task;
    task.input = random({3, 3, 3, 1}, rng);
    task.kernels = {random({3, 1, 1, 1}, rng), random({3, 1, 1, 1}, rng)};
    task.biases = {0.5F, -2};
    ASSERT_TRUE(task.isMatrixProduct());
    const auto walk = ChannelWalk::make(task);
    ASSERT_TRUE(walk);
    for (int o = 0; o < 2; ++o)
        for (int pixel = 0; pixel < 9; ++pixel) {
            double sum = static_cast<double>(task.biases[static_cast<std::size_t>(o)]);
            for (int c = 0; c < 3; ++c)
                sum += static_cast<double>(task.kernels[static_cast<std::size_t>(o)].at(c, 0, 0)) *
                       static_cast<double>(task.input.at(c, pixel / 3, pixel % 3));
            EXPECT_FLOAT_EQ(walk->output().at(o, pixel / 3, pixel % 3), static_cast<float>(sum));
        }
    task.window.x.stride = 2;
    EXPECT_FALSE(task.isMatrixProduct());
}

TEST(ChannelWalk, AgreesWithTheFastLayer) {
    Rng rng(11);
    for (int round = 0; round < 20; ++round) {
        const int channels = 1 + static_cast<int>(rng.below(4)), maps = 1 + static_cast<int>(rng.below(4));
        ChannelTask task;
        task.window = Window::square(1 + static_cast<int>(rng.below(3)), 1 + static_cast<int>(rng.below(2)),
                                     static_cast<int>(rng.below(2)));
        const int k = task.window.y.kernel;
        task.input = random({channels, 6, 5, 1}, rng);
        for (int o = 0; o < maps; ++o) {
            task.kernels.push_back(random({channels, k, k, 1}, rng));
            task.biases.push_back(static_cast<float>(o) - 1.5F);
        }
        const auto walk = ChannelWalk::make(task);
        ASSERT_TRUE(walk);
        EXPECT_EQ(walk->output().shape().c, maps);
        EXPECT_EQ(task.parameters(), maps * channels * k * k + maps);
        Conv2d layer(channels, maps, task.window);
        auto weight = layer.parameters()[0].value.values().begin();
        for (const Tensor& kernel : task.kernels)
            weight = std::copy(kernel.values().begin(), kernel.values().end(), weight);
        std::copy(task.biases.begin(), task.biases.end(), layer.parameters()[1].value.values().begin());
        Tensor out;
        LayerCache cache;
        layer.forward(task.input, out, cache);
        ASSERT_EQ(out.shape(), walk->output().shape());
        EXPECT_LT((out.array() - walk->output().array()).abs().maxCoeff(), 1e-3F);
    }
}

// Each output channel reads the input channels of its own group, as the layer that is held to PyTorch has it.
TEST(ChannelWalk, AgreesWithTheFastLayerInGroups) {
    Rng rng(12);
    for (const auto& [channels, maps, groups] : {std::array{4, 4, 4}, {4, 2, 2}, {3, 3, 3}, {4, 4, 2}, {2, 4, 2}}) {
        ChannelTask task;
        task.groups = groups;
        task.window = Window::square(2, 1, 1);
        task.input = random({channels, 4, 5, 1}, rng);
        for (int o = 0; o < maps; ++o) {
            task.kernels.push_back(random({channels / groups, 2, 2, 1}, rng));
            task.biases.push_back(static_cast<float>(o) - 1.5F);
        }
        const auto walk = ChannelWalk::make(task);
        ASSERT_TRUE(walk);
        EXPECT_EQ(task.parameters(), maps * (channels / groups * 4 + 1));
        EXPECT_EQ(walk->termsPerCell(), channels / groups * 4);
        Conv2d layer(channels, maps, task.window, true, groups);
        auto weight = layer.parameters()[0].value.values().begin();
        for (const Tensor& kernel : task.kernels)
            weight = std::copy(kernel.values().begin(), kernel.values().end(), weight);
        std::copy(task.biases.begin(), task.biases.end(), layer.parameters()[1].value.values().begin());
        Tensor out;
        LayerCache cache;
        layer.forward(task.input, out, cache);
        ASSERT_EQ(out.shape(), walk->output().shape());
        EXPECT_LT((out.array() - walk->output().array()).abs().maxCoeff(), 1e-3F);
        // A step says which channels of the input it reads.
        for (int o = 0; o < maps; ++o)
            for (const Term& term : walk->at(o, 7).terms) EXPECT_EQ(term.c / task.slices(), o / (maps / groups));
    }
}

TEST(ChannelWalk, RefusesGroupsThatDoNotDivide) {
    ChannelTask task = twoChannels();
    task.groups = 2; // one kernel
    const auto walk = ChannelWalk::make(task);
    ASSERT_FALSE(walk);
    EXPECT_EQ(walk.error().code(), ErrorCode::Mismatch);
}

TEST(ChannelWalk, WritesSumsThatReAddExactly) {
    Rng rng(5);
    for (int round = 0; round < 50; ++round) {
        ChannelTask task;
        task.window = Window::square(2);
        task.input = random({3, 3, 3, 1}, rng);
        task.kernels = {random({3, 2, 2, 1}, rng)};
        task.biases = {static_cast<float>(rng.below(100)) / 8.0F};
        const auto walk = ChannelWalk::make(task);
        ASSERT_TRUE(walk);
        for (int shown = 1; shown <= 12; ++shown) {
            const ChannelSums sums = writeChannels(task.of(0), walk->map(0).at(1), shown);
            Decimal total = sums.complete ? sums.bias : Decimal();
            for (const WrittenSum& part : sums.channels) {
                Decimal again;
                for (const WrittenTerm& t : part.terms) again = again + t.input * t.weight;
                EXPECT_EQ(again, part.result);
                total = total + part.result;
            }
            EXPECT_EQ(total, sums.result);
            if (!sums.complete) continue;
            EXPECT_NEAR(sums.result.value(), static_cast<double>(walk->map(0).at(1).result), 5.1e-3);
        }
    }
}

TEST(ChannelWalk, RefusesWhatDoesNotBelongTogether) {
    ChannelTask task = twoChannels();
    task.biases.clear();
    EXPECT_FALSE(ChannelWalk::make(task));
    task = twoChannels();
    task.kernels[0] = counting({3, 2, 2, 1}, 0);
    const auto walk = ChannelWalk::make(task);
    ASSERT_FALSE(walk);
    EXPECT_STREQ(walk.error().what(), "The kernel has 3 channels, the input 2.");
    task = twoChannels();
    task.kernels[0] = counting({2, 4, 4, 1}, 0);
    task.window = Window::square(4);
    EXPECT_STREQ(ChannelWalk::make(task).error().what(), "A 4 × 4 window does not fit a 3 × 3 input.");
}

} // namespace test_channel_walk
