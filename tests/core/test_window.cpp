#include "core/layers/window.h"

#include <gtest/gtest.h>

namespace cnn {
namespace {

TEST(Window, CountsItsPlacesAsTheFormulaSays) {
    EXPECT_EQ(*(Axis{2, 1, 0, 0, 1}.outputs(3)), 2);
    EXPECT_EQ(*(Axis{2, 3, 1, 1, 1}.outputs(3)), 2);
    EXPECT_EQ(*(Axis{2, 2, 1, 1, 1}.outputs(3)), 2); // floor of 2.5
    EXPECT_EQ(*(Axis{3, 1, 1, 1, 1}.outputs(28)), 28);
    EXPECT_EQ(*(Axis{3, 1, 0, 0, 2}.outputs(5)), 1);
    EXPECT_EQ(*(Axis{2, 1, 0, 1, 1}.outputs(3)), 3); // uneven padding keeps the size for an even kernel
}

TEST(Window, SaysInASentenceWhatDoesNotFit) {
    const auto plain = Window::square(4).outputShape({1, 3, 3, 1});
    ASSERT_FALSE(plain);
    EXPECT_STREQ(plain.error().what(), "A 4 × 4 window does not fit a 3 × 3 input.");
    const auto padded = Window::square(7, 1, 1).outputShape({1, 3, 3, 1});
    ASSERT_FALSE(padded);
    EXPECT_STREQ(padded.error().what(), "A 7 × 7 window does not fit a 5 × 5 padded input.");
    EXPECT_EQ(padded.error().code(), ErrorCode::DoesNotFit);
}

TEST(Window, PoolingRefusesPlacesThatSeeOnlyPadding) {
    EXPECT_TRUE(poolOutputShape(Window::square(2, 1, 1), {1, 3, 3, 1}));
    EXPECT_FALSE(poolOutputShape(Window::square(2, 1, 2), {1, 3, 3, 1}));
    EXPECT_FALSE(poolOutputShape(Window::square(2, 1, 1, 2), {1, 1, 1, 1}));
}

} // namespace
} // namespace cnn
