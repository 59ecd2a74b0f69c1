// Patterns to fill a grid with: whole numbers of one digit in any shape, each what its name says.
#include "core/samples/grid_patterns.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace test_grid_patterns {

using namespace cnn;

namespace {

constexpr GridPattern every[] = {GridPattern::Edge, GridPattern::Ramp,  GridPattern::Checker, GridPattern::Letter,
                                 GridPattern::Spot, GridPattern::Noise, GridPattern::Clear};

} // namespace

TEST(GridPatterns, FillAnyShapeWithSmallWholeNumbers) {
    for (const GridPattern pattern : every)
        for (const Shape& shape : {Shape{1, 1, 1, 1}, {1, 1, 240, 1}, {1, 12, 3, 1}, {4, 5, 6, 1}}) {
            const Tensor grid = gridPattern(pattern, shape);
            ASSERT_EQ(grid.shape(), shape);
            for (const float v : grid.values()) EXPECT_TRUE(v >= 0 && v <= 9 && v == std::floor(v)) << v;
        }
}

TEST(GridPatterns, AreWhatTheirNamesSay) {
    EXPECT_EQ(gridPattern(GridPattern::Edge, {1, 1, 4, 1}), Tensor({1, 1, 4, 1}, std::vector<float>{0, 0, 9, 9}));
    EXPECT_EQ(gridPattern(GridPattern::Ramp, {1, 2, 3, 1}), Tensor({1, 2, 3, 1}, std::vector<float>{0, 1, 2, 0, 1, 2}));
    EXPECT_EQ(gridPattern(GridPattern::Checker, {1, 2, 2, 1}), Tensor({1, 2, 2, 1}, std::vector<float>{0, 9, 9, 0}));
    EXPECT_EQ(gridPattern(GridPattern::Letter, {1, 3, 3, 1}),
              Tensor({1, 3, 3, 1}, std::vector<float>{9, 0, 9, 9, 9, 9, 9, 0, 9}));
    const Tensor spot = gridPattern(GridPattern::Spot, {1, 5, 5, 1});
    EXPECT_EQ(spot.at(0, 2, 2), 1);
    EXPECT_EQ(spot.array().sum(), 1);
    EXPECT_EQ(gridPattern(GridPattern::Clear, {1, 3, 3, 1}).array().abs().sum(), 0);
}

TEST(GridPatterns, ChannelsDifferAndNoiseComesFromItsSeed) {
    const Shape shape{2, 4, 4, 1};
    const auto half = [](const Tensor& t, bool second) {
        return std::vector<float>(t.values().begin() + (second ? 16 : 0), t.values().begin() + (second ? 32 : 16));
    };
    for (const GridPattern pattern : {GridPattern::Edge, GridPattern::Ramp, GridPattern::Noise}) {
        const Tensor grid = gridPattern(pattern, shape, 3);
        EXPECT_NE(half(grid, false), half(grid, true));
    }
    EXPECT_EQ(gridPattern(GridPattern::Noise, shape, 3), gridPattern(GridPattern::Noise, shape, 3));
    EXPECT_NE(gridPattern(GridPattern::Noise, shape, 3), gridPattern(GridPattern::Noise, shape, 4));
}

} // namespace test_grid_patterns
