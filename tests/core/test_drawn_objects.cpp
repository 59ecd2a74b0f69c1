#include "core/data/object_forms.h"
#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/instrumented.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace cnn::test_drawn_objects {
namespace {

TEST(DrawnObjects, AreTheSameForASeedWhateverTheCount) {
    const DataSplit few = drawnObjects(5, 30, 10), many = drawnObjects(5, 60, 40);
    EXPECT_TRUE(std::equal(few.train.pixels.bytes().begin(), few.train.pixels.bytes().end(),
                           many.train.pixels.bytes().begin()));
    EXPECT_TRUE(
        std::equal(few.test.pixels.bytes().begin(), few.test.pixels.bytes().end(), many.test.pixels.bytes().begin()));
    EXPECT_NE(drawnObjects(6, 30, 10).train.pixels, few.train.pixels);
}

TEST(DrawnObjects, NeverRepeatAnImageNorTestOnOneThatWasLearned) {
    const DataSplit split = drawnObjects(1, 600, 400);
    std::set<std::string> seen;
    for (const Dataset* set : {&split.train, &split.test})
        for (std::size_t i = 0; i < set->size(); ++i) {
            const auto bytes = set->bytes(i);
            seen.emplace(bytes.begin(), bytes.end());
        }
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(DrawnObjects, ComeInTurnInColourWithTheirNames) {
    const Dataset set = drawnObjects(1, 100, 0).train;
    EXPECT_EQ(set.shape, (Shape{3, 32, 32, 1}));
    const std::vector<std::string> names{"plane", "car",  "ship",   "tree",     "house",
                                         "cup",   "fish", "flower", "mushroom", "umbrella"};
    EXPECT_EQ(set.classNames, names);
    for (std::size_t i = 0; i < set.size(); ++i) EXPECT_EQ(set.labels[i], static_cast<int>(i % 10));
}

TEST(DrawnObjects, LieWithinTheirBox) {
    Rng rng(3);
    for (const ObjectKind& kind : objectKinds())
        for (int form = 0; form < 50; ++form)
            for (const ObjectPart& part : kind.parts({{1, 0, 0}, {0, 0, 1}}, rng)) {
                if (part.kind == ObjectPart::Ellipse) {
                    const PenPoint centre = part.points[0], radii = part.points[1];
                    EXPECT_LE(std::abs(centre.x) + radii.x, 1.16) << kind.name;
                    EXPECT_LE(std::abs(std::min(part.lowest, centre.y + radii.y)), 1.16) << kind.name;
                    continue;
                }
                for (const PenPoint& p : part.points)
                    EXPECT_LE(std::max(std::abs(p.x), std::abs(p.y)), 1.16) << kind.name;
            }
}

// A shape's middle is covered by its colour, its outside is not.
TEST(DrawnObjects, AreDrawnWhereTheyArePlaced) {
    ColourCanvas canvas(16);
    const ObjectPart square{ObjectPart::Polygon, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}, {0, 1, 0}};
    drawObject(std::span(&square, 1), {{4, 6}, 2, 0, false}, canvas);
    EXPECT_GT(canvas.at(6, 4)[1], 0.9);
    EXPECT_GT(canvas.at(4, 2)[1], 0.4); // its corner, with a soft edge
    EXPECT_EQ(canvas.at(6, 8)[1], 0);
    EXPECT_EQ(canvas.at(12, 4)[1], 0);
}

TEST(DrawnObjects, MirroredTheyLookTheOtherWay) {
    ColourCanvas one(20), other(20);
    const ObjectPart dot{ObjectPart::Ellipse, {{0.7, 0}, {0.2, 0.2}}, {1, 1, 1}};
    drawObject(std::span(&dot, 1), {{10, 10}, 8, 0, false}, one);
    drawObject(std::span(&dot, 1), {{10, 10}, 8, 0, true}, other);
    EXPECT_GT(one.at(10, 15)[0], 0.9);
    EXPECT_GT(other.at(10, 4)[0], 0.9);
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 20; ++x) EXPECT_NEAR(one.at(y, x)[0], other.at(y, 19 - x)[0], 1e-9);
}

TEST(Colours, OfAHueAreThoseOfTheColourCircle) {
    const auto near = [](const Rgb& a, const Rgb& b) {
        return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]) < 1e-9;
    };
    EXPECT_TRUE(near(rgbOf(0, 1, 1), {1, 0, 0}));
    EXPECT_TRUE(near(rgbOf(1.0 / 6, 1, 1), {1, 1, 0}));
    EXPECT_TRUE(near(rgbOf(1.0 / 3, 1, 0.5), {0, 0.5, 0}));
    EXPECT_TRUE(near(rgbOf(2.0 / 3 + 3, 1, 1), {0, 0, 1}));
    EXPECT_TRUE(near(rgbOf(0.4, 0, 0.7), {0.7, 0.7, 0.7}));
}

std::array<double, 3> meanColour(const Dataset& set, std::size_t image) {
    const auto bytes = set.bytes(image);
    std::array<double, 3> mean{};
    for (std::size_t i = 0; i < bytes.size(); ++i) mean[i / 1024] += bytes[i] / 1024.0;
    return mean;
}

// Who knows nothing but the mean colour of a picture can hardly tell what is on it: shapes have to be learned.
TEST(DrawnObjects, AreNotToldApartByTheirMeanColour) {
    const DataSplit split = drawnObjects(1, 1000, 500);
    std::array<std::array<double, 3>, 10> centre{};
    for (std::size_t i = 0; i < split.train.size(); ++i)
        for (std::size_t c = 0; c < 3; ++c) centre[i % 10][c] += meanColour(split.train, i)[c] / 100;
    int right = 0;
    for (std::size_t i = 0; i < split.test.size(); ++i) {
        const auto mean = meanColour(split.test, i);
        std::size_t best = 0;
        double least = 1e9;
        for (std::size_t k = 0; k < 10; ++k) {
            const double d = std::hypot(mean[0] - centre[k][0], mean[1] - centre[k][1], mean[2] - centre[k][2]);
            if (d >= least) continue;
            least = d;
            best = k;
        }
        right += best == i % 10;
    }
    EXPECT_LE(right, 125); // a quarter; by chance it would be 50
}

// Under a sanitizer a fraction of the work shows the same mistakes of memory.
TEST(DrawnObjects, AreLearnedByASmallConvolutionalNetwork) {
    constexpr std::size_t images = isInstrumented ? 200 : 3000;
    constexpr double wanted = isInstrumented ? 0.05 : 0.6;
    TrainingSettings settings;
    settings.optimizer = OptimizerKind::Adam;
    settings.learningRate = 0.003;
    settings.epochs = 3;
    settings.batch = 32;
    settings.threads = 2;
    Trainer trainer(tinyVgg({}, 1, {3, 32, 32, 1}, 10), std::make_shared<const DataSplit>(drawnObjects(1, images, 500)),
                    settings);
    while (!trainer.finished()) trainer.step();
    const double accuracy = trainer.evaluate(trainer.data().test).accuracy;
    EXPECT_GE(accuracy, wanted);
    RecordProperty("accuracy", std::to_string(accuracy));
}

} // namespace
} // namespace cnn::test_drawn_objects
