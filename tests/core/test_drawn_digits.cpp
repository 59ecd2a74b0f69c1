#include "core/data/digit_strokes.h"
#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/instrumented.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace cnn::test_drawn_digits {
namespace {

namespace fs = std::filesystem;

TEST(DigitStyles, GiveEveryDigitFormsThatMatchPointByPoint) {
    for (int digit = 0; digit < 10; ++digit) {
        double share = 0;
        for (const DigitStyle& style : stylesOf(digit)) {
            share += style.share;
            ASSERT_EQ(style.from.size(), style.to.size()) << digit;
            for (std::size_t s = 0; s < style.from.size(); ++s) {
                EXPECT_GE(style.from[s].size(), 3U) << digit;
                EXPECT_EQ(style.from[s].size(), style.to[s].size()) << digit;
            }
        }
        EXPECT_NEAR(share, 1, 1e-9) << digit;
    }
}

TEST(DrawnDigits, AreTheSameForASeedWhateverTheCount) {
    const DataSplit few = drawnDigits(5, 30, 10), many = drawnDigits(5, 60, 40);
    EXPECT_TRUE(std::equal(few.train.pixels.bytes().begin(), few.train.pixels.bytes().end(),
                           many.train.pixels.bytes().begin()));
    EXPECT_TRUE(
        std::equal(few.test.pixels.bytes().begin(), few.test.pixels.bytes().end(), many.test.pixels.bytes().begin()));
    EXPECT_NE(drawnDigits(6, 30, 10).train.pixels, few.train.pixels);
}

TEST(DrawnDigits, NeverRepeatAnImageNorTestOnOneThatWasLearned) {
    const DataSplit split = drawnDigits(1, 2000, 1000);
    std::set<std::string> seen;
    for (const Dataset* set : {&split.train, &split.test})
        for (std::size_t i = 0; i < set->size(); ++i) {
            const auto bytes = set->bytes(i);
            seen.emplace(bytes.begin(), bytes.end());
        }
    EXPECT_EQ(seen.size(), 3000U);
}

TEST(DrawnDigits, ComeInEqualSharesWithTheirNames) {
    const Dataset set = drawnDigits(1, 500, 0).train;
    EXPECT_EQ(set.shape, (Shape{1, 28, 28, 1}));
    for (int digit = 0; digit < 10; ++digit) EXPECT_EQ(std::count(set.labels.begin(), set.labels.end(), digit), 50);
    ASSERT_EQ(set.classNames.size(), 10U);
    EXPECT_EQ(set.classNames[7], "7");
}

struct Ink {
    double sum = 0, x = 0, y = 0; // centre of mass
    int left = 28, right = -1, top = 28, bottom = -1;
};

Ink inkOf(std::span<const std::uint8_t> image) {
    Ink ink;
    for (int y = 0; y < 28; ++y)
        for (int x = 0; x < 28; ++x) {
            const double level = image[static_cast<std::size_t>(y * 28 + x)] / 255.0;
            ink.sum += level;
            ink.x += level * x;
            ink.y += level * y;
            if (level < 0.3) continue;
            ink.left = std::min(ink.left, x);
            ink.right = std::max(ink.right, x);
            ink.top = std::min(ink.top, y);
            ink.bottom = std::max(ink.bottom, y);
        }
    ink.x /= ink.sum;
    ink.y /= ink.sum;
    return ink;
}

TEST(DrawnDigits, LieLikeThoseOfMnistInABoxOf20PixelsCentredByMass) {
    const Dataset set = drawnDigits(3, 2000, 0).train;
    for (std::size_t i = 0; i < set.size(); ++i) {
        const Ink ink = inkOf(set.bytes(i));
        SCOPED_TRACE(i);
        EXPECT_NEAR(ink.x, 14, 1.2);
        EXPECT_NEAR(ink.y, 14, 1.2);
        EXPECT_NEAR(std::max(ink.right - ink.left, ink.bottom - ink.top) + 1, 20, 2.5);
        EXPECT_GT(ink.sum, 15); // a thin 1
        EXPECT_LT(ink.sum, 300);
    }
}

// Under a sanitizer a tenth of the work shows the same mistakes of memory; how well is learned the other builds tell.
constexpr int most = isInstrumented ? 1000 : 10000;
constexpr double wanted = isInstrumented ? 0.15 : 0.90;

// LeNet-5 after a second or so on ten thousand drawn digits; trained once for all who ask.
Trainer& trainedLeNet() {
    static const std::unique_ptr<Trainer> trainer = [] {
        TrainingSettings settings;
        settings.epochs = 2;
        settings.threads = 2;
        return std::make_unique<Trainer>(lenet5({}, 1), std::make_shared<const DataSplit>(drawnDigits(1, most, 1000)),
                                         settings);
    }();
    while (!trainer->finished()) trainer->step();
    return *trainer;
}

TEST(DrawnDigits, AreLearnedByLeNet) {
    EXPECT_GE(trainedLeNet().evaluate(trainedLeNet().data().test).accuracy, wanted);
}

TEST(DrawnDigits, TeachLeNetToReadTheHandwritingOfMnist) {
    const fs::path folder = fs::path(CONVSCOPE_TEST_DATA) / "../../shared/data/mnist-t10k";
    if (!fs::is_directory(folder)) GTEST_SKIP() << "there is no MNIST test set beside the source tree";
    const Evaluation result = trainedLeNet().evaluate(loadIdxTestSet(folder));
    EXPECT_EQ(result.images, 10000U);
    EXPECT_GE(result.accuracy, wanted);
    RecordProperty("accuracy", std::to_string(result.accuracy));
}

} // namespace
} // namespace cnn::test_drawn_digits
