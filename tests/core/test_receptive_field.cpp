// Receptive fields: against the known values of known networks, and against networks that are asked themselves.
#include "core/base/rng.h"
#include "core/explain/effective_field.h"
#include "core/layers/conv2d.h"
#include "core/layers/pool2d.h"
#include "core/walk/receptive_field.h"
#include "tests/support/expect_error.h"

#include <gtest/gtest.h>
#include <set>

namespace test_receptive_field {

using namespace cnn;

namespace {

FieldStack stackOf(const std::string& text, int input = 0) {
    return FieldStack::make(parseFieldLayers(text).orThrow(), input).orThrow();
}

const FieldPreset& preset(const std::string& id) {
    for (const FieldPreset& p : fieldPresets())
        if (p.id == id) return p;
    throw std::runtime_error("no preset " + id);
}

// The same stack as layers whose every weight is 1, so that nothing cancels.
Tensor throughOnes(const FieldStack& stack, const Tensor& in, int level) {
    Tensor values = in, out;
    LayerCache cache;
    for (int i = 0; i < level; ++i) {
        const FieldLayer& l = stack.layers()[static_cast<std::size_t>(i)];
        std::unique_ptr<Layer> layer;
        if (l.pooling) {
            layer = std::make_unique<MaxPool2d>(l.window());
        } else {
            layer = std::make_unique<Conv2d>(1, 1, l.window(), false);
            layer->parameters()[0].value.fill(1);
        }
        layer->forward(values, out, cache);
        std::swap(values, out);
    }
    return values;
}

std::vector<FieldLayer> randomLayers(Rng& rng) {
    std::vector<FieldLayer> layers(1 + rng.below(4));
    for (FieldLayer& l : layers) {
        l.pooling = rng.below(3) == 0;
        l.kernel = 1 + static_cast<int>(rng.below(4));
        l.stride = 1 + static_cast<int>(rng.below(3));
        l.dilation = 1 + static_cast<int>(rng.below(3));
        l.padding = static_cast<int>(rng.below(l.pooling ? static_cast<std::size_t>(l.kernel) / 2 + 1 : 4));
    }
    return layers;
}

bool contains(const std::vector<int>& all, int value) {
    return std::find(all.begin(), all.end(), value) != all.end();
}

TEST(ReceptiveField, OfLeNet5IsSixteenPixelsInStepsOfFour) {
    const FieldStack lenet = stackOf(preset("lenet-5").layers, 28);
    const int sizes[] = {28, 28, 14, 10, 5};
    const std::int64_t fields[] = {1, 5, 6, 14, 16}, jumps[] = {1, 1, 2, 2, 4};
    const double starts[] = {0.5, 0.5, 1, 5, 6};
    const char* names[] = {"input", "conv1", "pool1", "conv2", "pool2"};
    ASSERT_EQ(lenet.levels(), 5);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(lenet.level(i).size, sizes[i]);
        EXPECT_EQ(lenet.level(i).field, fields[i]);
        EXPECT_EQ(lenet.level(i).jump, jumps[i]);
        EXPECT_EQ(lenet.level(i).start, starts[i]);
        EXPECT_EQ(lenet.level(i).name, names[i]);
    }
}

TEST(ReceptiveField, OfVgg19IsWiderThanItsInput) {
    const FieldStack vgg = stackOf(preset("vgg-19").layers, 224);
    EXPECT_EQ(vgg.levels(), 22);
    EXPECT_EQ(vgg.level(vgg.last()).field, 268);
    EXPECT_EQ(vgg.level(vgg.last()).jump, 32);
    EXPECT_EQ(vgg.level(vgg.last()).size, 7);
    EXPECT_EQ(vgg.region(vgg.last(), 3, 0), (Interval{0, 223}));
}

TEST(ReceptiveField, OfDilatedConvolutionsDoublesWithEveryLayer) {
    const FieldStack stack = stackOf("conv3,conv3d2,conv3d4,conv3d8");
    const std::int64_t fields[] = {1, 3, 7, 15, 31};
    for (int i = 0; i < 5; ++i) EXPECT_EQ(stack.level(i).field, fields[i]);
    EXPECT_EQ(stack.level(4).jump, 1);
}

TEST(ReceptiveField, OfTwoSmallKernelsIsThatOfOneLargeWithFewerWeights) {
    const FieldStack two = stackOf("conv3,conv3"), one = stackOf("conv5");
    EXPECT_EQ(two.level(2).field, 5);
    EXPECT_EQ(one.level(1).field, 5);
    EXPECT_EQ(two.weightsPerChannelPair(), 18);
    EXPECT_EQ(one.weightsPerChannelPair(), 25);
}

// Light one pixel; the units that do not stay dark see it.
TEST(ReceptiveField, IsWhatRandomStacksSayThemselves) {
    Rng rng(7);
    int tried = 0;
    while (tried < 60) {
        const int n = 6 + static_cast<int>(rng.below(14));
        const auto made = FieldStack::make(randomLayers(rng), n);
        if (!made) continue;
        ++tried;
        const FieldStack& stack = *made;
        const int pixel = static_cast<int>(rng.below(static_cast<std::size_t>(n)));
        for (int level = 1; level < stack.levels(); ++level) {
            Tensor in({1, n, n, 1});
            in.at(0, pixel, pixel) = 1;
            const Tensor out = throughOnes(stack, in, level);
            ASSERT_EQ(out.shape().h, stack.level(level).size);
            const auto watchers = stack.watchers(0, pixel, level);
            for (int y = 0; y < out.shape().h; ++y)
                for (int x = 0; x < out.shape().w; ++x) {
                    const bool lit = out.at(0, y, x) > 0;
                    EXPECT_EQ(lit,
                              contains(stack.cells(level, y, 0), pixel) && contains(stack.cells(level, x, 0), pixel))
                        << fieldLayersText(stack.layers()) << " on " << n << ", level " << level;
                    EXPECT_EQ(lit, contains(watchers, y) && contains(watchers, x));
                    EXPECT_TRUE(!lit || stack.field(level, y).contains(pixel));
                }
        }
    }
}

TEST(ReceptiveField, SeenLayerByLayerIsTheSameAsSeenAtOnce) {
    Rng rng(11);
    for (int tried = 0; tried < 60;) {
        const auto stack = FieldStack::make(randomLayers(rng), 17);
        if (!stack) continue;
        ++tried;
        for (int level = stack->last(), unit = 0; unit < stack->level(level).size; ++unit)
            for (int between = 0; between <= level; ++between) {
                std::set<int> joined;
                for (const int cell : stack->cells(level, unit, between))
                    for (const int pixel : stack->cells(between, cell, 0)) joined.insert(pixel);
                EXPECT_EQ(std::vector<int>(joined.begin(), joined.end()), stack->cells(level, unit, 0));
            }
    }
}

TEST(ReceptiveField, FollowsTheRecurrencesWhereNoBorderIsNear) {
    const FieldStack stack = stackOf("conv5p2,pool2,conv5,pool2", 28);
    EXPECT_EQ(stack.field(4, 2), (Interval{6, 21}));
    EXPECT_EQ(stack.region(4, 2, 0), (Interval{6, 21}));
    EXPECT_EQ(stack.region(4, 2, 1), (Interval{8, 19}));
    EXPECT_EQ(stack.region(4, 2, 2), (Interval{4, 9}));
    EXPECT_EQ(stack.region(4, 2, 3), (Interval{4, 5}));
    EXPECT_EQ(stack.field(4, 0), (Interval{-2, 13}));
    EXPECT_EQ(stack.region(4, 0, 0), (Interval{0, 13}));
}

TEST(ReceptiveField, HasHolesWhereAStrideJumpsOverCells) {
    const FieldStack stack = stackOf("conv1s3,conv2", 9);
    EXPECT_EQ(stack.cells(2, 0, 0), (std::vector<int>{0, 3}));
    EXPECT_EQ(stack.region(2, 0, 0), (Interval{0, 3}));
    EXPECT_TRUE(stack.watchers(0, 1, 2).empty());
}

TEST(ReceptiveField, FindsTheUnitInTheMiddleOfWhatItSees) {
    const FieldStack stack = stackOf(preset("vgg-19").layers, 224);
    for (int level = 0; level < stack.levels(); ++level)
        for (int unit = 0; unit < stack.level(level).size; ++unit)
            EXPECT_EQ(stack.nearest(level, stack.centre(level, unit)), unit);
    EXPECT_EQ(stack.nearest(21, -1000), 0);
    EXPECT_EQ(stack.nearest(21, 1000), 6);
}

TEST(FieldLayers, AreReadAndWrittenAsText) {
    for (const char* text : {"conv5p2,pool2,conv5,pool2", "conv3s2p1d4", "pool3s2p1", "pool2s1", "conv11s4"})
        EXPECT_EQ(fieldLayersText(parseFieldLayers(text).orThrow()), text);
    EXPECT_EQ(fieldLayersText(parseFieldLayers("  conv5 , pool2s2,conv3d2p1 ").orThrow()), "conv5,pool2,conv3p1d2");
    for (const FieldPreset& p : fieldPresets())
        EXPECT_EQ(stackOf(p.layers, p.input).levels(), stackOf(p.layers).levels());
}

TEST(FieldLayers, AreRefusedWithTheItemThatIsWrong) {
    const auto why = [](const char* text) {
        const auto layers = parseFieldLayers(text);
        return layers ? std::string() : std::string(layers.error().what());
    };
    EXPECT_EQ(why(""), "Layer 1 is empty; write for instance conv3 or pool2.");
    EXPECT_EQ(why("conv3,,pool2"), "Layer 2 is empty; write for instance conv3 or pool2.");
    EXPECT_EQ(why("conv3,dense10"), "Layer 2 (dense10) is neither conv nor pool.");
    EXPECT_EQ(why("conv"), "Layer 1 (conv) needs a kernel from 1 to 512.");
    EXPECT_EQ(why("conv0"), "Layer 1 (conv0) needs a kernel from 1 to 512.");
    EXPECT_EQ(why("pool2,conv3s0"), "Layer 2 (conv3s0) needs a stride from 1 to 64.");
    EXPECT_EQ(why("conv3d99999999999"), "Layer 1 (conv3d99999999999) needs a dilation from 1 to 64.");
    EXPECT_EQ(why("conv3p1p2"), "Layer 1 (conv3p1p2) names its padding twice.");
    EXPECT_NE(why("conv3x2").find("goes on with \"x2\""), std::string::npos);
    std::string many = "conv1";
    for (int i = 0; i < 64; ++i) many += ",conv1";
    EXPECT_NE(why(many.c_str()).find("more than 64"), std::string::npos);
}

TEST(FieldLayers, ThatDoNotFitAreNamed) {
    const auto stack = FieldStack::make(parseFieldLayers("conv5,pool2,conv9").orThrow(), 12);
    ASSERT_FALSE(stack);
    EXPECT_STREQ(stack.error().what(), "Layer 3 (conv9): A 9 × 9 window does not fit a 4 × 4 input.");
    std::string wild;
    for (int i = 0; i < 20; ++i) wild += (i ? ",conv3s64" : "conv3s64");
    EXPECT_FALSE(FieldStack::make(parseFieldLayers(wild).orThrow()));
}

TEST(EffectiveField, StaysWithinTheTheoreticalOne) {
    const FieldStack stack = stackOf("conv5p2,pool2,conv5,pool2", 28);
    for (const PoolingKind pooling : {PoolingKind::Max, PoolingKind::Average}) {
        EffectiveFieldSettings settings;
        settings.pooling = pooling;
        settings.seeds = 3;
        const Tensor field = effectiveField(stack, {4, 2, 1}, settings).orThrow();
        ASSERT_EQ(field.shape(), (Shape{1, 28, 28, 1}));
        const Interval rows = stack.region(4, 2, 0), columns = stack.region(4, 1, 0);
        double sum = 0;
        for (int y = 0; y < 28; ++y)
            for (int x = 0; x < 28; ++x) {
                const double v = static_cast<double>(field.at(0, y, x));
                EXPECT_GE(v, 0);
                EXPECT_TRUE(v == 0 || (rows.contains(y) && columns.contains(x)));
                sum += v;
            }
        EXPECT_NEAR(sum, 1, 1e-4);
    }
}

TEST(EffectiveField, OfEqualWeightsIsTheNumberOfPaths) {
    EffectiveFieldSettings settings;
    settings.equalWeights = true;
    settings.channels = 1;
    settings.seeds = 1;
    const Tensor field = effectiveField(stackOf("conv3,conv3", 7), {2, 1, 1}, settings).orThrow();
    const float paths[] = {0, 1, 2, 3, 2, 1, 0}; // (1 1 1) * (1 1 1), and the same down the rows
    for (int y = 0; y < 7; ++y)
        for (int x = 0; x < 7; ++x) EXPECT_NEAR(field.at(0, y, x), paths[y] * paths[x] / 81, 1e-6);
}

TEST(EffectiveField, IsTheSameEveryTimeAndStopsWhenAsked) {
    const FieldStack stack = stackOf("conv3p1,conv3p1,conv3p1", 12);
    const EffectiveFieldSettings settings;
    EXPECT_EQ(effectiveField(stack, {3, 5, 5}, settings).orThrow(),
              effectiveField(stack, {3, 5, 5}, settings).orThrow());
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = effectiveField(stack, {3, 5, 5}, settings, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code(), ErrorCode::Interrupted);
}

TEST(EffectiveField, IsConcentratedInTheMiddleOfADeepStack) {
    const FieldStack stack = stackOf(preset("deep-3x3").layers, 24);
    EffectiveFieldSettings settings;
    settings.seeds = 4;
    const Tensor field = effectiveField(stack, {8, 12, 12}, settings).orThrow();
    const int side = smallestSquare(field, stack, {8, 12, 12}, 0.9);
    EXPECT_LT(side, stack.level(8).field);
    EXPECT_GT(side, 3);
}

} // namespace

} // namespace test_receptive_field
