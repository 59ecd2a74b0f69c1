// The networks of the catalogue, and how weights begin.
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn::test_models {
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

TEST(Autoencoders, AreByDefaultTheOneWithTheKnownNamesLayersAndFirstWeights) {
    const Network known = autoencoder(3), planned = autoencoder(AutoencoderOptions(), 3);
    EXPECT_TRUE(planOf(known) == autoencoderPlan({}));
    const char* names[] = {"conv1", "relu1", "pool1", "conv2", "relu2", "pool2",
                           "up1",   "conv3", "relu3", "up2",   "conv4"};
    ASSERT_EQ(known.size(), std::size(names));
    for (std::size_t i = 0; i < known.size(); ++i) {
        EXPECT_EQ(known.name(i), names[i]);
        for (std::size_t p = 0; p < known.layer(i).parameters().size(); ++p)
            EXPECT_EQ(known.layer(i).parameters()[p].value, planned.layer(i).parameters()[p].value);
    }
}

// Every choice at sizes that halve evenly and that do not: 28 at depth 3 is 28, 14, 7, 4.
TEST(Autoencoders, GivePicturesOfEverySizeBackInEveryShape) {
    for (const Shape& input : {Shape{1, 28, 28, 1}, Shape{3, 32, 32, 1}, Shape{1, 48, 48, 1}, Shape{2, 13, 27, 1}})
        for (int depth = 1; depth <= 3; ++depth)
            for (const auto& [shrinking, s] : shrinkingNames)
                for (const auto& [growing, g] : growingNames) {
                    const AutoencoderOptions options{8, depth, 5, shrinking, growing};
                    const Network net = autoencoder(options, 1, input);
                    EXPECT_EQ(net.outputShape(), input) << text(input) << s << g << depth;
                    const char* end = shrinking == Shrinking::Pooling ? "pool" : "relu";
                    EXPECT_EQ(shapeAfter(net, end + std::to_string(depth)), codeShape(options, input));
                    EXPECT_EQ(codeShape(options, input).c, 5);
                }
    EXPECT_EQ(codeShape({}), (Shape{32, 7, 7, 1}));
    EXPECT_EQ(codeShape({16, 3, 8}), (Shape{8, 4, 4, 1}));
}

// 16-32-64 by hand: 1 to 16, 16 to 32, 32 to a code of 10, back over 32 and 16 to 1; nine weights a pair and a bias.
TEST(Autoencoders, DoubleTheirWidthWithEveryHalvingButTheBottlenecks) {
    const std::size_t expected = (9 * 1 + 1) * 16 + (9 * 16 + 1) * 32 + (9 * 32 + 1) * 10 + (9 * 10 + 1) * 32 +
                                 (9 * 32 + 1) * 16 + (9 * 16 + 1) * 1;
    for (const auto& [growing, name] : growingNames)
        EXPECT_EQ(autoencoder({16, 3, 10, Shrinking::Stride, growing}, 1).parameterCount(), expected) << name;
}

TEST(Autoencoders, SayWhatTheyCannotBe) {
    const auto sentence = [](const AutoencoderOptions& options, const Shape& input) {
        try {
            autoencoderPlan(options, input);
        } catch (const Error& e) {
            return std::string(e.what());
        }
        return std::string();
    };
    EXPECT_EQ(sentence({2}, usualInput), "The width of an autoencoder must be 4 to 64 channels.");
    EXPECT_EQ(sentence({16, 4}, usualInput), "The depth of an autoencoder must be 1 to 3 halvings.");
    EXPECT_EQ(sentence({16, 2, 0}, usualInput), "The code of an autoencoder must have 1 to 128 channels.");
    EXPECT_EQ(sentence({16, 3, 8}, {1, 4, 28, 1}),
              "Pictures of 1@4×28 cannot be halved 3 times: take a smaller depth or larger pictures.");
    EXPECT_EQ(sentence({16, 3, 8}, {1, 5, 28, 1}), "");
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
} // namespace cnn::test_models
