// Augmentation against plain loops in double, and what it promises a run.
#include "core/network/models.h"
#include "core/train/augment.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cnn::test_augment {
namespace {

constexpr Augmentation shifted{true, false, false, false}, rotated{false, true, false, false},
    warped{false, false, true, false}, noisy{false, false, false, true}, everything{true, true, true, true};

// Smooth enough that rounding a place changes a value little; not square, two channels.
Dataset waves(std::size_t images, const Shape& shape = {2, 20, 28, 1}) {
    Dataset set;
    set.shape = shape;
    for (std::size_t i = 0; i < images; ++i) {
        set.labels.push_back(static_cast<int>(i % 3));
        for (int c = 0; c < shape.c; ++c)
            for (int y = 0; y < shape.h; ++y)
                for (int x = 0; x < shape.w; ++x)
                    set.pixels.bytes().push_back(static_cast<std::uint8_t>(
                        127 + 60 * std::sin(0.4 * x + 0.3 * c + static_cast<double>(i)) + 60 * std::cos(0.5 * y)));
    }
    return set;
}

Tensor augmented(const Dataset& set, std::vector<std::size_t> indices, const Augmentation& how, std::uint64_t seed = 5,
                 int epoch = 2) {
    Tensor batch;
    Augmenter().gather(set, indices, how, seed, epoch, batch);
    return batch;
}

// As the header says it, pixel by pixel.
double expected(const Dataset& set, std::size_t index, const ImageMove& move, int channel, int y, int x) {
    const Shape& s = set.shape;
    const auto at = [&](int row, int column) {
        if (row < 0 || column < 0 || row >= s.h || column >= s.w) return 0.0;
        return set.bytes(index)[static_cast<std::size_t>((channel * s.h + row) * s.w + column)] / 255.0;
    };
    const double cx = (s.w - 1) / 2.0, cy = (s.h - 1) / 2.0, c = std::cos(move.angle), sn = std::sin(move.angle);
    double fromX = cx + c * (x - cx) + sn * (y - cy) - move.dx, fromY = cy - sn * (x - cx) + c * (y - cy) - move.dy;
    if (move.warp) {
        double px = (x + 0.5) / s.w, py = (y + 0.5) / s.h;
        const double beforeX = px, beforeY = py;
        move.warp->move(px, py);
        fromX += (px - beforeX) * s.w;
        fromY += (py - beforeY) * s.h;
    }
    const double left = std::floor(fromX), top = std::floor(fromY), right = fromX - left, low = fromY - top;
    const int column = static_cast<int>(left), row = static_cast<int>(top);
    return (1 - low) * ((1 - right) * at(row, column) + right * at(row, column + 1)) +
           low * ((1 - right) * at(row + 1, column) + right * at(row + 1, column + 1));
}

TEST(Augmentation, SwitchedOffIsTheImageAsItIs) {
    const Dataset set = waves(5);
    const std::vector<std::size_t> indices{4, 0, 2};
    Tensor plain;
    set.gather(indices, plain);
    EXPECT_EQ(augmented(set, indices, {}), plain);
}

TEST(Augmentation, MovesImagesAsItSaysThatItDoes) {
    const Dataset set = waves(6);
    for (const Augmentation& how : {shifted, rotated, warped, Augmentation{true, true, true, false}}) {
        const Tensor batch = augmented(set, {0, 1, 2, 3, 4, 5}, how);
        for (std::size_t i = 0; i < 6; ++i) {
            const ImageMove move = Augmenter::moveOf(set.shape, how, 5, 2, i);
            EXPECT_FALSE(move.none() && how.rotate);
            for (int c = 0; c < 2; ++c)
                for (int y = 0; y < 20; ++y)
                    for (int x = 0; x < 28; ++x)
                        ASSERT_NEAR(batch.at(c, y, x, static_cast<int>(i)), expected(set, i, move, c, y, x), 2e-5)
                            << i << ' ' << c << ' ' << y << ' ' << x;
        }
    }
}

TEST(Augmentation, ShiftsByWholePixelsWithinAFourteenth) {
    const Shape shape{1, 28, 28, 1};
    std::vector<int> seen;
    for (std::size_t i = 0; i < 200; ++i) {
        const ImageMove move = Augmenter::moveOf(shape, shifted, 1, 0, i);
        EXPECT_LE(std::abs(move.dx), 2);
        EXPECT_LE(std::abs(move.dy), 2);
        EXPECT_EQ(move.angle, 0);
        seen.push_back(move.dx * 5 + move.dy);
    }
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::unique(seen.begin(), seen.end()) - seen.begin(), 25);
    for (std::size_t i = 0; i < 200; ++i)
        EXPECT_LE(std::abs(Augmenter::moveOf(shape, rotated, 1, 0, i).angle), 15 * std::numbers::pi / 180);
}

TEST(Augmentation, DependsOnSeedEpochAndImageAlone) {
    const Dataset set = waves(8);
    const Tensor batch = augmented(set, {1, 2, 3, 7}, everything);
    EXPECT_EQ(batch.image(3), augmented(set, {7}, everything));
    EXPECT_EQ(batch.image(0), augmented(set, {5, 1}, everything).image(1));
    EXPECT_FALSE(augmented(set, {7}, everything) == augmented(set, {7}, everything, 6));
    EXPECT_FALSE(augmented(set, {7}, everything) == augmented(set, {7}, everything, 5, 3));
}

TEST(Augmentation, NoiseHasMeanZeroItsDeviationAndStaysBetweenBlackAndWhite) {
    Dataset grey{{1, 40, 50, 1}, std::vector<std::uint8_t>(3 * 2000, 128), {0, 0, 0}, {"a"}};
    std::fill_n(grey.pixels.bytes().begin() + 4000, 2000, std::uint8_t{250});
    const Tensor batch = augmented(grey, {0, 1, 2}, noisy);
    double sum = 0, squares = 0;
    for (int n = 0; n < 2; ++n) {
        const Tensor image = batch.image(n);
        for (const float v : image.values()) {
            const double off = static_cast<double>(v) - 128 / 255.0;
            sum += off;
            squares += off * off;
        }
    }
    EXPECT_NEAR(sum / 4000, 0, 0.006);
    EXPECT_NEAR(std::sqrt(squares / 4000), 0.1, 0.005);
    EXPECT_EQ(batch.image(2).array().maxCoeff(), 1.0F);
    EXPECT_FALSE(batch.image(0) == batch.image(1));
}

std::vector<Tensor> weightsAfter(int threads, const Augmentation& how) {
    TrainingSettings settings;
    settings.threads = threads;
    settings.augment = how;
    Trainer trainer(lenet5({}, 3), std::make_shared<const DataSplit>(bars(200)), settings);
    for (int i = 0; i < 6; ++i) trainer.step();
    std::vector<Tensor> all;
    for (std::size_t i = 0; i < trainer.network().size(); ++i)
        for (const Parameter& p : trainer.network().layer(i).parameters()) all.push_back(p.value);
    return all;
}

TEST(AnAugmentedRun, GivesTheSameBitsWithAnyNumberOfThreads) {
    const auto one = weightsAfter(1, everything);
    EXPECT_EQ(one, weightsAfter(2, everything));
    EXPECT_NE(one, weightsAfter(1, {}));
}

} // namespace
} // namespace cnn::test_augment
