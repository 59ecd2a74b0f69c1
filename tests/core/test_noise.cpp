// Noise against what its name promises, and what it promises a run.
#include "core/base/rng.h"
#include "core/train/noise.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

namespace cnn::test_noise {
namespace {

constexpr std::uint64_t seed = 7;

std::vector<float> grey(std::size_t values, float level) {
    return std::vector<float>(values, level);
}

std::vector<float> noisy(std::vector<float> image, const Shape& shape, const Noise& noise, std::uint64_t index = 0,
                         std::uint64_t of = seed) {
    addNoise(image, shape, noise, of, index);
    return image;
}

std::vector<float> ramp(const Shape& shape) {
    std::vector<float> image(shape.perImage());
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] = static_cast<float>(i) / static_cast<float>(image.size() - 1);
    return image;
}

struct Moments {
    double mean = 0, deviation = 0;
};
Moments momentsOf(const std::vector<float>& values) {
    double sum = 0, squares = 0;
    for (const float v : values) sum += static_cast<double>(v);
    const double mean = sum / static_cast<double>(values.size());
    for (const float v : values) squares += (static_cast<double>(v) - mean) * (static_cast<double>(v) - mean);
    return {mean, std::sqrt(squares / static_cast<double>(values.size()))};
}

constexpr Noise gaussian(double strength, bool mixed = false) {
    return {NoiseKind::Gaussian, strength, mixed};
}

constexpr Shape large{1, 300, 300, 1};

double belowNormal(double z) {
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

// 90,000 values: the share below a bound is off by at most 0.0017 in one case of three.
TEST(GaussianNoise, HasTheNormalDistributionOfItsStandardDeviation) {
    const std::vector<float> values = noisy(grey(large.perImage(), 0.5F), large, gaussian(0.1));
    const Moments moments = momentsOf(values);
    EXPECT_NEAR(moments.mean, 0.5, 0.0015);
    EXPECT_NEAR(moments.deviation, 0.1, 0.001);
    for (const double z : {-3.5, -3.0, -2.0, -1.0, -0.3, 0.0, 0.5, 1.5, 2.5, 3.5}) {
        const auto below =
            std::ranges::count_if(values, [&](float v) { return static_cast<double>(v) < 0.5 + 0.1 * z; });
        const double share = belowNormal(z);
        const double spread = std::sqrt(share * (1 - share) / static_cast<double>(values.size()));
        EXPECT_NEAR(static_cast<double>(below) / static_cast<double>(values.size()), share, 4 * spread + 1e-5) << z;
    }
    // Beyond the ziggurat's last rectangle, at 3.44 deviations, there are some, too.
    EXPECT_GT(std::ranges::max(values), 0.5F + 0.1F * 3.45F);
    EXPECT_LT(std::ranges::min(values), 0.5F - 0.1F * 3.45F);
}

// Half of the values over black are cut to 0; the others' mean is strength * sqrt(2 / pi).
TEST(GaussianNoise, IsCutToBlackAndWhiteWhichLiftsBlackAndLowersWhite) {
    const std::vector<float> black = noisy(grey(large.perImage(), 0), large, gaussian(0.2)),
                             white = noisy(grey(large.perImage(), 1), large, gaussian(0.2));
    EXPECT_EQ(std::ranges::min(black), 0);
    EXPECT_LE(std::ranges::max(white), 1);
    const double lifted = 0.2 / std::sqrt(2 * std::numbers::pi);
    EXPECT_NEAR(momentsOf(black).mean, lifted, 0.002);
    EXPECT_NEAR(momentsOf(white).mean, 1 - lifted, 0.002);
    EXPECT_NEAR(static_cast<double>(std::ranges::count(black, 0.0F)) / 90000, 0.5, 0.01);
}

TEST(SaltAndPepper, TakeTheirShareOfThePixelsEachAsOftenAndAllChannelsOfOne) {
    const Shape colour{3, 200, 200, 1};
    const std::vector<float> values = noisy(grey(colour.perImage(), 0.5F), colour, {NoiseKind::SaltPepper, 0.3, false});
    std::map<float, int> counts;
    for (const float v : values) ++counts[v];
    EXPECT_EQ(counts.size(), 3U);
    EXPECT_NEAR(counts[0.0F] / 120000.0, 0.15, 0.006);
    EXPECT_NEAR(counts[1.0F] / 120000.0, 0.15, 0.006);
    for (std::size_t i = 0; i < 40000; ++i) {
        ASSERT_EQ(values[i], values[40000 + i]);
        ASSERT_EQ(values[i], values[80000 + i]);
    }
}

// A level v is v / strength^2 photons: their number has that mean and the root of it as its deviation.
TEST(PoissonNoise, CountsPhotonsWhoseVarianceIsTheirNumber) {
    for (const double strength : {0.05, 0.2, 0.35}) // 800, 10 and 3.3 photons at most
        for (const float level : {0.1F, 0.4F}) {
            const double each = strength * strength, photons = static_cast<double>(level) / each;
            const std::vector<float> values =
                noisy(grey(large.perImage(), level), large, {NoiseKind::Poisson, strength, false});
            const Moments moments = momentsOf(values);
            EXPECT_NEAR(moments.mean / each, photons, 0.02 * photons) << strength << ' ' << level;
            EXPECT_NEAR(moments.deviation / each, std::sqrt(photons), 0.02 * std::sqrt(photons)) << strength;
            for (const float v : values) // but for those that are cut to white
                ASSERT_TRUE(v == 1 ||
                            std::abs(static_cast<double>(v) / each - std::round(static_cast<double>(v) / each)) < 1e-3);
        }
    const std::vector<float> dark = noisy(grey(large.perImage(), 0), large, {NoiseKind::Poisson, 0.5, false});
    EXPECT_EQ(dark, grey(large.perImage(), 0)); // no light, no photons
}

// The shares of a Poisson number by its formula, e^-m m^k / k!.
TEST(PoissonNoise, HasThePoissonDistribution) {
    const double strength = 0.5, mean = 0.5 / 0.25; // at most 4 photons are shown
    const std::vector<float> values = noisy(grey(large.perImage(), 0.5F), large, {NoiseKind::Poisson, strength, false});
    double share = std::exp(-mean);
    for (int k = 0; k < 4; ++k) {
        const auto level = static_cast<float>(k * strength * strength);
        EXPECT_NEAR(static_cast<double>(std::ranges::count(values, level)) / 90000, share, 0.006) << k;
        share *= mean / (k + 1);
    }
}

// A point becomes a bell: sums of the rows and columns are the weights, their second moment the width's square.
TEST(Blur, IsAGaussianOfItsShareOfATenthOfTheShorterSide) {
    const Shape shape{1, 40, 60, 1};
    std::vector<float> point = grey(shape.perImage(), 0);
    point[20 * 60 + 30] = 1;
    const std::vector<float> blurred = noisy(point, shape, {NoiseKind::Blur, 0.5, false});
    double sum = 0, across = 0, down = 0;
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 60; ++x) {
            const auto value = static_cast<double>(blurred[static_cast<std::size_t>(y * 60 + x)]);
            sum += value;
            across += value * (x - 30) * (x - 30);
            down += value * (y - 20) * (y - 20);
        }
    EXPECT_NEAR(sum, 1, 1e-5);
    EXPECT_NEAR(std::sqrt(across), 2, 0.03); // 0.5 of a tenth of 40, cut at three deviations
    EXPECT_NEAR(std::sqrt(down), 2, 0.03);
    for (const float v : noisy(grey(shape.perImage(), 0.25F), shape, {NoiseKind::Blur, 1, false}))
        ASSERT_NEAR(v, 0.25F, 1e-6); // an even picture stays
}

TEST(Bar, IsGreyAcrossThePictureAndOfItsShareOfTheRowsWhereverItIs) {
    const Shape shape{2, 20, 7, 1};
    std::map<std::size_t, int> tops;
    for (std::uint64_t index = 0; index < 400; ++index) {
        const std::vector<float> image = noisy(grey(shape.perImage(), 1), shape, {NoiseKind::Bar, 0.25, false}, index);
        const auto begin = static_cast<std::size_t>(std::ranges::find(image, 0.5F) - image.begin());
        ASSERT_EQ(begin % 7, 0U);
        ++tops[begin / 7];
        for (std::size_t i = 0; i < image.size(); ++i) {
            const std::size_t row = i / 7 % 20;
            ASSERT_EQ(image[i], row >= begin / 7 && row < begin / 7 + 5 ? 0.5F : 1.0F) << i;
        }
    }
    EXPECT_EQ(tops.size(), 16U); // every place at which five of twenty rows fit
}

TEST(EveryNoise, IsTheSameForItsSeedAndIndexAndAnotherForAnother) {
    const Shape shape{1, 28, 28, 1};
    for (const auto& [kind, name] : noiseNames)
        for (const bool mixed : {false, true}) {
            const Noise noise{kind, 0.5, mixed};
            const std::vector<float> clean = ramp(shape), once = noisy(clean, shape, noise, 3);
            EXPECT_EQ(once, noisy(clean, shape, noise, 3)) << name;
            EXPECT_EQ(once == clean, kind == NoiseKind::None) << name;
            const bool hasChance = kind != NoiseKind::None && (kind != NoiseKind::Blur || mixed);
            int others = 0, runs = 0; // a bar may stand in the same place twice
            for (std::uint64_t i = 4; i < 12; ++i) {
                others += noisy(clean, shape, noise, i) != once;
                runs += noisy(clean, shape, noise, 3, seed + i) != once;
            }
            EXPECT_EQ(others > 4, hasChance) << name;
            EXPECT_EQ(runs > 4, hasChance) << name;
            for (const float v : once) ASSERT_TRUE(v >= 0 && v <= 1) << name;
        }
}

TEST(EveryNoise, OfStrengthZeroLeavesThePictureAsItIs) {
    const Shape shape{3, 9, 11, 1};
    for (const auto& [kind, name] : noiseNames) EXPECT_EQ(noisy(ramp(shape), shape, {kind, 0, false}), ramp(shape));
}

// Of a uniform strength in 0 .. s the mean square is s^2 / 3.
TEST(EveryNoise, OfMixedStrengthsGivesEachPictureItsOwn) {
    const Shape shape{1, 40, 40, 1};
    double squares = 0, least = 1, most = 0;
    constexpr int pictures = 300;
    for (std::uint64_t index = 0; index < pictures; ++index) {
        const Moments one = momentsOf(noisy(grey(shape.perImage(), 0.5F), shape, gaussian(0.12, true), index));
        squares += one.deviation * one.deviation;
        least = std::min(least, one.deviation);
        most = std::max(most, one.deviation);
    }
    EXPECT_NEAR(squares / pictures, 0.12 * 0.12 / 3, 0.0005);
    EXPECT_LT(least, 0.01);
    EXPECT_GT(most, 0.11);
}

TEST(Noiser, CoversEachImageOfABatchAsIfItWereAlone) {
    const Shape shape{2, 6, 5, 1};
    Tensor clean(shape.withImages(4)), covered;
    Rng rng(1);
    for (float& v : clean.values()) v = static_cast<float>(rng.uniform());
    const std::size_t indices[] = {9, 2, 40, 3};
    Noiser noiser;
    for (const auto& [kind, name] : noiseNames) {
        noiser.cover(clean, indices, {kind, 0.6, true}, seed, covered);
        ASSERT_EQ(covered.shape(), clean.shape());
        for (int n = 0; n < 4; ++n) {
            Tensor alone = clean.image(n);
            addNoise(alone.values(), shape, {kind, 0.6, true}, seed, indices[n]);
            EXPECT_EQ(covered.image(n), alone) << name;
        }
    }
}

TEST(Noise, IsAnotherInEveryEpochAndRun) {
    std::vector<std::uint64_t> seeds{testNoiseSeed};
    for (std::uint64_t run = 0; run < 20; ++run)
        for (int epoch = 0; epoch < 50; ++epoch) seeds.push_back(noiseSeedOf(run, epoch));
    std::ranges::sort(seeds);
    EXPECT_EQ(std::ranges::adjacent_find(seeds), seeds.end());
}

TEST(Noise, OfAStrengthBeyondItsRangeIsRefusedInASentence) {
    EXPECT_TRUE(checked(gaussian(0)));
    EXPECT_TRUE(checked(gaussian(1)));
    for (const double strength : {-0.1, 1.1, std::nan("")}) {
        const auto refused = checked(gaussian(strength));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().what(), std::string("The strength of the noise must be 0 to 1."));
    }
}

} // namespace
} // namespace cnn::test_noise
