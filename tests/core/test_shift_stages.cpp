// How much of a shift arrives behind convolution and pooling.
#include "core/samples/kernel_library.h"
#include "core/walk/shift_stages.h"

#include <gtest/gtest.h>

namespace test_shift_stages {

using namespace cnn;

namespace {

Tensor square(int from, int to) {
    Tensor t({1, 16, 16, 1});
    for (int y = from; y < to; ++y)
        for (int x = from; x < to; ++x) t.at(0, y, x) = 1;
    return t;
}

ShiftTask task(int down, int right, ShiftPooling pooling) {
    ShiftTask t;
    t.picture = square(5, 11);
    t.down = down;
    t.right = right;
    t.kernel = findKernel("sobel-x")->values;
    t.pooling = pooling;
    return t;
}

TEST(ShiftStages, MovesAPictureAndLosesWhatLeavesIt) {
    const Tensor t({1, 2, 3, 1}, std::vector<float>{1, 2, 3, 4, 5, 6});
    EXPECT_EQ(shifted(t, 0, 1), Tensor({1, 2, 3, 1}, std::vector<float>{0, 1, 2, 0, 4, 5}));
    EXPECT_EQ(shifted(t, -1, -1), Tensor({1, 2, 3, 1}, std::vector<float>{5, 6, 0, 0, 0, 0}));
    EXPECT_EQ(shifted(t, 0, 0), t);
}

TEST(ShiftStages, ChangeNothingWhenNothingMoves) {
    for (const auto pooling : {ShiftPooling::Max, ShiftPooling::Average, ShiftPooling::None})
        for (const ShiftStage& stage : shiftStages(task(0, 0, pooling))) {
            EXPECT_EQ(stage.change, 0);
            EXPECT_EQ(stage.changed, 0);
        }
}

TEST(ShiftStages, MoveAConvolutionsMapExactlyAsThePicture) {
    const auto stages = shiftStages(task(1, 2, ShiftPooling::Max));
    ASSERT_EQ(stages.size(), 4U);
    EXPECT_EQ(stages[1].after, shifted(stages[1].before, 1, 2));
    EXPECT_NE(stages[2].after, shifted(stages[2].before, 1, 2));
}

TEST(ShiftStages, HaveTheSizesOfTheirLayers) {
    const auto stages = shiftStages(task(0, 1, ShiftPooling::Average));
    const int sizes[] = {16, 16, 8, 4};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(stages[i].before.shape(), (Shape{1, sizes[i], sizes[i], 1}));
    const auto plain = shiftStages(task(0, 1, ShiftPooling::None));
    ASSERT_EQ(plain.size(), 3U);
    EXPECT_EQ(plain[2].before.shape(), (Shape{1, 16, 16, 1}));
}

TEST(ShiftStages, CountChangeAsDefined) {
    const auto stages = shiftStages(task(0, 1, ShiftPooling::Max));
    EXPECT_DOUBLE_EQ(stages[0].change, 12.0 / 36); // two columns of six cells differ, of thirty-six
    EXPECT_EQ(stages[0].changed, 12);
}

TEST(ShiftStages, OfAWholeWindowMoveTheMaximaByOneCell) {
    const auto stages = shiftStages(task(2, 4, ShiftPooling::Max));
    EXPECT_EQ(stages[2].after, shifted(stages[2].before, 1, 2));
}

} // namespace

} // namespace test_shift_stages
