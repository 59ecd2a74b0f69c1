// The fast kernels against the sums they stand for, written out in double, on shapes that fit no register.
#include "core/base/rng.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"

#include <cmath>
#include <gtest/gtest.h>

namespace cnn::test_kernels {
namespace {

void fill(Tensor& t, Rng& rng) {
    for (float& v : t.values()) v = static_cast<float>(rng.normal());
}

Tensor random(const Shape& shape, Rng& rng) {
    Tensor t(shape);
    fill(t, rng);
    return t;
}

int pick(Rng& rng, int from, int to) {
    return from + static_cast<int>(rng.uniform() * (to - from + 1));
}

Axis randomAxis(Rng& rng) {
    return {pick(rng, 1, 5), pick(rng, 1, 3), pick(rng, 0, 2), pick(rng, 0, 2), pick(rng, 1, 2)};
}

// A sum in double and the sum of its terms' sizes, which is what rounding is measured against.
struct Exact {
    std::vector<double> sums, sizes;
    explicit Exact(std::size_t count) : sums(count), sizes(count) {}
    void add(std::size_t at, double term) {
        sums[at] += term;
        sizes[at] += std::abs(term);
    }
    void expect(const Tensor& ours, const char* what) const {
        ASSERT_EQ(ours.size(), sums.size());
        for (std::size_t i = 0; i < sums.size(); ++i)
            ASSERT_NEAR(sums[i], ours.data()[i], 1e-6 * (sizes[i] + 1)) << what << ", number " << i;
    }
};

// Calls visit(out offset, in offset, ky, kx, out channel, in channel) for every product of the convolution.
template<class Visit> void forEachProduct(const Tensor& in, const Tensor& out, const Window& w, Visit visit) {
    const Shape &si = in.shape(), &so = out.shape();
    for (int o = 0; o < so.c; ++o)
        for (int y = 0; y < so.h; ++y)
            for (int x = 0; x < so.w; ++x)
                for (int c = 0; c < si.c; ++c)
                    for (int ky = 0; ky < w.y.kernel; ++ky)
                        for (int kx = 0; kx < w.x.kernel; ++kx) {
                            const int iy = w.y.tap(y, ky), ix = w.x.tap(x, kx);
                            if (iy < 0 || iy >= si.h || ix < 0 || ix >= si.w) continue;
                            const auto weight =
                                static_cast<std::size_t>(((o * si.c + c) * w.y.kernel + ky) * w.x.kernel + kx);
                            for (int n = 0; n < si.n; ++n)
                                visit(out.offset(o, y, x, n), in.offset(c, iy, ix, n), weight,
                                      static_cast<std::size_t>(o));
                        }
}

constexpr int batches[] = {1, 3, 16, 17, 64};

void checkConvolution(Rng& rng, int images) {
    const Window window{randomAxis(rng), randomAxis(rng)};
    const Shape shape{pick(rng, 1, 17), pick(rng, 1, 9), pick(rng, 1, 9), images};
    Conv2d conv(shape.c, pick(rng, 1, 17), window);
    const auto outShape = conv.outputShape(shape);
    if (!outShape) return;
    for (Parameter& p : conv.parameters()) fill(p.value, rng);
    const Tensor in = random(shape, rng), dOut = random(*outShape, rng);
    Tensor out, dIn;
    LayerCache cache;
    Gradients gradients = zeroGradients(conv);
    conv.forward(in, out, cache);
    conv.backward(in, out, dOut, cache, &dIn, gradients);

    const Tensor& weight = conv.weight();
    const auto parameters = static_cast<const Layer&>(conv).parameters();
    Exact forward(out.size()), input(in.size()), weights(weight.size()), bias(gradients[1].size());
    const std::size_t plane = out.size() / static_cast<std::size_t>(outShape->c);
    for (std::size_t i = 0; i < out.size(); ++i) {
        forward.add(i, static_cast<double>(parameters[1].value.data()[i / plane]));
        bias.add(i / plane, static_cast<double>(dOut.data()[i]));
    }
    forEachProduct(in, out, window, [&](std::size_t o, std::size_t i, std::size_t w, std::size_t) {
        forward.add(o, double{in.data()[i]} * double{weight.data()[w]});
        input.add(i, double{dOut.data()[o]} * double{weight.data()[w]});
        weights.add(w, double{dOut.data()[o]} * double{in.data()[i]});
    });
    forward.expect(out, "output");
    input.expect(dIn, "input gradient");
    weights.expect(gradients[0], "weight gradient");
    bias.expect(gradients[1], "bias gradient");
}

TEST(Convolution, IsItsSumForAnyShapeWindowAndBatch) {
    Rng rng(1);
    for (int i = 0; i < 60; ++i)
        for (const int images : batches) {
            SCOPED_TRACE("case " + std::to_string(i) + ", images " + std::to_string(images));
            checkConvolution(rng, images);
            if (testing::Test::HasFatalFailure()) return;
        }
}

TEST(Dense, IsItsSumForAnySizeAndBatch) {
    Rng rng(2);
    for (int i = 0; i < 20; ++i)
        for (const int images : batches) {
            SCOPED_TRACE("case " + std::to_string(i) + ", images " + std::to_string(images));
            Dense dense(pick(rng, 1, 70), pick(rng, 1, 40));
            const int inputs = dense.info().inputs, outputs = dense.info().outputs;
            for (Parameter& p : dense.parameters()) fill(p.value, rng);
            const Tensor in = random({inputs, 1, 1, images}, rng), dOut = random({outputs, 1, 1, images}, rng);
            Tensor out, dIn;
            LayerCache cache;
            Gradients gradients = zeroGradients(dense);
            dense.forward(in, out, cache);
            dense.backward(in, out, dOut, cache, &dIn, gradients);
            const auto parameters = dense.parameters();
            Exact forward(out.size()), input(in.size()), weights(gradients[0].size()), bias(gradients[1].size());
            for (int o = 0; o < outputs; ++o)
                for (int n = 0; n < images; ++n) {
                    const std::size_t at = out.offset(o, 0, 0, n);
                    const double d = dOut.data()[at];
                    forward.add(at, double{parameters[1].value.at(o, 0, 0)});
                    bias.add(static_cast<std::size_t>(o), d);
                    for (int k = 0; k < inputs; ++k) {
                        const auto w = static_cast<std::size_t>(o * inputs + k);
                        forward.add(at, double{parameters[0].value.data()[w]} * double{in.at(k, 0, 0, n)});
                        input.add(in.offset(k, 0, 0, n), double{parameters[0].value.data()[w]} * d);
                        weights.add(w, d * double{in.at(k, 0, 0, n)});
                    }
                }
            forward.expect(out, "output");
            input.expect(dIn, "input gradient");
            weights.expect(gradients[0], "weight gradient");
            bias.expect(gradients[1], "bias gradient");
            if (testing::Test::HasFatalFailure()) return;
        }
}

// Output cell by output cell: the largest and the mean of the real cells, and what flows back to them.
void checkPooling(Rng& rng, int images) {
    const Window window{randomAxis(rng), randomAxis(rng)};
    const Shape shape{pick(rng, 1, 17), pick(rng, 1, 9), pick(rng, 1, 9), images};
    const MaxPool2d max(window);
    const AvgPool2d average(window);
    const auto outShape = max.outputShape(shape);
    if (!outShape) return;
    Tensor in = random(shape, rng);
    for (float& v : in.values()) v = std::round(v); // equal cells must occur
    const Tensor dOut = random(*outShape, rng);
    Tensor largest, mean, dLargest, dMean;
    LayerCache cache;
    Gradients none;
    max.forward(in, largest, cache);
    max.backward(in, largest, dOut, cache, &dLargest, none);
    average.forward(in, mean, cache);
    average.backward(in, mean, dOut, cache, &dMean, none);

    const double cells = window.y.kernel * window.x.kernel;
    Exact sums(mean.size()), maxGradient(in.size()), meanGradient(in.size());
    for (int c = 0; c < outShape->c; ++c)
        for (int y = 0; y < outShape->h; ++y)
            for (int x = 0; x < outShape->w; ++x)
                for (int n = 0; n < images; ++n) {
                    const std::size_t o = largest.offset(c, y, x, n);
                    std::size_t winner = in.size();
                    for (int k = 0; k < window.y.kernel * window.x.kernel; ++k) {
                        const int iy = window.y.tap(y, k / window.x.kernel), ix = window.x.tap(x, k % window.x.kernel);
                        if (iy < 0 || iy >= shape.h || ix < 0 || ix >= shape.w) continue;
                        const std::size_t i = in.offset(c, iy, ix, n);
                        sums.add(o, double{in.data()[i]} / cells);
                        meanGradient.add(i, double{dOut.data()[o]} / cells);
                        if (winner == in.size() || in.data()[i] > in.data()[winner]) winner = i;
                    }
                    ASSERT_EQ(in.data()[winner], largest.data()[o]);
                    maxGradient.add(winner, double{dOut.data()[o]});
                }
    sums.expect(mean, "mean");
    meanGradient.expect(dMean, "gradient of the mean");
    maxGradient.expect(dLargest, "gradient of the largest");
}

TEST(Pooling, IsItsLargestOrMeanForAnyShapeWindowAndBatch) {
    Rng rng(3);
    for (int i = 0; i < 60; ++i)
        for (const int images : batches) {
            SCOPED_TRACE("case " + std::to_string(i) + ", images " + std::to_string(images));
            checkPooling(rng, images);
            if (testing::Test::HasFatalFailure()) return;
        }
}

} // namespace
} // namespace cnn::test_kernels
