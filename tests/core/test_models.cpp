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
    EXPECT_EQ(lenet1998(1).parameterCount(), 60850U);
    EXPECT_EQ(mlp({}, 1).parameterCount(), 61637U);
    EXPECT_EQ(tinyVgg({}, 1).parameterCount(), 55042U);
    EXPECT_EQ(autoencoder(1).parameterCount(), 9569U);
}

TEST(Models, NameTheirChoicesInFilesByTheValueNotByItsPosition) {
    for (const auto& [activation, name] : activationNames) {
        EXPECT_STREQ(Activation::facts(activation).kind, name);
        const Network net = lenet5({*valueNamed<ActivationKind>(activationNames, name), PoolingKind::Max}, 1);
        EXPECT_EQ(net.layer(1).info().kind, name);
    }
    for (const auto& [pooling, name] : poolingNames)
        EXPECT_EQ(lenet5({ActivationKind::Relu, *valueNamed<PoolingKind>(poolingNames, name)}, 1).layer(2).info().kind,
                  std::string(name) == "max" ? "maxpool2d" : "avgpool2d");
    // In any other order they mean the same.
    const EnumName<ActivationKind> turned[] = {{ActivationKind::ScaledTanh, "scaledtanh"},
                                               {ActivationKind::Tanh, "tanh"}};
    EXPECT_EQ(valueNamed<ActivationKind>(turned, "tanh"), ActivationKind::Tanh);
    EXPECT_EQ(nameOf<ActivationKind>(turned, ActivationKind::Tanh), "tanh");
    EXPECT_EQ(valueNamed<ActivationKind>(turned, "softsign"), std::nullopt);
}

TEST(Models, LeNet5Of1998HasThePapersSixtyThousandParametersBeforeItsOutputLayer) {
    const Network net = lenet1998(1);
    std::vector<std::size_t> counts;
    for (const char* layer : {"C1", "S2", "C3", "S4", "C5", "F6", "output"})
        counts.push_back(std::as_const(net).layer(net.find(layer).value()).parameterCount());
    EXPECT_EQ(counts, (std::vector<std::size_t>{156, 12, 1516, 32, 48120, 10164, 850}));
    EXPECT_EQ(shapeAfter(net, "C1"), (Shape{6, 28, 28, 1}));
    EXPECT_EQ(shapeAfter(net, "C3"), (Shape{16, 10, 10, 1}));
    EXPECT_EQ(shapeAfter(net, "C5"), (Shape{120, 1, 1, 1}));
}

TEST(Models, AreAllBuiltForOtherPicturesAndOtherNumbersOfClasses) {
    for (const Model& model : models())
        for (const Shape& input : {Shape{1, 28, 28, 1}, Shape{3, 32, 32, 1}, Shape{2, 40, 31, 1}}) {
            const Network net = build(model.plan({}), input, 7, Initialisation::Glorot, 1);
            EXPECT_EQ(net.inputShape(), input) << model.id;
            EXPECT_EQ(net.outputShape(), (Shape{7, 1, 1, 1})) << model.id;
        }
    EXPECT_EQ(findModel("lenet1998")->title, std::string("LeNet-5 of 1998"));
    EXPECT_EQ(findModel("vgg"), nullptr);
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
