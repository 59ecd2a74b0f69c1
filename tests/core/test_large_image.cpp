// One large image: its work is shared among threads, a depthwise convolution and a pooling have loops of their own, and
// whoever does not add results up again may take a shorter way. tests/levels/at_level.sh runs this at each level.
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"
#include "core/network/models.h"
#include "core/network/pass.h"
#include "tests/support/sample_networks.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace cnn::test_large_image {
namespace {

Tensor forward(const Layer& layer, const Tensor& in, ThreadPool* pool = nullptr) {
    LayerCache cache;
    cache.pool = pool;
    Tensor out;
    layer.forward(in, out, cache);
    return out;
}

std::unique_ptr<Layer> convolution(int in, int out, const Window& window, int groups = 1) {
    auto layer = std::make_unique<Conv2d>(in, out, window, true, groups);
    Rng rng(static_cast<std::uint64_t>(in + out));
    for (Parameter& p : layer->parameters()) fillParameter(p, rng, -0.3, 0.3);
    return layer;
}

// Wide and narrow maps, strides, groups, branches, everything that is shared.
Network largeNetwork() {
    Network net(Shape{3, 71, 67, 1});
    net.add("first", convolution(3, 40, Window::square(5, 1, 2)));
    net.add("relu1", std::make_unique<Activation>(ActivationKind::Relu));
    net.add("pool1", std::make_unique<MaxPool2d>(Window::square(2, 2)));
    net.add("wide", convolution(40, 48, Window::square(3, 1, 1)));
    net.add("relu2", std::make_unique<Activation>(ActivationKind::Relu));
    net.add("depthwise", convolution(48, 48, Window::square(3, 1, 1), 48));
    net.add("point", convolution(48, 64, Window::square(1)));
    net.add("mean", std::make_unique<AvgPool2d>(Window::square(3, 2, 1)));
    net.add("strided", convolution(64, 96, Window::square(3, 2, 1)));
    net.add("relu3", std::make_unique<Activation>(ActivationKind::Relu));
    net.add("narrow", convolution(96, 96, Window::square(3, 1, 1)));
    net.add("grouped", convolution(96, 96, Window::square(3, 1, 1), 2), {net.size()});
    net.add("sum", makeLayer({"add", {}, 0, 0}), {net.size(), net.size() - 1});
    net.add("flatten", std::make_unique<Flatten>());
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, 301));
    net.add("relu4", std::make_unique<Activation>(ActivationKind::Relu));
    fillParameters(net, 11);
    return net;
}

TEST(LargeImage, HasTheSameBitsForAnyNumberOfThreads) {
    const Network net = largeNetwork();
    for (const int images : {1, 2}) {
        const Tensor in = randomImages(net.inputShape(), images, 3);
        Trace alone;
        net.forward(in, alone);
        for (const int threads : {1, 2, 3}) {
            ThreadPool pool(threads);
            Trace trace;
            net.forward(in, trace, &pool);
            EXPECT_EQ(alone.values, trace.values) << threads << " threads, every map";
            Pass pass(Pass::Keep::Nothing, net.size(), threads), learning(Pass::Keep::ForBackward, net.size(), threads);
            EXPECT_EQ(alone.output(), pass.forward(net, in)) << threads << " threads";
            EXPECT_EQ(alone.output(), learning.forward(net, in)) << threads << " threads";
        }
    }
}

TEST(LargeImage, HasTheSameBitsForAnyNumberOfThreadsOnTheShorterWayToo) {
    const Network net = largeNetwork();
    const Tensor in = randomImages(net.inputShape(), 1, 3);
    const auto result = [&](int threads) {
        Pass pass(Pass::Keep::Nothing, net.size(), threads, Pass::Sums::Quick);
        return pass.forward(net, in);
    };
    const Tensor alone = result(1);
    for (const int threads : {2, 3}) EXPECT_EQ(alone, result(threads)) << threads << " threads";
}

TEST(LargeImage, IsWorthMoreThanOneThreadAndASmallOneIsNot) {
    EXPECT_EQ(usefulThreads(lenet5({}, 1)), 1);
    EXPECT_EQ(usefulThreads(largeNetwork()) > 1, std::thread::hardware_concurrency() > 1);
}

TEST(LargeImage, PassesThatAreCopiedHaveThreadsOfTheirOwn) {
    const Network net = largeNetwork();
    const Tensor in = randomImages(net.inputShape(), 1, 3);
    Pass pass(Pass::Keep::Nothing, net.size(), 2);
    const Tensor expected = pass.forward(net, in);
    Pass copy = pass;
    pass = Pass(Pass::Keep::Nothing);
    EXPECT_EQ(expected, copy.forward(net, in));
    EXPECT_EQ(expected, pass.forward(net, in));
}

// ---- depthwise convolution -----------------------------------------------------------------------------------------

