// The plane of the embedding is that of power iteration in plain loops, and it stays put while a network learns.
#include "core/base/rng.h"
#include "core/explain/embedding.h"
#include "core/network/models.h"
#include "core/train/metrics.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cnn::test_embedding {
namespace {

constexpr int features = 12, images = 200;

// A cloud that is long in one direction, less so in a second, and not along the coordinates.
Tensor cloud(double first, double second) {
    Rng rng(3);
    std::vector<double> a(features), b(features);
    for (int f = 0; f < features; ++f) {
        a[static_cast<std::size_t>(f)] = std::sin(f + 1.0);
        b[static_cast<std::size_t>(f)] = std::cos(2.0 * f);
    }
    Tensor values({features, 1, 1, images});
    for (int i = 0; i < images; ++i) {
        const double s = first * rng.normal(), t = second * rng.normal();
        for (int f = 0; f < features; ++f)
            values.at(f, 0, 0, i) = static_cast<float>(5 + s * a[static_cast<std::size_t>(f)] +
                                                       t * b[static_cast<std::size_t>(f)] + 0.1 * rng.normal());
    }
    return values;
}

struct Axis {
    std::vector<double> direction;
    double variance;
};

// The two largest eigenvectors of the covariance, by power iteration; `total`: the sum of all variances.
std::vector<Axis> plainAxes(const Tensor& v, double& total) {
    std::vector<std::vector<double>> c(features, std::vector<double>(features, 0));
    std::vector<double> mean(features, 0);
    for (int f = 0; f < features; ++f)
        for (int i = 0; i < images; ++i)
            mean[static_cast<std::size_t>(f)] += static_cast<double>(v.at(f, 0, 0, i)) / images;
    total = 0;
    for (std::size_t f = 0; f < features; ++f)
        for (std::size_t g = 0; g < features; ++g) {
            for (int i = 0; i < images; ++i)
                c[f][g] += (static_cast<double>(v.at(static_cast<int>(f), 0, 0, i)) - mean[f]) *
                           (static_cast<double>(v.at(static_cast<int>(g), 0, 0, i)) - mean[g]) / images;
            if (f == g) total += c[f][f];
        }
    std::vector<Axis> axes;
    for (int a = 0; a < 2; ++a) {
        std::vector<double> x(features, 1);
        double length = 0;
        for (int round = 0; round < 2000; ++round) {
            std::vector<double> y(features, 0);
            for (std::size_t f = 0; f < features; ++f)
                for (std::size_t g = 0; g < features; ++g) y[f] += c[f][g] * x[g];
            length = 0;
            for (const double k : y) length += k * k;
            length = std::sqrt(length);
            for (std::size_t f = 0; f < features; ++f) x[f] = y[f] / length;
        }
        for (std::size_t f = 0; f < features; ++f)
            for (std::size_t g = 0; g < features; ++g) c[f][g] -= length * x[f] * x[g];
        axes.push_back({x, length});
    }
    return axes;
}

TEST(Embedding, LiesInThePlaneOfLargestVariance) {
    const Tensor values = cloud(3, 1);
    double total = 0;
    const auto plain = plainAxes(values, total);
    const Embedding e = embed(values);
    for (std::size_t a = 0; a < 2; ++a) {
        double along = 0, largest = 0;
        for (int f = 0; f < features; ++f) {
            const double k = e.axes(f, static_cast<Eigen::Index>(a));
            along += k * plain[a].direction[static_cast<std::size_t>(f)];
            if (std::abs(k) > std::abs(largest)) largest = k;
        }
        EXPECT_NEAR(std::abs(along), 1, 1e-6);
        EXPECT_GT(largest, 0);
        EXPECT_NEAR(e.shares[a], plain[a].variance / total, 1e-6);
    }
    for (int i = 0; i < images; ++i)
        for (Eigen::Index a = 0; a < 2; ++a) {
            double at = 0;
            for (int f = 0; f < features; ++f)
                at += (static_cast<double>(values.at(f, 0, 0, i)) - e.mean(f)) * e.axes(f, a);
            EXPECT_NEAR(static_cast<double>(e.points(i, a)), at, 1e-4);
            EXPECT_NEAR(static_cast<double>(e.place(values.image(i))[static_cast<std::size_t>(a)]), at, 1e-4);
        }
}

// Many values are narrowed down first: repeating each of twelve makes the same picture, stretched.
TEST(Embedding, OfVeryManyValuesIsTheSamePlane) {
    constexpr int times = 64; // 768 values
    const Tensor few = cloud(3, 1);
    Tensor many({features * times, 1, 1, images});
    for (int f = 0; f < features * times; ++f)
        for (int i = 0; i < images; ++i) many.at(f, 0, 0, i) = few.at(f / times, 0, 0, i);
    const Embedding expected = embed(few), e = embed(many);
    for (Eigen::Index a = 0; a < 2; ++a) {
        EXPECT_NEAR(e.shares[static_cast<std::size_t>(a)], expected.shares[static_cast<std::size_t>(a)], 1e-6);
        EXPECT_NEAR(e.axes.col(a).norm(), 1, 1e-9);
        for (int i = 0; i < images; ++i)
            EXPECT_NEAR(e.points(i, a), 8 * expected.points(i, a), 1e-3F); // 8: the root of 64
    }
}

TEST(Embedding, IsTurnedBackToTheOneBefore) {
    const Tensor values = cloud(3, 2);
    Embedding before = embed(values);
    // As if it had been seen from behind and turned by a quarter: (x, y) -> (y, x).
    before.points.col(0).swap(before.points.col(1));
    before.axes.col(0).swap(before.axes.col(1));
    const Embedding after = embed(values, &before);
    EXPECT_LT((after.points - before.points).cwiseAbs().maxCoeff(), 1e-4F);
    EXPECT_LT((after.axes - before.axes).cwiseAbs().maxCoeff(), 1e-6);
    const Embedding alone = embed(values);
    EXPECT_NEAR(after.shares[0], alone.shares[1], 1e-9);
    EXPECT_NEAR(after.shares[1], alone.shares[0], 1e-9);
}

TEST(Embedding, MayKeepItsAxesAndFollowInDirectionAlone) {
    const Tensor values = cloud(3, 2);
    const Embedding alone = embed(values);
    Embedding before = alone;
    before.points.col(1) *= -1;
    const Embedding after = embed(values, &before, Following::Signs);
    EXPECT_EQ(after.points, before.points);
    EXPECT_EQ(after.axes.col(1), -alone.axes.col(1));
    EXPECT_EQ(after.shares, alone.shares);
}

TEST(Embedding, DoesNotFlipWhileANetworkLearns) {
    const auto data = std::make_shared<const DataSplit>(bars(640));
    TrainingSettings settings;
    settings.epochs = 2;
    Trainer trainer(lenet5({}, 2), data, settings);
    const std::size_t layers = layersBeforeLast(trainer.network());
    Embedding before = embed(valuesAfter(trainer.network(), layers, data->test, 100));
    while (!trainer.finished()) {
        trainer.step();
        const Embedding now = embed(valuesAfter(trainer.network(), layers, data->test, 100), &before);
        double along[2] = {}, sizes = 0;
        for (Eigen::Index a = 0; a < 2; ++a) {
            along[a] = static_cast<double>(now.points.col(a).dot(before.points.col(a)));
            sizes += static_cast<double>(now.points.col(a).squaredNorm() + before.points.col(a).squaredNorm()) / 2;
        }
        EXPECT_GT(along[0] + along[1], 0.7 * sizes) << "at " << trainer.progress();
        EXPECT_GT(along[0], 0);
        EXPECT_GT(along[1], 0);
        before = now;
    }
}

TEST(Embedding, OfWhatDoesNotDifferIsOnePoint) {
    Tensor same({3, 1, 1, 5});
    same.fill(2);
    const Embedding e = embed(same);
    EXPECT_EQ(e.points.cwiseAbs().maxCoeff(), 0);
    EXPECT_EQ(e.shares[0], 0);
    EXPECT_EQ(embed(Tensor({1, 1, 1, 4})).points.rows(), 4); // a single value: the second axis is empty
}

} // namespace
} // namespace cnn::test_embedding
