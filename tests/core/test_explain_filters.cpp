// What filters look at: patches that were planted, pictures that must excite more than the noise they began as, and a
// network whose filter is taken out by hand.
#include "core/explain/ascent.h"
#include "core/explain/knock_out.h"
#include "core/explain/top_patches.h"
#include "core/layers/losses.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn::test_explain_filters {
namespace {

std::stop_token stopped() {
    std::stop_source source;
    source.request_stop();
    return source.get_token();
}

// ---- receptive fields -----------------------------------------------------------------------------------------------

TEST(InputRegion, IsTheFieldOfTheRecurrencesInLeNet5) {
    const Network net = lenet5({}, 1);
    const auto stack = FieldStack::make(parseFieldLayers("conv5p2,pool2,conv5,pool2").orThrow(), 28).orThrow();
    const std::size_t values[] = {0, 1, 3, 4, 6}; // of the stack's levels
    for (int level = 0; level < stack.levels(); ++level)
        for (int unit = 0; unit < stack.level(level).size; ++unit) {
            const InputRegion region = inputRegion(net, values[level], unit, 0);
            EXPECT_EQ(region.rows, stack.field(level, unit));
            EXPECT_EQ(region.columns, stack.field(level, 0));
        }
    EXPECT_EQ(inputRegion(net, net.size(), 0, 0).rows, (Interval{-2, 29})) << "a class sees all, the padding too";
}

// A pixel outside the region changes nothing; the region's borders do.
TEST(InputRegion, HoldsAllThatTheUnitSeesWhateverTheWindow) {
    const Network net = everyKind(3);
    const std::size_t value = net.find("sigmoid").value() + 1;
    Tensor top(net.outputShape(value - 1));
    const Tensor image = randomImages(net.inputShape(), 1, 8);
    Trace trace;
    net.forward(image, trace);
    for (int y = 0; y < top.shape().h; ++y)
        for (int x = 0; x < top.shape().w; ++x) {
            top.fill(0);
            top.at(0, y, x) = 1;
            const Tensor slope = gradientBetween(net, trace, value, top, 0);
            const InputRegion region = inputRegion(net, value, y, x);
            for (int v = 0; v < image.shape().h; ++v)
                for (int u = 0; u < image.shape().w; ++u)
                    if (!region.rows.contains(v) || !region.columns.contains(u)) {
                        EXPECT_EQ(slope.at(0, v, u), 0) << y << ' ' << x << ": " << v << ' ' << u;
                    }
        }
}

// ---- patches --------------------------------------------------------------------------------------------------------

// One filter that looks for a bright cross of 3 x 3 and one for its opposite.
Network crossFinder(int padding) {
    Network net(Shape{1, 12, 10, 1});
    auto conv = std::make_unique<Conv2d>(1, 2, Window::square(3, 1, padding));
    const float cross[] = {-1, 1, -1, 1, 1, 1, -1, 1, -1};
    for (std::size_t i = 0; i < 9; ++i) {
        conv->parameters()[0].value.data()[i] = cross[i];
        conv->parameters()[0].value.data()[9 + i] = -cross[i];
    }
    net.add("conv", std::move(conv));
    return net;
}

// Black pictures, in some of which there is a cross of the given brightness with its middle at (y, x).
struct Planted {
    std::size_t image;
    int y, x;
    std::uint8_t level;
};
Dataset withCrosses(std::size_t images, std::span<const Planted> crosses) {
    Dataset set;
    set.shape = {1, 12, 10, 1};
    set.classNames = {"none"};
    set.labels.assign(images, 0);
    set.pixels.bytes().assign(images * set.shape.perImage(), 0);
    for (const Planted& p : crosses)
        for (const auto& [dy, dx] : {std::pair{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}}) {
            const int y = p.y + dy, x = p.x + dx;
            if (y >= 0 && y < 12 && x >= 0 && x < 10)
                set.pixels.bytes()[p.image * 120 + static_cast<std::size_t>(y * 10 + x)] = p.level;
        }
    return set;
}

TEST(TopPatches, AreThePlantedOnesInOrderWhereverTheyLie) {
    const Planted crosses[] = {{7, 4, 5, 255}, {130, 9, 2, 200}, {64, 2, 7, 100}, {7, 8, 2, 150}};
    const Network net = crossFinder(0);
    const Dataset set = withCrosses(150, crosses);
    const auto lists = topPatches(net, 0, set, {150, 3}).orThrow();
    ASSERT_EQ(lists.size(), 2U);
    ASSERT_EQ(lists[0].size(), 3U);
    const Planted* expected[] = {&crosses[0], &crosses[1], &crosses[2]}; // the second cross of image 7 does not count
    for (std::size_t i = 0; i < 3; ++i) {
        const Patch& p = lists[0][i];
        EXPECT_EQ(p.image, expected[i]->image);
        EXPECT_EQ(p.y, expected[i]->y - 1);
        EXPECT_EQ(p.x, expected[i]->x - 1);
        EXPECT_NEAR(p.value, 5 * static_cast<float>(expected[i]->level) / 255, 1e-5F);
        const Tensor pixels = patchPixels(net, 0, set, p);
        ASSERT_EQ(pixels.shape(), (Shape{1, 3, 3, 1}));
        const float level = static_cast<float>(expected[i]->level) * (1.0F / 255.0F);
        EXPECT_EQ(pixels,
                  Tensor(pixels.shape(), std::vector{0.0F, level, 0.0F, level, level, level, 0.0F, level, 0.0F}));
    }
    EXPECT_EQ(topPatches(net, 0, set, {100, 3}).orThrow()[0][1].image, 64U) << "image 130 is not among the first 100";
}

TEST(TopPatches, BeyondTheBorderAreBlackAsTheNetworkSeesThem) {
    const Planted corner[] = {{1, 0, 9, 255}};
    const Network net = crossFinder(1);
    const Dataset set = withCrosses(3, corner);
    const Patch best = topPatches(net, 0, set, {3, 1}).orThrow()[0][0];
    EXPECT_EQ(best, (Patch{1, 0, 9, best.value}));
    EXPECT_EQ(patchPixels(net, 0, set, best), Tensor(Shape{1, 3, 3, 1}, std::vector<float>{0, 0, 0, 1, 1, 0, 0, 1, 0}));
}

TEST(TopPatches, OfEqualsAreTheEarlierImages) {
    const Planted same[] = {{5, 4, 4, 255}, {2, 4, 4, 255}, {70, 4, 4, 255}};
    const auto lists = topPatches(crossFinder(0), 0, withCrosses(80, same), {80, 3}).orThrow();
    EXPECT_EQ(lists[0][0].image, 2U);
    EXPECT_EQ(lists[0][1].image, 5U);
    EXPECT_EQ(lists[0][2].image, 70U);
}

TEST(TopPatches, StopWhenAsked) {
    EXPECT_EQ(topPatches(crossFinder(0), 0, withCrosses(3, {}), {}, stopped()).error().code(), ErrorCode::Interrupted);
}

// ---- gradient ascent ------------------------------------------------------------------------------------------------

// A kernel's best picture is known: white under its positive weights, black under the negative ones.
TEST(Ascent, OfAConvolutionsUnitIsItsKernelInBlackAndWhite) {
    AscentSettings settings;
    settings.blur = 0;
    const std::vector channels{0, 1};
    const Ascent found = ascend(crossFinder(0), 1, channels, settings).orThrow();
    const int top = 10 / 2, left = 8 / 2; // of the unit in the middle of 10 x 8
    for (int y = 0; y < 12; ++y)
        for (int x = 0; x < 10; ++x) {
            const int dy = y - top - 1, dx = x - left - 1;
            const bool inside = std::abs(dy) <= 1 && std::abs(dx) <= 1, cross = inside && (dy == 0 || dx == 0);
            const float grey = found.pictures.at(0, y, x, 0);
            if (inside) {
                EXPECT_NEAR(grey, cross ? 1.0F : 0.0F, 0.05F) << y << ' ' << x;
                EXPECT_NEAR(found.pictures.at(0, y, x, 1), cross ? 0.0F : 1.0F, 0.05F) << y << ' ' << x;
            } else {
                EXPECT_NEAR(grey, 0.5F, 0.05F) << "nothing pulls here";
            }
        }
}

TEST(Ascent, ExcitesEveryFilterAndEveryClassMoreThanTheNoiseItBeganAs) {
    const Network net = lenet5({}, 3);
    for (const std::size_t value : {net.find("conv1").value() + 1, net.find("conv2").value() + 1, net.size()})
        for (const bool unit : {true, false}) {
            std::vector<int> channels(static_cast<std::size_t>(net.outputShape(value - 1).c));
            for (std::size_t i = 0; i < channels.size(); ++i) channels[i] = static_cast<int>(i);
            AscentSettings settings;
            settings.unit = unit;
            settings.steps = 10;
            settings.jitter = unit ? 0 : 1;
            const Ascent found = ascend(net, value, channels, settings).orThrow();
            ASSERT_EQ(found.after.size(), channels.size());
            for (std::size_t i = 0; i < channels.size(); ++i)
                EXPECT_GT(found.after[i], found.before[i] + 0.01F) << "value " << value << ", channel " << i;
            EXPECT_GE(found.pictures.array().minCoeff(), 0);
            EXPECT_LE(found.pictures.array().maxCoeff(), 1);
        }
}

// The height it tells is that of the picture it gives: the network, run plainly, says the same.
TEST(Ascent, TellsTheHeightOfItsPicture) {
    const Network net = lenet5({}, 3);
    const std::size_t value = net.find("conv2").value() + 1;
    const std::vector channels{4};
    for (const bool unit : {true, false}) {
        AscentSettings settings;
        settings.unit = unit;
        settings.steps = 5;
        const Ascent found = ascend(net, value, channels, settings).orThrow();
        Trace trace;
        net.forward(found.pictures, trace);
        double mean = 0;
        for (int y = 0; y < 10; ++y)
            for (int x = 0; x < 10; ++x) mean += static_cast<double>(trace.values[value].at(4, y, x)) / 100;
        const double expected = unit ? static_cast<double>(trace.values[value].at(4, 5, 5)) : mean;
        EXPECT_NEAR(static_cast<double>(found.after[0]), expected, 1e-5);
    }
}

TEST(Ascent, GivesTheSamePictureForASeedWhateverElseIsAskedFor) {
    const Network net = lenet5({}, 3);
    AscentSettings settings;
    settings.jitter = 2;
    settings.unit = false;
    settings.steps = 5;
    std::vector<int> classes(10);
    for (std::size_t i = 0; i < 10; ++i) classes[i] = static_cast<int>(i);
    const std::vector seven{7};
    const Ascent all = ascend(net, net.size(), classes, settings).orThrow();
    EXPECT_EQ(all.pictures, ascend(net, net.size(), classes, settings).orThrow().pictures);
    const Tensor alone = ascend(net, net.size(), seven, settings).orThrow().pictures;
    EXPECT_LT((alone.array() - all.pictures.image(7).array()).abs().maxCoeff(), 1e-4F);
    settings.seed = 2;
    EXPECT_NE(alone, ascend(net, net.size(), seven, settings).orThrow().pictures);
    EXPECT_EQ(ascend(net, net.size(), seven, settings, stopped()).error().code(), ErrorCode::Interrupted);
}

// ---- knocking out ---------------------------------------------------------------------------------------------------

// A copy whose filter has no weights and no bias left.
Network withoutFilter(const Network& net, std::size_t layer, int filter) {
    Network copy = net;
    for (Parameter& p : copy.layer(layer).parameters()) {
        const std::size_t each = p.value.size() / static_cast<std::size_t>(net.outputShape(layer).c);
        std::fill_n(p.value.data() + static_cast<std::size_t>(filter) * each, each, 0.0F);
    }
    return copy;
}

TEST(KnockOut, GivesTheAccuracyOfACopyWithoutTheFilter) {
    const auto data = std::make_shared<const DataSplit>(bars(200));
    for (const auto activation : {ActivationKind::Relu, ActivationKind::Sigmoid}) {
        TrainingSettings settings;
        settings.batch = 10;
        Trainer trainer(lenet5({activation, PoolingKind::Max}, 2), data, settings);
        for (int i = 0; i < 6; ++i) trainer.step();
        const Network& net = trainer.network();
        constexpr std::size_t images = 40;
        for (const std::size_t layer : filterLayers(net)) {
            const KnockOut found = knockOut(net, layer, data->test, images).orThrow();
            EXPECT_EQ(found.images, images);
            EXPECT_EQ(found.whole, evaluate(net, data->test, settings.loss, 1, images).accuracy);
            ASSERT_EQ(found.without.size(), static_cast<std::size_t>(net.outputShape(layer).c));
            for (std::size_t f = 0; f < found.without.size(); ++f)
                EXPECT_EQ(found.without[f],
                          evaluate(withoutFilter(net, layer, static_cast<int>(f)), data->test, settings.loss, 1, images)
                              .accuracy)
                    << "filter " << f;
        }
        EXPECT_EQ(knockOut(net, 0, data->test, images, stopped()).error().code(), ErrorCode::Interrupted);
    }
}

} // namespace
} // namespace cnn::test_explain_filters
