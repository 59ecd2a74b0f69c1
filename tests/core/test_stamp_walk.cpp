// A transposed convolution stamp by stamp: the fast layer's numbers, PyTorch's numbers, and sums that re-add.
#include "core/base/rng.h"
#include "core/layers/conv_transpose2d.h"
#include "core/walk/stamp_walk.h"
#include "core/walk/written_sum.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cnn::test_stamp_walk {
namespace {

Tensor grid(int rows, int columns, std::vector<float> values) {
    return {{1, rows, columns, 1}, values};
}
std::vector<float> valuesOf(const Tensor& t) {
    return {t.values().begin(), t.values().end()};
}

StampTask taskOf(Tensor input, Tensor kernel, int stride, int padding = 0, int added = 0) {
    StampTask task{std::move(input), std::move(kernel), Window::square(1, stride, padding), added, added};
    task.window.y.kernel = task.kernel.shape().h;
    task.window.x.kernel = task.kernel.shape().w;
    return task;
}
StampWalk walkOf(StampTask task) {
    return StampWalk::make(std::move(task)).orThrow();
}

Tensor layerOutput(const StampTask& t) {
    ConvTranspose2d layer(1, 1, t.window,
                          {.bias = false, .groups = 1, .rowsAdded = t.rowsAdded, .columnsAdded = t.columnsAdded});
    std::ranges::copy(t.kernel.values(), layer.parameters()[0].value.values().begin());
    Tensor out;
    LayerCache cache;
    layer.forward(t.input, out, cache);
    return out;
}

// In Python: F.conv_transpose2d(torch.tensor([[[[1., 2.], [0., 3.]]]]), kernel, stride=2)
TEST(StampWalk, MakesPyTorchsNumbers) {
    const auto walk = walkOf(taskOf(grid(2, 2, {1, 2, 0, 3}), grid(3, 3, {1, 2, 1, 2, 4, 2, 1, 2, 1}), 2));
    EXPECT_EQ(walk.output().shape(), (Shape{1, 5, 5, 1}));
    EXPECT_EQ(valuesOf(walk.output()),
              (std::vector<float>{1, 2, 3, 4, 2, 2, 4, 6, 8, 4, 1, 2, 6, 10, 5, 0, 0, 6, 12, 6, 0, 0, 3, 6, 3}));
    const auto cut = walkOf(taskOf(grid(2, 2, {0, 1, 2, 3}), grid(2, 2, {0, 1, 2, 3}), 1, 1));
    EXPECT_EQ(valuesOf(cut.output()), (std::vector<float>{4})); // of [[0, 0, 1], [0, 4, 6], [4, 12, 9]] the middle
}

TEST(StampWalk, StampsOneInputAtATimeInAnyOrder) {
    const auto walk = walkOf(taskOf(grid(2, 2, {1, 2, 3, 4}), grid(2, 2, {1, 2, 3, 4}), 1));
    const StampStep last = walk.at(3), second = walk.at(1);
    EXPECT_EQ(second.inX, 1);
    EXPECT_EQ(second.input, 2);
    EXPECT_EQ(last.cells.size(), 4U);
    EXPECT_EQ(last.cells[2].outY, 2);
    EXPECT_EQ(last.cells[2].outX, 1);
    EXPECT_FALSE(last.cells[2].cut);
    EXPECT_EQ(walk.at(1).cells[3].outX, second.cells[3].outX); // pure
    // After the first stamp row 1, column 2 holds 1×2; the second adds 2×1.
    EXPECT_EQ(walk.meeting(0, 1, 4).result, 2);
    EXPECT_EQ(walk.meeting(0, 1, 5).result, 4);
    const WindowStep met = walk.meeting(1, 1, 16);
    EXPECT_EQ(writeSum(sumTask(walk.task()), met, static_cast<int>(met.terms.size())).line(),
              "1×4 + 2×3 + 3×2 + 4×1 = 20");
}

TEST(StampWalk, CountsWhereStampsMeet) {
    const auto uneven = walkOf(taskOf(grid(2, 2, {1, 1, 1, 1}), grid(3, 3, std::vector<float>(9, 1)), 2));
    EXPECT_EQ(valuesOf(uneven.counts()),
              (std::vector<float>{1, 1, 2, 1, 1, 1, 1, 2, 1, 1, 2, 2, 4, 2, 2, 1, 1, 2, 1, 1, 1, 1, 2, 1, 1}));
    const auto even = walkOf(taskOf(grid(3, 3, std::vector<float>(9, 1)), grid(2, 2, {1, 1, 1, 1}), 2));
    EXPECT_EQ(valuesOf(even.counts()), std::vector<float>(36, 1));
}

TEST(StampWalk, IsNotUndoneByAConvolution) {
    const auto walk = walkOf(taskOf(grid(1, 2, {1, 0}), grid(1, 2, {1, 2}), 1));
    EXPECT_EQ(valuesOf(walk.output()), (std::vector<float>{1, 2, 0}));
    EXPECT_EQ(valuesOf(walk.convolvedBack()), (std::vector<float>{5, 2})); // 1×1 + 2×2, 2×1 + 0×2
}

TEST(StampWalk, RefusesWhatLeavesNoOutputInASentence) {
    const auto all = StampWalk::make(taskOf(grid(1, 1, {1}), grid(2, 2, {1, 1, 1, 1}), 1, 1));
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().code(), ErrorCode::DoesNotFit);
    const auto added = StampWalk::make(taskOf(grid(2, 2, {1, 1, 1, 1}), grid(1, 1, {1}), 2, 0, 2));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code(), ErrorCode::Usage);
}

TEST(StampWalk, GivesTheFastLayersNumbers) {
    Rng rng(5);
    int made = 0;
    for (int i = 0; i < 400; ++i) {
        const auto side = [&](std::uint64_t most) { return 1 + static_cast<int>(rng.below(most)); };
        const auto random = [&](int rows, int columns) {
            Tensor t({1, rows, columns, 1});
            for (float& v : t.values()) v = static_cast<float>(rng.normal());
            return t;
        };
        const int rows = side(5), columns = side(5), kernelRows = side(4), kernelColumns = side(4), stride = side(3);
        const StampTask task = taskOf(random(rows, columns), random(kernelRows, kernelColumns), stride,
                                      static_cast<int>(rng.below(3)), static_cast<int>(rng.below(3)));
        const auto walk = StampWalk::make(task);
        if (!walk) continue;
        ++made;
        const Tensor fast = layerOutput(task);
        ASSERT_EQ(walk->output().shape(), fast.shape());
        EXPECT_LE((walk->output().array() - fast.array()).abs().maxCoeff(), 1e-4F);
        EXPECT_EQ(walk->convolvedBack().shape(), task.input.shape());
        float met = 0, kept = 0;
        for (const float count : valuesOf(walk->counts())) met += count;
        for (int s = 0; s < walk->size(); ++s)
            for (const StampedCell& c : walk->at(s).cells) kept += c.cut ? 0.0F : 1.0F;
        EXPECT_EQ(met, kept);
    }
    EXPECT_GT(made, 200);
}

} // namespace
} // namespace cnn::test_stamp_walk