void expectDepthwise(int channels, int multiplier, const Window& window, const Shape& in) {
    SCOPED_TRACE(text(in) + ", " + std::to_string(in.n) + " images, times " + std::to_string(multiplier));
    const auto layer = convolution(channels, channels * multiplier, window, channels);
    const Tensor images = randomImages(in, in.n, 5);
    const Tensor out = forward(*layer, images);
    const Tensor &weight = layer->parameters()[0].value, &bias = layer->parameters()[1].value;
    const Shape& s = out.shape();
    const auto taps = static_cast<std::size_t>(window.y.kernel * window.x.kernel);
    for (int o = 0; o < s.c; ++o)
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x)
                for (int n = 0; n < s.n; ++n) {
                    double sum = static_cast<double>(bias.data()[o]);
                    for (int ky = 0; ky < window.y.kernel; ++ky)
                        for (int kx = 0; kx < window.x.kernel; ++kx) {
                            const int iy = window.y.tap(y, ky), ix = window.x.tap(x, kx);
                            if (iy < 0 || iy >= in.h || ix < 0 || ix >= in.w) continue;
                            const std::size_t k = static_cast<std::size_t>(o) * taps +
                                                  static_cast<std::size_t>(ky * window.x.kernel + kx);
                            sum += static_cast<double>(weight.data()[k]) *
                                   static_cast<double>(images.at(o / multiplier, iy, ix, n));
                        }
                    ASSERT_NEAR(sum, static_cast<double>(out.at(o, y, x, n)), 2e-6) << o << ", " << y << ", " << x;
                }
}

TEST(Depthwise, IsItsSumForAnyWindowMultiplierAndBatch) {
    const Window windows[] = {
        Window::square(3, 1, 1),           Window::square(3, 2, 1), Window::square(5, 1, 2),
        Window::square(3, 1, 2, 2),        Window::square(3),       {{3, 2, 0, 1, 1}, {4, 3, 2, 0, 1}},
        {{1, 1, 0, 0, 1}, {3, 4, 1, 1, 1}}};
    for (const Window& window : windows)
        for (const int multiplier : {1, 3})
            for (const int images : {1, 3, 16, 17}) {
                expectDepthwise(5, multiplier, window, {5, 9, 11, images});
                expectDepthwise(2, multiplier, window, {2, 7, 70, images});
            }
}

// ---- the shorter way -----------------------------------------------------------------------------------------------

Tensor quick(const Layer& layer, const Tensor& in, bool rectify = false) {
    LayerCache cache;
    cache.quick = true;
    cache.rectify = rectify;
    Tensor out;
    layer.forward(in, out, cache);
    return out;
}

TEST(ShorterWay, LeavesAnErrorOfTwoMillionthsOfTheLargestResult) {
    const Window windows[] = {Window::square(3, 1, 1), Window::square(3), {{3, 1, 2, 0, 1}, {3, 1, 0, 1, 1}}};
    for (const Window& window : windows)
        for (const Shape& in :
             {Shape{32, 30, 33, 1}, Shape{48, 28, 28, 1}, Shape{64, 61, 70, 1}, Shape{96, 40, 19, 1}}) {
            SCOPED_TRACE(text(in));
            const auto layer = convolution(in.c, 40, window);
            const Tensor image = randomImages(in, 1, 9);
            const Tensor exact = forward(*layer, image), ours = quick(*layer, image);
            ASSERT_EQ(exact.shape(), ours.shape());
            EXPECT_NE(exact, ours) << "it was not taken";
            const float largest = exact.array().abs().maxCoeff();
            EXPECT_LE((exact.array() - ours.array()).abs().maxCoeff(), 2e-6F * largest);
            EXPECT_TRUE((quick(*layer, image, true).array() == ours.array().max(0)).all());
        }
}

TEST(ShorterWay, IsOnlyForWhoAsksAndForWhatItCanDo) {
    const Tensor image = randomImages({32, 40, 40, 1}, 1, 9);
    for (const Window& window : {Window::square(3, 2, 1), Window::square(3, 1, 2, 2), Window::square(5, 1, 2)}) {
        const auto layer = convolution(32, 32, window);
        EXPECT_EQ(forward(*layer, image), quick(*layer, image));
    }
    const auto layer = convolution(32, 32, Window::square(3, 1, 1));
    const Tensor two = randomImages({32, 40, 40, 1}, 2, 9), small = randomImages({32, 9, 9, 1}, 1, 9);
    EXPECT_EQ(forward(*layer, two), quick(*layer, two));
    EXPECT_EQ(forward(*layer, small), quick(*layer, small));
}

// ---- pooling -------------------------------------------------------------------------------------------------------

// One image goes another way than the first of several.
TEST(PoolingOfOneImage, IsThatOfABatchBitForBit) {
    constexpr float inf = std::numeric_limits<float>::infinity();
    const float odd[] = {0.0F, -0.0F, std::nanf(""), inf, -inf, 1, -1};
    const Window windows[] = {Window::square(2, 2),
                              Window::square(3, 2, 1),
                              Window::square(2, 1),
                              Window::square(3, 3),
                              {{2, 2, 1, 0, 1}, {3, 4, 0, 1, 1}},
                              {{2, 1, 0, 0, 2}, {2, 2, 1, 1, 1}}};
    Rng rng(3);
    for (const Window& window : windows)
        for (const Shape& in : {Shape{3, 9, 40, 1}, Shape{2, 64, 65, 1}, Shape{1, 6, 11, 1}})
            for (const bool isOdd : {false, true}) {
                SCOPED_TRACE(text(in));
                Tensor batch(in.withImages(2));
                for (float& v : batch.values())
                    v = isOdd ? odd[rng.below(std::size(odd))] : static_cast<float>(rng.normal());
                const MaxPool2d pool(window);
                const Tensor one = forward(pool, batch.image(0)), first = forward(pool, batch).image(0);
                ASSERT_EQ(one.size(), first.size());
                for (std::size_t i = 0; i < one.size(); ++i) {
                    const float a = one.data()[i], b = first.data()[i];
                    ASSERT_TRUE(std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b)) << i;
                }
            }
}

} // namespace
} // namespace cnn::test_large_image
