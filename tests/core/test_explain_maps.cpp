// Where a network looks: saliency and Grad-CAM against difference quotients and plain loops, occlusion against a
// picture that is covered by hand. (PyTorch's numbers: golden/explain.)
#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/occlusion.h"
#include "core/explain/on_input.h"
#include "core/layers/losses.h"
#include "core/layers/pool2d.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn::test_explain_maps {
namespace {

// Smooth everywhere, so that difference quotients mean something: tanh and average pooling, two channels of input.
Network smooth() {
    Network net(Shape{2, 10, 9, 1});
    net.add("conv1", std::make_unique<Conv2d>(2, 3, Window{{3, 1, 1, 0, 1}, {2, 1, 0, 1, 1}}));
    net.add("tanh1", makeLayer({"tanh", {}, 0, 0}));
    net.add("pool1", std::make_unique<AvgPool2d>(Window::square(2, 2)));
    net.add("conv2", std::make_unique<Conv2d>(3, 4, Window::square(2)));
    net.add("tanh2", makeLayer({"tanh", {}, 0, 0}));
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, 3));
    fillParameters(net, 3);
    return net;
}

// d logit_k / d values[value][i], from the network run on from there with one value a little larger and smaller.
double slopeByDifference(const Network& net, const Trace& from, std::size_t value, std::size_t i, int k) {
    const float step = 0.02F;
    double ends[2] = {0, 0};
    for (const int end : {0, 1}) {
        Trace trace = from;
        trace.values[value].data()[i] += end == 0 ? -step : step;
        forwardBetween(net, value, net.size(), trace);
        ends[end] = static_cast<double>(trace.output().at(k, 0, 0));
    }
    return (ends[1] - ends[0]) / (2 * static_cast<double>(step));
}

struct Scene {
    Network net = smooth();
    Tensor image = randomImages(net.inputShape(), 1, 5);
    Trace trace;
    Scene() { net.forward(image, trace); }
};

TEST(Saliency, IsTheLargestSlopeOfTheLogitOverThePixelsChannels) {
    const Scene s;
    for (const int k : {0, 2}) {
        const Tensor map = saliency(s.net, s.trace, k);
        ASSERT_EQ(map.shape(), (Shape{1, 10, 9, 1}));
        for (int y = 0; y < 10; ++y)
            for (int x = 0; x < 9; ++x) {
                double expected = 0;
                for (int c = 0; c < 2; ++c)
                    expected =
                        std::max(expected, std::abs(slopeByDifference(s.net, s.trace, 0, s.image.offset(c, y, x), k)));
                EXPECT_NEAR(static_cast<double>(map.at(0, y, x)), expected, 2e-4) << y << ' ' << x;
            }
    }
}

TEST(GradCam, IsTheMapsWeighedByTheirMeanSlopesCutOffAtZero) {
    const Scene s;
    for (const std::size_t layer : filterLayers(s.net)) {
        const std::size_t value = activatedValue(s.net, layer);
        EXPECT_EQ(value, layer + 2) << "behind the activation";
        const Tensor& maps = s.trace.values[value];
        const int cells = maps.shape().h * maps.shape().w;
        for (const int k : {0, 1}) {
            std::vector<double> expected(static_cast<std::size_t>(cells), 0);
            for (int c = 0; c < maps.shape().c; ++c) {
                double mean = 0;
                for (int i = 0; i < cells; ++i)
                    mean +=
                        slopeByDifference(s.net, s.trace, value, static_cast<std::size_t>(c * cells + i), k) / cells;
                for (int i = 0; i < cells; ++i)
                    expected[static_cast<std::size_t>(i)] += mean * static_cast<double>(maps.data()[c * cells + i]);
            }
            const Tensor cam = gradCam(s.net, s.trace, layer, k);
            ASSERT_EQ(cam.shape(), (Shape{1, maps.shape().h, maps.shape().w, 1}));
            for (std::size_t i = 0; i < cam.size(); ++i)
                EXPECT_NEAR(static_cast<double>(cam.data()[i]), std::max(0.0, expected[i]), 2e-4) << i;
        }
    }
}

// The whole backward pass of the network itself and the pieces used here are the same arithmetic.
TEST(Gradients, BetweenOutputAndInputAreThoseOfTheNetworksBackwardPass) {
    const Network net = everyKind(4);
    Trace trace;
    net.forward(randomImages(net.inputShape(), 3, 6), trace);
    const Tensor dOut = randomImages(net.outputShape(), 3, 7);
    NetworkGradients gradients = zeroGradients(net);
    std::vector<Tensor> work;
    net.backward(trace, dOut, gradients, work, true);
    EXPECT_EQ(gradientBetween(net, trace, net.size(), dOut, 0), work[0]);
}

