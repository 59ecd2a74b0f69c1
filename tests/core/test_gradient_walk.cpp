#include "core/walk/gradient_walk.h"

#include "core/base/rng.h"
#include "core/layers/conv2d.h"
#include "core/layers/pool2d.h"
#include "core/walk/written_sum.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cnn::test_gradient_walk {
namespace {

Tensor grid(int rows, int columns, std::vector<float> values) {
    return {{1, rows, columns, 1}, values};
}
std::vector<float> numbers(const Tensor& t) {
    return {t.values().begin(), t.values().end()};
}
std::string lineAt(const WindowWalk& w, int i) {
    const WindowStep step = w.at(i);
    return writeSum(w.task(), step, static_cast<int>(step.terms.size())).line();
}
const Tensor nine = grid(3, 3, {0, 1, 2, 3, 4, 5, 6, 7, 8});
const Tensor four = grid(2, 2, {0, 1, 2, 3});
const Tensor gradient = grid(2, 2, {1, 2, 3, 4});
const WindowTask forward{WindowOperation::Convolution, nine, four, 0, Window::square(2)};

WindowWalk weightWalk(const WindowTask& task, const Tensor& dOut, int channel = 0) {
    return WindowWalk::make(weightGradientTask(task, dOut, channel).orThrow()).orThrow();
}
WindowWalk inputWalk(const WindowTask& task, const Tensor& dOut, int channel = 0) {
    return WindowWalk::make(inputGradientTask(task, dOut, channel).orThrow()).orThrow();
}

TEST(GradientWalk, TheOutputGradientSlidesOverTheInputForTheWeights) {
    const WindowWalk w = weightWalk(forward, gradient);
    EXPECT_EQ(numbers(w.output()), (std::vector<float>{27, 37, 57, 67}));
    EXPECT_EQ(lineAt(w, 1), "1×1 + 2×2 + 4×3 + 5×4 = 37");
}

TEST(GradientWalk, TheTurnedKernelSlidesOverTheOutputGradientForTheInput) {
    const WindowWalk w = inputWalk(forward, gradient);
    EXPECT_EQ(numbers(w.output()), (std::vector<float>{0, 1, 2, 2, 10, 10, 6, 17, 12}));
    EXPECT_EQ(lineAt(w, 4), "1×3 + 2×2 + 3×1 + 4×0 = 10");
}

TEST(GradientWalk, AStrideSpreadsTheOutputGradientAndTheRemainderGetsNothing) {
    const WindowTask strided{WindowOperation::Convolution,
                             grid(1, 6, {1, 2, 3, 4, 5, 6}),
                             grid(1, 2, {3, 5}),
                             0,
                             {{1}, {2, 3}}}; // windows at 0 and 3; column 5 is never reached, nor is column 2
    const Tensor dOut = grid(1, 2, {10, 100});
    EXPECT_EQ(numbers(inputWalk(strided, dOut).output()), (std::vector<float>{30, 50, 0, 300, 500, 0}));
    const WindowWalk weights = weightWalk(strided, dOut);
    EXPECT_EQ(numbers(weights.output()), (std::vector<float>{410, 520}));
    EXPECT_TRUE(weights.outputsFedBy(0, 5).empty());
}

TEST(GradientWalk, MaximumGoesToTheWinnerAndMeanToAll) {
    const auto most = WindowWalk::make({WindowOperation::MaxPool, nine, {}, 0, Window::square(2)}).orThrow();
    EXPECT_EQ(numbers(pooledGradient(most, gradient, 4)), (std::vector<float>{0, 0, 0, 0, 1, 2, 0, 3, 4}));
    EXPECT_EQ(numbers(pooledGradient(most, gradient, 2)), (std::vector<float>{0, 0, 0, 0, 1, 2, 0, 0, 0}));
    const auto mean = WindowWalk::make({WindowOperation::AvgPool, nine, {}, 0, Window::square(2)}).orThrow();
    const std::vector<float> shared{0.25, 0.75, 0.5, 1, 2.5, 1.5, 0.75, 1.75, 1};
    EXPECT_EQ(numbers(pooledGradient(mean, gradient, 4)), shared);
    EXPECT_EQ(numbers(inputWalk(mean.task(), gradient).output()), shared);
}

TEST(GradientWalk, RefusesInASentenceWhatHasNoWalk) {
    EXPECT_STREQ(weightGradientTask(forward, nine).error().what(),
                 "The output gradient is 1@3×3, the output 1@2×2; they must be the same size.");
    EXPECT_FALSE(weightGradientTask({WindowOperation::AvgPool, nine, {}, 0, Window::square(2)}, gradient));
    EXPECT_FALSE(inputGradientTask({WindowOperation::MaxPool, nine, {}, 0, Window::square(2)}, gradient));
    WindowTask mirrored = forward;
    mirrored.padMode = PadMode::Reflect;
    EXPECT_FALSE(inputGradientTask(mirrored, gradient));
}

// ---- random scenes -----------------------------------------------------------------------------------------------

int below(Rng& rng, int n) {
    return static_cast<int>(rng.below(static_cast<std::size_t>(n)));
}
Axis randomAxis(Rng& rng) {
    return {1 + below(rng, 4), 1 + below(rng, 3), below(rng, 4), below(rng, 4), 1 + below(rng, 3)};
}
Tensor randomTensor(Rng& rng, const Shape& shape) {
    Tensor t(shape);
    for (float& v : t.values()) v = static_cast<float>(rng.normal());
    return t;
}
Shape randomInput(Rng& rng, int channels) {
    return {channels, 1 + below(rng, 9), 1 + below(rng, 9), 1};
}
void expectClose(std::span<const float> expected, std::span<const float> ours) {
    ASSERT_EQ(expected.size(), ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) EXPECT_NEAR(expected[i], ours[i], 2e-4F) << i;
}
std::span<const float> slice(const Tensor& t, int channel) {
    const std::size_t count = t.size() / static_cast<std::size_t>(t.shape().c);
    return t.values().subspan(static_cast<std::size_t>(channel) * count, count);
}

TEST(GradientWalk, EqualsTheBackwardPassOfTheConvolutionOnRandomScenes) {
    Rng rng(5);
    for (int compared = 0; compared < 400;) {
        const int channels = 1 + below(rng, 3), filters = 1 + below(rng, 3);
        const Window window{randomAxis(rng), randomAxis(rng)};
        const Tensor in = randomTensor(rng, randomInput(rng, channels));
        const auto shape = window.outputShape(in.shape());
        if (!shape) continue;
        Conv2d conv(channels, filters, window, false);
        for (float& v : conv.parameters()[0].value.values()) v = static_cast<float>(rng.normal());
        const Tensor dOut = randomTensor(rng, {filters, shape->h, shape->w, 1});
        Tensor dIn;
        Gradients dW = zeroGradients(conv);
        conv.backward(in, {}, dOut, {}, &dIn, dW);

        std::vector<Tensor> kernels;
        for (int o = 0; o < filters; ++o) {
            kernels.emplace_back(Shape{channels, window.y.kernel, window.x.kernel, 1});
            const auto part = conv.weight().values().subspan(static_cast<std::size_t>(o) * kernels.back().size());
            std::copy_n(part.begin(), kernels.back().size(), kernels.back().values().begin());
        }
        for (int c = 0; c < channels; ++c) {
            const auto task = inputGradientTask(in.shape(), window, kernels, dOut, c);
            if (task)
                expectClose(slice(dIn, c), WindowWalk::make(*task).orThrow().output().values());
            else
                EXPECT_EQ(dIn.array().abs().maxCoeff(), 0); // every window on padding alone
            for (int o = 0; o < filters; ++o) {
                const WindowTask one{WindowOperation::Convolution, in, kernels[static_cast<std::size_t>(o)], 0, window};
                Tensor dOne({1, shape->h, shape->w, 1});
                std::ranges::copy(slice(dOut, o), dOne.values().begin());
                expectClose(slice(dW[0], o * channels + c), weightWalk(one, dOne, c).output().values());
            }
        }
        ++compared;
    }
}

TEST(GradientWalk, WeightsSeeThePaddingThatTheModePutsThere) {
    Rng rng(6);
    for (int compared = 0; compared < 200;) {
        WindowTask task{WindowOperation::Convolution,
                        randomTensor(rng, randomInput(rng, 1)),
                        {},
                        0,
                        {randomAxis(rng), randomAxis(rng)}};
        task.padMode = static_cast<PadMode>(1 + below(rng, 3));
        const auto shape = task.window.outputShape(task.input.shape());
        if (!shape || padMisfit(task.padMode, task.window, task.input.shape())) continue;
        Window bare = task.window;
        bare.y.padBefore = bare.y.padAfter = bare.x.padBefore = bare.x.padAfter = 0;
        Conv2d conv(1, 1, bare, false);
        const Tensor padded = padInput(task.input, task.window, task.padMode), dOut = randomTensor(rng, *shape);
        Tensor dIn;
        Gradients dW = zeroGradients(conv);
        conv.backward(padded, {}, dOut, {}, &dIn, dW);
        expectClose(dW[0].values(), weightWalk(task, dOut).output().values());
        ++compared;
    }
}

TEST(GradientWalk, EqualsTheBackwardPassOfPoolingOnRandomScenes) {
    Rng rng(7);
    for (int compared = 0; compared < 400;) {
        const bool most = rng.below(2) == 0;
        WindowTask task{most ? WindowOperation::MaxPool : WindowOperation::AvgPool,
                        randomTensor(rng, randomInput(rng, 1)),
                        {},
                        0,
                        {randomAxis(rng), randomAxis(rng)}};
        const auto pool = WindowWalk::make(task);
        if (!pool) continue;
        std::unique_ptr<Layer> layer = std::make_unique<AvgPool2d>(task.window);
        if (most) layer = std::make_unique<MaxPool2d>(task.window);
        Tensor out, dIn;
        LayerCache cache;
        Gradients none;
        layer->forward(task.input, out, cache);
        const Tensor dOut = randomTensor(rng, out.shape());
        layer->backward(task.input, out, dOut, cache, &dIn, none);
        expectClose(dIn.values(), pooledGradient(*pool, dOut, pool->size()).values());
        if (!most) expectClose(dIn.values(), inputWalk(task, dOut).output().values());
        ++compared;
    }
}

} // namespace
} // namespace cnn::test_gradient_walk
