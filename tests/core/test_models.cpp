// The networks of the catalogue, and how weights begin.
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn {
namespace {

Shape shapeAfter(const Network& net, const std::string& layer) {
    return net.outputShape(net.find(layer).value());
}

TEST(Models, HaveTheNumberOfParametersThatTheirHeaderNames) {
    EXPECT_EQ(lenet5({}, 1).parameterCount(), 61706U);
    EXPECT_EQ(mlp({}, 1).parameterCount(), 61637U);
    EXPECT_EQ(autoencoder(1).parameterCount(), 9569U);
}

TEST(Models, TheAutoencoderSqueezesAPictureAndGivesOneBack) {
    const Network net = autoencoder(1);
    EXPECT_EQ(shapeAfter(net, "pool2"), (Shape{32, 7, 7, 1}));
    EXPECT_EQ(net.outputShape(), net.inputShape());
}

TEST(Models, BeginWithTheSameWeightsForTheSameSeedOnly) {
    const auto firstWeights = [](std::uint64_t seed) { return autoencoder(seed).layer(0).parameters()[0].value; };
    EXPECT_EQ(firstWeights(5), firstWeights(5));
    EXPECT_NE(firstWeights(5), firstWeights(6));
}

TEST(Initialisation, GivesEveryLayerTheVarianceThatItsNamePromises) {
    const std::pair<Initialisation, double> variances[] = {{Initialisation::He, 2.0 / 400},
                                                           {Initialisation::HeUniform, 2.0 / 400},
                                                           {Initialisation::Glorot, 2.0 / (400 + 120)},
                                                           {Initialisation::LeCun, 1.0 / 400}};
    Network net = lenet5({}, 1);
    const std::size_t dense1 = net.find("dense1").value();
    for (const auto& [how, variance] : variances) {
        initialise(net, how, 3);
        const auto parameters = net.layer(dense1).parameters();
        const auto weights = parameters[0].value.array().cast<double>();
        EXPECT_NEAR(weights.mean(), 0, 0.02 * std::sqrt(variance));
        EXPECT_NEAR(weights.square().mean(), variance, 0.03 * variance);
        EXPECT_TRUE((parameters[1].value.array() == 0).all());
    }
}

} // namespace
} // namespace cnn