TEST(Occlusion, IsTheProbabilityWhileASquareOnTheCellsMiddleIsGrey) {
    const Scene s;
    for (const OcclusionSettings& square :
         {OcclusionSettings{5, 1, 0.5F}, {4, 2, -1.0F}, {4, 3, 0.0F}, {4, 4, 0.0F}, {1, 1, 0.3F}}) {
        const OcclusionMap map = occlusionMap(s.net, s.image, 1, square).orThrow();
        EXPECT_EQ(map.whole, static_cast<double>(softmax(s.trace.output()).at(1, 0, 0)));
        const int rows = (10 + square.stride - 1) / square.stride, columns = (9 + square.stride - 1) / square.stride;
        ASSERT_EQ(map.probability.shape(), (Shape{1, rows, columns, 1}));
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j) {
                Tensor covered = s.image;
                const int before = (square.side - square.stride) / 2;
                for (int c = 0; c < 2; ++c)
                    for (int y = 0; y < 10; ++y)
                        for (int x = 0; x < 9; ++x) {
                            const int down = y - (i * square.stride - before), right = x - (j * square.stride - before);
                            if (down >= 0 && down < square.side && right >= 0 && right < square.side)
                                covered.at(c, y, x) = square.grey;
                        }
                Trace trace;
                s.net.forward(covered, trace);
                EXPECT_NEAR(map.probability.at(0, i, j), softmax(trace.output()).at(1, 0, 0), 1e-6F) << i << ' ' << j;
            }
    }
}

TEST(Occlusion, RefusesSquaresThatLeavePixelsUncovered) {
    const Scene s;
    const auto map = occlusionMap(s.net, s.image, 0, {3, 4, 0.0F});
    ASSERT_FALSE(map);
    EXPECT_EQ(map.error().code(), ErrorCode::Usage);
    EXPECT_STREQ(map.error().what(),
                 "A square of 3 pixels moved by 4 leaves pixels between that are never covered; the "
                 "stride is at most the side.");
}

TEST(Occlusion, StopsWhenAsked) {
    const Scene s;
    std::stop_source source;
    source.request_stop();
    const auto map = occlusionMap(s.net, s.image, 0, {}, source.get_token());
    ASSERT_FALSE(map);
    EXPECT_EQ(map.error().code(), ErrorCode::Interrupted);
}

// ---- laying a map on the picture
// -------------------------------------------------------------------------------------

TEST(OnInput, PutsAUnitsValueInTheMiddleOfItsReceptiveField) {
    const Network net = lenet5({}, 1);
    const auto stack = FieldStack::make(parseFieldLayers("conv5p2,pool2,conv5").orThrow(), 28).orThrow();
    const MapPlace place = placeOnInput(net, net.find("conv2").value() + 1);
    EXPECT_EQ(place.startY, stack.level(3).start);
    EXPECT_EQ(place.jumpX, static_cast<double>(stack.level(3).jump));
    const Tensor map = randomImages(Shape{1, 10, 10, 1}, 1, 9);
    const Tensor laid = onInput(map, place, net.inputShape());
    ASSERT_EQ(laid.shape(), net.inputShape());
    EXPECT_EQ(laid.at(0, 0, 27), map.at(0, 0, 9)) << "beyond the last middle";
    // Middles lie at 5, 7, 9 ..: pixel 8 with its middle at 8.5 is three quarters of unit 2 and one of unit 1.
    for (int x = 0; x < 3; ++x) {
        const double expected =
            0.25 * static_cast<double>(map.at(0, 1, 0)) + 0.75 * static_cast<double>(map.at(0, 2, 0));
        EXPECT_NEAR(static_cast<double>(laid.at(0, 8, x)), expected, 1e-6);
    }
    const double corner =
        0.75 * 0.75 * static_cast<double>(map.at(0, 2, 3)) + 0.75 * 0.25 * static_cast<double>(map.at(0, 2, 2)) +
        0.25 * 0.75 * static_cast<double>(map.at(0, 1, 3)) + 0.25 * 0.25 * static_cast<double>(map.at(0, 1, 2));
    EXPECT_NEAR(static_cast<double>(laid.at(0, 8, 10)), corner, 1e-6);
}

TEST(OnInput, LeavesAMapOfThePicturesOwnSizeAsItIs) {
    const Network net = lenet5({}, 1);
    const Tensor map = randomImages(Shape{1, 28, 28, 1}, 1, 9);
    EXPECT_EQ(onInput(map, placeOnInput(net, 2), net.inputShape()), map) << "behind the padded convolution";
    EXPECT_EQ(onInput(map, placeOnInput(net, 0), net.inputShape()), map);
    EXPECT_EQ(onInput(map, placeOfCells(1), net.inputShape()), map);
}

TEST(OnInput, PutsCellsOfAStrideOnTheirMiddles) {
    const Tensor map = randomImages(Shape{1, 3, 2, 1}, 1, 9);
    const Tensor laid = onInput(map, placeOfCells(3), Shape{1, 8, 6, 1}); // the last row of cells is cut off
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) EXPECT_EQ(laid.at(0, 3 * i + 1, 3 * j + 1), map.at(0, i, j));
    EXPECT_EQ(laid.at(0, 7, 1), map.at(0, 2, 0));
}

} // namespace
} // namespace cnn::test_explain_maps
