#include "core/kernels/window.h"

#include <gtest/gtest.h>

namespace cnn::test_window {
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

Tensor paddedRow(PadMode mode, int before, int after) {
    const Tensor row({1, 1, 3, 1}, std::vector<float>{1, 2, 3});
    return padInput(row, {{1}, {1, 1, before, after}}, mode);
}
std::vector<float> numbers(const Tensor& t) {
    return {t.values().begin(), t.values().end()};
}

TEST(PadMode, FillsAsPyTorchDoes) {
    EXPECT_EQ(numbers(paddedRow(PadMode::Zeros, 2, 1)), (std::vector<float>{0, 0, 1, 2, 3, 0}));
    EXPECT_EQ(numbers(paddedRow(PadMode::Replicate, 2, 1)), (std::vector<float>{1, 1, 1, 2, 3, 3}));
    EXPECT_EQ(numbers(paddedRow(PadMode::Reflect, 2, 1)), (std::vector<float>{3, 2, 1, 2, 3, 2}));
    EXPECT_EQ(numbers(paddedRow(PadMode::Circular, 3, 1)), (std::vector<float>{1, 2, 3, 1, 2, 3, 1}));
}

TEST(PadMode, SaysWhereThePaddingIsTooWide) {
    const Window wide{{1, 1, 0, 2}, {1, 1, 3, 0}};
    EXPECT_FALSE(padMisfit(PadMode::Zeros, wide, {1, 1, 1, 1}));
    EXPECT_FALSE(padMisfit(PadMode::Replicate, wide, {1, 1, 1, 1}));
    EXPECT_FALSE(padMisfit(PadMode::Reflect, wide, {1, 3, 4, 1}));
    EXPECT_FALSE(padMisfit(PadMode::Circular, wide, {1, 2, 3, 1}));
    EXPECT_STREQ(padMisfit(PadMode::Reflect, wide, {1, 3, 3, 1})->what(),
                 "Reflect padding of 3 needs at least 4 columns, the input has 3.");
    EXPECT_STREQ(padMisfit(PadMode::Circular, wide, {1, 1, 3, 1})->what(),
                 "Circular padding of 2 needs at least 2 rows, the input has 1.");
    EXPECT_FALSE(padMisfit(PadMode::Reflect, Window::square(2), {1, 1, 1, 1}));
}

} // namespace
} // namespace cnn::test_window
