// One order for all pixels of a data set; and the network of dense layers that does not mind it.
#include "core/data/pixel_order.h"
#include "core/data/sources.h"
#include "core/network/models.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace test_pixel_order {

using namespace cnn;

namespace {

TEST(PixelOrder, SendsEveryPixelToAPlaceOfItsOwn) {
    const PixelOrder order = shuffledOrder(784, 1);
    std::vector<std::size_t> places(784);
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::vector<std::size_t> sorted = order.from;
    EXPECT_NE(sorted, places);
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(sorted, places);
    for (std::size_t i = 0; i < 784; ++i) EXPECT_EQ(order.from[order.to[i]], i);
}

TEST(PixelOrder, IsTheSameForTheSameSeedAndAnotherForAnother) {
    EXPECT_EQ(shuffledOrder(784, 5), shuffledOrder(784, 5));
    EXPECT_NE(shuffledOrder(784, 5), shuffledOrder(784, 6));
    EXPECT_EQ(shuffledOrder(1, 5).from, std::vector<std::size_t>{0});
}

TEST(PixelOrder, TakesThePixelThatItsNameSays) {
    const PixelOrder order{{2, 0, 1}, {1, 2, 0}};
    const std::vector<std::uint8_t> twoChannels{10, 20, 30, 11, 21, 31};
    EXPECT_EQ(reordered(twoChannels, order), (std::vector<std::uint8_t>{30, 10, 20, 31, 11, 21}));
    EXPECT_EQ(reordered(reordered(twoChannels, order), order.inverse()), twoChannels);
}

TEST(ShuffledPixels, UseOneOrderForTrainingAndTestImagesAndTheInverseRestoresThem) {
    const DataSplit digits = drawnDigits(3, 20, 10);
    const DataSplit shuffled = shuffledPixels(digits, 9);
    const PixelOrder order = shuffledOrder(784, 9);
    EXPECT_NE(shuffled.train.pixels, digits.train.pixels);
    for (const auto& [noise, plain] : {std::pair{&shuffled.train, &digits.train}, {&shuffled.test, &digits.test}}) {
        EXPECT_EQ(noise->labels, plain->labels);
        EXPECT_EQ(noise->shape, plain->shape);
        for (std::size_t i = 0; i < plain->size(); ++i)
            EXPECT_EQ(reordered(noise->bytes(i), order.inverse()), plain->bytes(i));
    }
}

TEST(FirstImages, AreThoseOfTheSetAndNeverMore) {
    const Dataset set = drawnDigits(3, 20, 1).train;
    const Dataset first = firstImages(set, 5);
    EXPECT_EQ(first.size(), 5U);
    EXPECT_TRUE(std::equal(first.pixels.bytes().begin(), first.pixels.bytes().end(), set.pixels.bytes().begin()));
    EXPECT_EQ(first.pixels.size(), 5U * 784U);
    EXPECT_EQ(firstImages(set, 100).labels, set.labels);
}

TEST(Mlp, HasAboutAsManyParametersAsLeNet) {
    EXPECT_EQ(mlp({}, 1).parameterCount(), 784U * 75 + 75 + 75 * 32 + 32 + 32 * 10 + 10);
    EXPECT_EQ(mlp({}, 1).parameterCount(), 61637U);
    EXPECT_EQ(lenet5({}, 1).parameterCount(), 61706U);
    EXPECT_EQ(mlp({ActivationKind::Tanh, {}}, 1).parameterCount(), 7850U);
}

// Shuffled pixels and the first layer's weights shuffled likewise: the same network, so no order is better than
// another.
TEST(Mlp, AnswersTheSameWhenPixelsAndFirstWeightsAreShuffledAlike) {
    const DataSplit digits = drawnDigits(3, 1, 4);
    const PixelOrder order = shuffledOrder(784, 2);
    const Network plain = mlp({}, 7);
    Network moved = plain;
    const auto before = plain.layer(1).clone();
    const std::span<const float> from = before->parameters()[0].value.values();
    const std::span<float> to = moved.layer(1).parameters()[0].value.values();
    for (std::size_t unit = 0; unit < 75; ++unit)
        for (std::size_t i = 0; i < 784; ++i) to[unit * 784 + i] = from[unit * 784 + order.from[i]];
    const std::vector<std::size_t> all{0, 1, 2, 3};
    Tensor in, shuffled;
    digits.test.gather(all, in);
    reordered(digits.test, order).gather(all, shuffled);
    Trace a, b;
    plain.forward(in, a);
    moved.forward(shuffled, b);
    for (std::size_t i = 0; i < a.output().size(); ++i)
        EXPECT_NEAR(a.output().values()[i], b.output().values()[i], 1e-4);
}

} // namespace

} // namespace test_pixel_order
