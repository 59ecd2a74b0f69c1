// The rows that pictures are filtered by, against the plain sum.
#include "core/base/rng.h"
#include "core/kernels/picture_row.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

namespace test_picture_row {

namespace {

std::vector<float> randomValues(std::size_t count, std::uint64_t seed) {
    cnn::Rng rng(seed);
    std::vector<float> values(count);
    for (float& v : values) v = static_cast<float>(rng.uniform(-255, 255));
    return values;
}

} // namespace

// Whatever the processor's vectors, whatever the width: products are added one by one, in the order of the taps.
TEST(PictureRow, AddsTheProductsInOrderForEveryWidth) {
    constexpr int stride = 300;
    const auto from = randomValues(8 * stride, 1), weights = randomValues(49, 2);
    std::vector<cnn::kernels::Tap> taps;
    for (int y = 0; y < 7; ++y)
        for (int x = 0; x < 7; ++x) taps.push_back({weights[static_cast<std::size_t>(7 * y + x)], y * stride + x});
    for (const int columns : {1, 7, 63, 64, 65, 127, 128, 200, 256}) {
        std::vector<float> out(static_cast<std::size_t>(columns) + 1, 12345);
        const auto range = cnn::kernels::correlateRow(from.data(), taps, out.data(), columns);
        EXPECT_EQ(range.low, *std::min_element(out.begin(), out.end() - 1));
        EXPECT_EQ(range.high, *std::max_element(out.begin(), out.end() - 1));
        for (int x = 0; x < columns; ++x) {
            float sum = 0;
            for (const auto& tap : taps) sum += tap.weight * from[static_cast<std::size_t>(x + tap.offset)];
            ASSERT_EQ(out[static_cast<std::size_t>(x)], sum) << columns << " columns, at " << x;
        }
        EXPECT_EQ(out.back(), 12345) << "nothing beyond the row is written";
    }
}

TEST(PictureRow, WithoutTapsGivesZeros) {
    const std::vector<float> from(100, 3);
    std::vector<float> out(100, 1);
    cnn::kernels::correlateRow(from.data(), {}, out.data(), 100);
    for (const float v : out) EXPECT_EQ(v, 0);
}

} // namespace test_picture_row
