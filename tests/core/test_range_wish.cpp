// Which values of pictures become black and white.
#include "core/data/range_wish.h"

#include <gtest/gtest.h>

#include <limits>

namespace test_range_wish {

namespace {

using namespace cnn;

const DisplayRange twelveBits{0, 4095};

RangeWish wish(RangeRule rule, double cut = 0.35, DisplayRange typed = {}) {
    return {rule, cut, typed};
}

TEST(RangeWish, IsByTypeForBytesAndFromLeastToLargestForMore) {
    EXPECT_EQ(displayRangeOf(Pixels::Bytes{3, 90}, {}, {0, 255}), (DisplayRange{0, 255}));
    EXPECT_EQ(displayRangeOf(Pixels::Words{3, 2600, 90}, {}, twelveBits), (DisplayRange{3, 2600}));
    EXPECT_EQ(displayRangeOf(Pixels::Words{3, 2600}, wish(RangeRule::ByType), twelveBits), twelveBits);
    EXPECT_EQ(displayRangeOf(Pixels::Words{3, 2600}, wish(RangeRule::Typed, 0, {10, 20}), twelveBits),
              (DisplayRange{10, 20}));
}

TEST(RangeWish, LeavesOutWhatIsNoNumber) {
    constexpr float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(displayRangeOf(Pixels::Floats{nan, -2, 3, inf}, {}, {0, 1}), (DisplayRange{-2, 3}));
    EXPECT_EQ(displayRangeOf(Pixels::Floats{nan, inf}, {}, {0, 1}), (DisplayRange{0, 1}));
}

TEST(RangeWish, CutsAShareOfTheValuesAtEachEnd) {
    Pixels::Words values;
    for (int i = 0; i < 1000; ++i) values.push_back(static_cast<std::uint16_t>(100 + i));
    EXPECT_EQ(displayRangeOf(values, wish(RangeRule::Percentiles, 1), {}), (DisplayRange{110, 1089}));
    EXPECT_EQ(displayRangeOf(values, wish(RangeRule::Percentiles, 0), {}), (DisplayRange{100, 1099}));
    Pixels::Floats floats(values.begin(), values.end());
    floats.push_back(1e6F); // one hot pixel
    const DisplayRange cut = displayRangeOf(floats, wish(RangeRule::Percentiles, 1), {});
    EXPECT_LT(cut.high, 1200);
}

TEST(RangeWish, IsNeverEmpty) {
    for (const RangeRule rule : {RangeRule::MinMax, RangeRule::Percentiles, RangeRule::Typed}) {
        const DisplayRange range = displayRangeOf(Pixels::Words{7, 7}, wish(rule, 1, {7, 7}), twelveBits);
        EXPECT_EQ(range, (DisplayRange{7, 8}));
    }
    const DisplayRange huge = displayRangeOf(Pixels::Floats{1e30F}, {}, {0, 1});
    EXPECT_LT(huge.low, huge.high);
}

TEST(RangeWish, IsSaidInASentence) {
    EXPECT_EQ(rangeOfPicture({0, 2600}, {0, 65535}).english(),
              "Its values 0 to 2600 of 65535 are shown as black to white.");
    EXPECT_EQ(rangeOfSet({-3, 2.5F}, {0, 1}).english(),
              "Values -3 to 2.5 stand for black to white, the same for all images: stretched one by one, the same "
              "brightness would mean something else in each.");
    EXPECT_EQ(rangeOfSet({0, 2600}, {0, 4095}, RangeFrom::Network).english(),
              "Values 0 to 2600 of 4095 stand for black to white, as when the network learned.");
    // Numbers as people write them.
    EXPECT_EQ(rangeOfPicture({-2e6F, 4e6F}, {-1, 1}).english(),
              "Its values -2000000 to 4000000 are shown as black to white.");
    EXPECT_EQ(rangeOfPicture({5, 4294967296.0F}, {0, 4294967296.0F}).english(),
              "Its values 5 to 4294967295 of 4294967295 are shown as black to white.");
    EXPECT_EQ(rangeOfPicture({0, 1e-7F}, {0, 1}).english(), "Its values 0 to 1e-07 are shown as black to white.");
}

} // namespace

} // namespace test_range_wish
