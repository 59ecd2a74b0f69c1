// A Pass gives what the network itself gives, bit for bit.
#include "core/base/rng.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"
#include "core/network/models.h"
#include "core/network/pass.h"

#include <gtest/gtest.h>

namespace cnn::test_pass {
namespace {

Tensor random(const Shape& shape, std::uint64_t seed) {
    Tensor t(shape);
    Rng rng(seed);
    for (float& v : t.values()) v = static_cast<float>(rng.normal());
    return t;
}

void expectSame(const Network& network, int images) {
    const Tensor in = random(network.inputShape().withImages(images), 5);
    const Tensor dOut = random(network.outputShape().withImages(images), 6);
    Trace trace;
    std::vector<Tensor> work;
    NetworkGradients expected = zeroGradients(network), ours = zeroGradients(network);
    network.forward(in, trace);
    network.backward(trace, dOut, expected, work);
    Pass pass;
    EXPECT_EQ(trace.output(), pass.forward(network, in));
    pass.backward(network, in, dOut, ours);
    EXPECT_EQ(expected, ours);
    Pass forgetful(Pass::Keep::Nothing);
    EXPECT_EQ(trace.output(), forgetful.forward(network, in));
    const Tensor other = random(network.inputShape().withImages(images + 1), 7);
    network.forward(other, trace);
    EXPECT_EQ(trace.output(), forgetful.forward(network, other));
}

TEST(Pass, GivesTheNetworksResultAndGradientsBitForBit) {
    for (const auto activation :
         {ActivationKind::Relu, ActivationKind::Tanh, ActivationKind::Sigmoid, ActivationKind::ScaledTanh})
        for (const auto pooling : {PoolingKind::Max, PoolingKind::Average})
            for (const int images : {1, 5, 16}) expectSame(lenet5({activation, pooling}, 7), images);
    expectSame(lenet1998(7), 16);
    expectSame(tinyVgg({}, 7), 5);
    expectSame(mlp({}, 8), 16);
    expectSame(autoencoder(9), 3);
}

// Orders of layers where working in place, or changing places, would be wrong or has nothing to hold on to.
TEST(Pass, KeepsWhatIsNeededAgain) {
    const auto act = [](ActivationKind kind) { return std::make_unique<Activation>(kind); };
    const auto pool = [] { return std::make_unique<MaxPool2d>(Window::square(2, 1)); };
    Network net(Shape{2, 9, 9, 1});
    net.add("first", act(ActivationKind::Relu)); // nothing before it
    net.add("pool1", pool());
    net.add("tanh", act(ActivationKind::Tanh)); // the pool compares with its own output
    net.add("relu1", act(ActivationKind::Relu));
    net.add("relu2", act(ActivationKind::Relu));
    net.add("conv", std::make_unique<Conv2d>(2, 3, Window::square(3)));
    net.add("relu3", act(ActivationKind::Relu));
    net.add("pool2", pool());
    net.add("pool3", pool());
    net.add("flatten", std::make_unique<Flatten>());
    net.add("dense", std::make_unique<Dense>(48, 4));
    net.add("sigmoid", act(ActivationKind::Sigmoid));
    initialise(net, Initialisation::He, 9);
    for (const int images : {1, 16, 17}) expectSame(net, images);
}

TEST(Pass, OfANetworkWithoutLayersIsTheInput) {
    const Network net(Shape{1, 2, 3, 1});
    const Tensor in = random(net.inputShape(), 1);
    Pass pass;
    EXPECT_EQ(pass.forward(net, in), in);
}

} // namespace
} // namespace cnn::test_pass
