#include "core/base/rng.h"
#include "core/explain/filter_look.h"
#include "core/samples/kernel_library.h"

#include <gtest/gtest.h>
#include <vector>

namespace cnn::test_filter_look {
namespace {

std::string look(int rows, int columns, const std::vector<float>& weights) {
    return lookOf(weights, rows, columns).english();
}

std::string lookOfKernel(const std::string& id) {
    const Tensor& values = findKernel(id)->values;
    return lookOf(values.values(), values.shape().h, values.shape().w).english();
}

TEST(FilterLook, NamesEdgesWithTheirBrightAndTheirDarkSide) {
    EXPECT_EQ(lookOfKernel("sobel-x"), "an edge: dark left, bright right");
    EXPECT_EQ(lookOfKernel("prewitt-y"), "an edge: dark above, bright below");
    EXPECT_EQ(lookOfKernel("difference-x"), "an edge: bright left, dark right");
    EXPECT_EQ(lookOfKernel("difference-y"), "an edge: bright above, dark below");
    EXPECT_EQ(look(3, 3, {0, 1, 2, -1, 0, 1, -2, -1, 0}), "an edge: bright top right, dark bottom left");
    EXPECT_EQ(look(1, 4, {-2, -1, 1, 2}), "an edge: dark left, bright right");
}

TEST(FilterLook, NamesLinesAndSpots) {
    EXPECT_EQ(look(3, 3, {-1, 2, -1, -1, 2, -1, -1, 2, -1}), "a bright line, upright");
    EXPECT_EQ(look(3, 3, {1, 1, 1, -2, -2, -2, 1, 1, 1}), "a dark line, level");
    EXPECT_EQ(look(3, 3, {2, -1, -1, -1, 2, -1, -1, -1, 2}), "a bright line, falling to the right");
    EXPECT_EQ(lookOfKernel("outline"), "a bright spot on dark ground");
    EXPECT_EQ(lookOfKernel("laplacian-8"), "a dark spot on bright ground");
}

TEST(FilterLook, NamesAnLByTheSidesItLiesAlong) {
    EXPECT_EQ(look(3, 3, {1, 0, 0, 1, 0, 0, 1, 1, 1}), "an L along the left and the bottom");
    EXPECT_EQ(look(3, 3, {1, 1, 1, 0, 0, 1, 0, 0, 1}), "an L along the right and the top");
    EXPECT_EQ(look(5, 5, {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1}),
              "an L along the left and the bottom");
}

TEST(FilterLook, SaysWhereMostOfTheWeightsLie) {
    EXPECT_EQ(look(5, 5, {0, 0, 0, 1, 1,    //
                          0, 0, 0, 1, 1,    //
                          0, 0, 3, 0, 0,    //
                          0, 0, 0, 0, 0.2F, //
                          0, 0, 0, 0, 0}),
              "mostly the middle and the top right");
    EXPECT_EQ(look(5, 5, {0, 0, 0,   0, 0, //
                          0, 0, 0,   0, 0, //
                          0, 0, 0,   0, 0, //
                          0, 0, .1F, 1, 1, //
                          0, 0, 0,   1, 1}),
              "mostly the bottom right");
    EXPECT_EQ(look(5, 5, {-1, -1, 0, 0, 0, //
                          -1, -1, 0, 0, 0, //
                          0,  0,  0, 0, 0, //
                          0,  0,  0, 0, 0, //
                          0,  0,  0, 0, 0}),
              "darkness, mostly at the top left");
}

TEST(FilterLook, SaysWhenItIsOnePixelOrAMean) {
    EXPECT_EQ(lookOfKernel("identity"), "one pixel alone, at the middle");
    EXPECT_EQ(look(3, 3, {0, 0, 0, 0, 0, 0, -4, 0, 0}), "the darkness of one pixel alone, at the bottom left");
    EXPECT_EQ(lookOfKernel("box-5"), "every place alike: their mean");
    EXPECT_EQ(lookOfKernel("gaussian-3"), "the middle most, and less all around");
    EXPECT_EQ(lookOfKernel("gaussian-5"), "the middle most, and less all around");
    EXPECT_EQ(look(1, 1, {2}), "the one value under it");
}

TEST(FilterLook, ClaimsNothingThatIsNotThere) {
    EXPECT_EQ(look(3, 3, std::vector<float>(9, 0)), "nothing: no weight differs from 0");
    EXPECT_EQ(look(4, 4, {1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, -1, -1, 1, -1, 1}), "no clear place");
    Rng rng(5);
    int clear = 0;
    for (int i = 0; i < 500; ++i) {
        std::vector<float> noise(25);
        for (float& w : noise) w = static_cast<float>(rng.normal());
        clear += look(5, 5, noise) != "no clear place";
    }
    EXPECT_LE(clear, 25); // one in twenty
}

// More light, or weights twice as large, is the same picture.
TEST(FilterLook, DoesNotDependOnTheSizeOfTheWeights) {
    Rng rng(7);
    for (int i = 0; i < 100; ++i) {
        std::vector<float> weights(9), larger(9);
        for (std::size_t k = 0; k < 9; ++k) {
            weights[k] = static_cast<float>(rng.normal());
            larger[k] = 64 * weights[k];
        }
        EXPECT_EQ(look(3, 3, weights), look(3, 3, larger));
    }
}

} // namespace
} // namespace cnn::test_filter_look
