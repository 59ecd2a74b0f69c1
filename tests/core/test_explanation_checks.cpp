// Explanations put to the test: the share of a map on a mask, what squares are filled with, networks that have
// forgotten, likeness of maps, deletion and a step aside, each against loops of its own.
#include "core/explain/class_map.h"
#include "core/explain/deletion.h"
#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/on_input.h"
#include "core/explain/random_layers.h"
#include "core/explain/rank_correlation.h"
#include "core/explain/share_on.h"
#include "core/explain/shift_stability.h"
#include "core/layers/losses.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cnn::test_explanation_checks {
namespace {

struct Scene {
    Network net = tinyVgg({}, 3, {2, 12, 11, 1}, 3);
    Tensor image = randomImages({2, 12, 11, 1}, 1, 5);
    double share(const Tensor& picture, int k) const {
        Trace trace;
        net.forward(picture, trace);
        return static_cast<double>(softmax(trace.output()).at(k, 0, 0));
    }
};

TEST(ShareOn, IsWhatOfThePositiveValuesLiesInsideTheMask) {
    const Tensor map({1, 2, 3, 1}, std::vector<float>{1, 2, -5, 3, 0, 4});
    EXPECT_EQ(shareOn(map, std::vector<std::uint8_t>{1, 0, 1, 0, 1, 1}), 5.0 / 10);
    EXPECT_EQ(shareOn(map, std::vector<std::uint8_t>(6, 0)), 0.0);
    EXPECT_EQ(shareOn(map, std::vector<std::uint8_t>(6, 1)), 1.0);
    EXPECT_EQ(shareOfPixels(std::vector<std::uint8_t>{1, 0, 1, 0}), 0.5);
    EXPECT_EQ(shareOfPixels({}), 0.0);
}

TEST(ShareOn, SaysWhenAMapPointsNowhere) {
    const std::vector<std::uint8_t> mask{1, 0, 1, 0};
    EXPECT_EQ(shareOn(Tensor({1, 2, 2, 1}), mask), std::nullopt);
    EXPECT_EQ(shareOn(Tensor({1, 2, 2, 1}, std::vector<float>{-1, -2, 0, 0}), mask), std::nullopt);
    const float none = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(shareOn(Tensor({1, 2, 2, 1}, std::vector<float>{none, 1, 3, 0}), mask), 3.0 / 4);
}

TEST(Baselines, FillASquareWithWhatTheirNamesSay) {
    const Scene s;
    const auto with = [&](OcclusionBaseline baseline) {
        OcclusionSettings square{5, 2, 0.25F, {}, baseline};
        return coveredWhole(s.image, square);
    };
    for (int c = 0; c < 2; ++c) {
        double mean = 0;
        for (int y = 0; y < 12; ++y)
            for (int x = 0; x < 11; ++x) mean += static_cast<double>(s.image.at(c, y, x)) / (12 * 11);
        for (int y = 0; y < 12; ++y)
            for (int x = 0; x < 11; ++x) {
                EXPECT_EQ(with(OcclusionBaseline::Grey).at(c, y, x), 0.25F);
                EXPECT_EQ(with(OcclusionBaseline::Black).at(c, y, x), 0.0F);
                EXPECT_EQ(with(OcclusionBaseline::White).at(c, y, x), 1.0F);
                EXPECT_NEAR(static_cast<double>(with(OcclusionBaseline::Mean).at(c, y, x)), mean, 1e-5);
            }
    }
    const Tensor blurred = with(OcclusionBaseline::Blur);
    EXPECT_NE(blurred, s.image);
    const auto unrest = [](const Tensor& t) {
        double sum = 0;
        for (int y = 0; y < 12; ++y)
            for (int x = 1; x < 11; ++x) sum += std::abs(static_cast<double>(t.at(0, y, x) - t.at(0, y, x - 1)));
        return sum;
    };
    EXPECT_LT(unrest(blurred), 0.3 * unrest(s.image)) << "no detail of the square's size is left";
    EXPECT_EQ(OcclusionSettings{}.baseline, OcclusionBaseline::Grey) << "as it was before there was a choice";
}

TEST(Baselines, TheMapIsTheProbabilityWithThatPieceInPlace) {
    const Scene s;
    for (const OcclusionBaseline baseline :
         {OcclusionBaseline::Mean, OcclusionBaseline::Blur, OcclusionBaseline::White}) {
        const OcclusionSettings square{4, 3, 0, {}, baseline};
        const OcclusionMap map = occlusionMap(s.net, s.image, 2, square).orThrow();
        const Tensor with = coveredWhole(s.image, square), lost = influence(map);
        for (int i = 0; i < 4; ++i)
            for (int j = 0; j < 4; ++j) {
                Tensor covered = s.image;
                for (int c = 0; c < 2; ++c)
                    for (int y = std::max(0, 3 * i); y < std::min(12, 3 * i + 4); ++y)
                        for (int x = std::max(0, 3 * j); x < std::min(11, 3 * j + 4); ++x)
                            covered.at(c, y, x) = with.at(c, y, x);
                const double p = s.share(covered, 2);
                EXPECT_NEAR(static_cast<double>(map.probability.at(0, i, j)), p, 1e-5);
                EXPECT_NEAR(static_cast<double>(lost.at(0, i, j)), map.whole - p, 1e-5)
                    << "what speaks for it is above 0";
            }
    }
    EXPECT_EQ(occlusionMap(s.net, s.image, 2, {2, 3, 0, {}, OcclusionBaseline::Blur}).error().code(), ErrorCode::Usage)
        << "a stride above the side stays refused";
}

TEST(ClassMap, LaysEachMapOnThePicture) {
    const Scene s;
    Trace trace;
    s.net.forward(s.image, trace);
    ClassMapSettings settings;
    settings.occlusion = {4, 2, 0, {}, OcclusionBaseline::Mean};
    for (const auto& named : classMapNames) {
        settings.kind = named.value;
        EXPECT_EQ(classMap(s.net, s.image, 1, settings).orThrow().shape(), (Shape{1, 12, 11, 1})) << named.name;
    }
    settings.kind = ClassMapKind::Saliency;
    EXPECT_EQ(classMap(s.net, s.image, 1, settings).orThrow(), saliency(s.net, trace, 1));
    settings.kind = ClassMapKind::GradCam;
    const std::size_t last = filterLayers(s.net).back();
    EXPECT_EQ(
        classMap(s.net, s.image, 1, settings).orThrow(),
        onInput(gradCam(s.net, trace, last, 1), placeOnInput(s.net, activatedValue(s.net, last)), {2, 12, 11, 1}));
    const Network dense = mlp({}, 1, {1, 8, 8, 1}, 3);
    EXPECT_EQ(classMap(dense, randomImages({1, 8, 8, 1}, 1, 1), 0, settings).error().code(), ErrorCode::Mismatch);
}

bool sameParameters(const Network& a, const Network& b, std::size_t layer) {
    const auto x = a.layer(layer).parameters(), y = b.layer(layer).parameters();
    for (std::size_t p = 0; p < x.size(); ++p)
        if (!(x[p].value == y[p].value)) return false;
    return true;
}

TEST(RandomLayers, ForgetFromALayerOnAndKeepAllBeforeIt) {
    Network net = tinyVgg({}, 3, {2, 12, 11, 1}, 3);
    fillParameters(net, 9);
    const std::size_t last = net.size() - 1;
    const Network forgetful = withRandomLast(net, 4);
    for (std::size_t i = 0; i < last; ++i) EXPECT_TRUE(sameParameters(net, forgetful, i)) << i;
    EXPECT_FALSE(sameParameters(net, forgetful, last));
    const Network blank = withRandomLayers(net, 0, 4);
    for (std::size_t i = 0; i < net.size(); ++i)
        if (!net.layer(i).parameters().empty()) {
            EXPECT_FALSE(sameParameters(net, blank, i)) << net.name(i);
        }
    EXPECT_TRUE(sameParameters(forgetful, blank, last)) << "the same seed, the same weights";
    EXPECT_FALSE(sameParameters(withRandomLast(net, 5), forgetful, last));
}

TEST(RankCorrelation, SeesTheOrderAloneAndSharesRanksAmongEquals) {
    const auto map = [](std::vector<float> values) {
        return Tensor({1, 1, static_cast<int>(values.size()), 1}, values);
    };
    EXPECT_DOUBLE_EQ(*rankCorrelation(map({1, 2, 3, 4}), map({10, 20, 300, 4000})), 1);
    EXPECT_DOUBLE_EQ(*rankCorrelation(map({1, 2, 3, 4}), map({4, 3, 2, 1})), -1);
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: covariance 4.5, variances 4.5 and 5.
    EXPECT_DOUBLE_EQ(*rankCorrelation(map({1, 2, 2, 3}), map({1, 2, 3, 4})), 4.5 / std::sqrt(4.5 * 5));
    EXPECT_EQ(rankCorrelation(map({1, 1, 1}), map({1, 2, 3})), std::nullopt) << "a map that is flat is like nothing";
}

TEST(Deletion, CoversTheMostImportantPixelsFirstAndAddsUpTheArea) {
    const Scene s;
    const Tensor map = chanceMap(s.image.shape(), 7), with = coveredWhole(s.image, {5, 1, 0.5F});
    const int steps = 6, pixels = 12 * 11;
    const DeletionCurve curve = deletionCurve(s.net, s.image, 1, map, with, steps).orThrow();
    ASSERT_EQ(curve.covered.size(), 7U);
    double area = 0;
    for (int step = 0; step <= steps; ++step) {
        const int wanted = pixels * step / steps;
        Tensor covered = s.image;
        for (int i = 0; i < pixels; ++i) {
            int before = 0; // pixels that are more important
            for (int j = 0; j < pixels; ++j) before += map.data()[j] > map.data()[i] ? 1 : 0;
            if (before < wanted)
                for (int c = 0; c < 2; ++c) covered.data()[c * pixels + i] = with.data()[c * pixels + i];
        }
        const auto at = static_cast<std::size_t>(step);
        EXPECT_NEAR(curve.covered[at], static_cast<double>(wanted) / pixels, 1e-12);
        EXPECT_NEAR(curve.probability[at], s.share(covered, 1), 1e-5) << step;
        if (step > 0) area += (curve.probability[at] + curve.probability[at - 1]) / 2 / steps;
    }
    EXPECT_NEAR(curve.area, area, 1e-6);
}

TEST(Deletion, StopsWhenItIsTold) {
    const Scene s;
    std::stop_source stop;
    const auto done = [&](double) { stop.request_stop(); };
    const auto curve =
        deletionCurve(s.net, s.image, 1, chanceMap(s.image.shape(), 1), s.image, 8, stop.get_token(), done);
    EXPECT_EQ(curve.error().code(), ErrorCode::Interrupted);
    EXPECT_EQ(shiftStability(s.net, s.image, 1, {}, stop.get_token()).error().code(), ErrorCode::Interrupted);
}

TEST(ShiftStability, ComparesEachMovedPicturesMapMovedBack) {
    const Scene s;
    ClassMapSettings settings;
    settings.kind = ClassMapKind::Saliency;
    const ShiftStability found = shiftStability(s.net, s.image, 0, settings).orThrow();
    ASSERT_EQ(found.alike.size(), 8U);
    EXPECT_NEAR(found.whole, s.share(s.image, 0), 1e-6);
    const Tensor still = classMap(s.net, s.image, 0, settings).orThrow();
    std::size_t at = 0;
    for (int down = -1; down <= 1; ++down)
        for (int right = -1; right <= 1; ++right) {
            if (down == 0 && right == 0) continue;
            Tensor picture(s.image.shape());
            for (int c = 0; c < 2; ++c)
                for (int y = 0; y < 12; ++y)
                    for (int x = 0; x < 11; ++x)
                        picture.at(c, y, x) = s.image.at(c, std::clamp(y - down, 0, 11), std::clamp(x - right, 0, 10));
            EXPECT_EQ(picture, movedPicture(s.image, down, right));
            const Tensor moved = classMap(s.net, picture, 0, settings).orThrow();
            std::vector<float> a, b;
            for (int y = 0; y < 12; ++y)
                for (int x = 0; x < 11; ++x)
                    if (y + down >= 0 && y + down < 12 && x + right >= 0 && x + right < 11) {
                        a.push_back(still.at(0, y, x));
                        b.push_back(moved.at(0, y + down, x + right));
                    }
            const Shape flat{1, 1, static_cast<int>(a.size()), 1};
            EXPECT_EQ(found.alike[at], rankCorrelation(Tensor(flat, a), Tensor(flat, b))) << down << ' ' << right;
            EXPECT_NEAR(found.probability[at], s.share(picture, 0), 1e-6);
            ++at;
        }
    EXPECT_LE(*found.least(), *found.mean());
}

} // namespace
} // namespace cnn::test_explanation_checks
