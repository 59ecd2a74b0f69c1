// Batch normalisation while a network learns: another function than in a test.
#include "core/layers/batch_norm.h"
#include "core/network/pass.h"
#include "core/train/trainer.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn::test_batch_norm {
namespace {

struct Learning {
    std::vector<std::size_t> images;
    LayerCache cache;
    explicit Learning(int count) : images(static_cast<std::size_t>(count)) { cache.chance = Chance{1, images}; }
};

BatchNorm2d anyLayer() {
    BatchNorm2d layer(3);
    Rng rng(4);
    for (Parameter& p : layer.parameters()) fillParameter(p, rng);
    return layer;
}

TEST(BatchNorm, AnswersDifferentlyToTheSamePictureInTwoBatchesOnlyWhileItLearns) {
    const BatchNorm2d layer = anyLayer();
    Tensor one = randomImages({3, 4, 2, 1}, 4, 1), other = randomImages({3, 4, 2, 1}, 4, 2);
    for (Eigen::Index i = 0; i < one.matrix().rows(); ++i) other.matrix()(i, 0) = one.matrix()(i, 0);
    Tensor a, b;
    Learning learning(4);
    layer.forward(one, a, learning.cache);
    layer.forward(other, b, learning.cache);
    EXPECT_GT((a.image(0).array() - b.image(0).array()).abs().maxCoeff(), 0.01F);
    LayerCache cache;
    layer.forward(one, a, cache);
    layer.forward(other, b, cache);
    EXPECT_EQ(a.image(0), b.image(0));
}

TEST(BatchNorm, HasGradientsThatAgreeWithDifferenceQuotientsWhileItLearns) {
    BatchNorm2d layer = anyLayer();
    Tensor in = randomImages({3, 2, 3, 1}, 4, 1), out, dIn, high, low;
    const Tensor dOut = randomImages({3, 2, 3, 1}, 4, 2);
    Learning learning(4);
    layer.forward(in, out, learning.cache);
    Gradients gradients = zeroGradients(layer);
    layer.backward(in, out, dOut, learning.cache, &dIn, gradients);
    const auto expectSlopes = [&](std::span<float> values, const Tensor& exact) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            const float before = values[i], step = 1.0F / 128;
            values[i] = before + step;
            layer.forward(in, high, learning.cache);
            values[i] = before - step;
            layer.forward(in, low, learning.cache);
            values[i] = before;
            const double change = ((high.array() - low.array()) * dOut.array()).cast<double>().sum();
            EXPECT_NEAR(change / (2 * static_cast<double>(step)), static_cast<double>(exact.data()[i]), 1e-3);
        }
    };
    expectSlopes(in.values(), dIn);
    for (const std::size_t p : {0, 1}) expectSlopes(layer.parameters()[p].value.values(), gradients[p]);
    for (const std::size_t p : {2, 3}) EXPECT_TRUE((gradients[p].array() == 0).all());
}

std::shared_ptr<const DataSplit> stripes() {
    auto data = std::make_shared<DataSplit>();
    data->train.shape = data->test.shape = {1, 5, 5, 1};
    data->train.classNames = {"rows", "columns"};
    Rng rng(3);
    for (int n = 0; n < 70; ++n) {
        for (int i = 0; i < 25; ++i)
            data->train.pixels.bytes().push_back(static_cast<std::uint8_t>((n % 2 == 0 ? i % 5 : i / 5) % 2 * 150 +
                                                                           static_cast<int>(rng.uniform() * 80)));
        data->train.labels.push_back(n % 2);
    }
    return data;
}

Network normalised() {
    Network net(Shape{1, 5, 5, 1});
    net.add("conv1", makeLayer({"conv2d", Window::square(3), 1, 4}));
    net.add("bn1", std::make_unique<BatchNorm2d>(4));
    net.add("relu1", makeLayer({"relu", {}}));
    net.add("flatten", makeLayer({"flatten", {}}));
    net.add("dense", makeLayer({"dense", {}, 36, 2}));
    initialise(net, Initialisation::He, 5);
    return net;
}

TrainingSettings settingsFor(int threads) {
    TrainingSettings settings;
    settings.batch = 35; // more than a piece of a batch, which is no multiple of 16
    settings.epochs = 20;
    settings.threads = threads;
    return settings;
}

// In training mode the whole batch counts, whatever the number of threads.
TEST(BatchNorm, LearnsFromTheWholeBatchWithAnyNumberOfThreads) {
    Trainer one(normalised(), stripes(), settingsFor(1)), two(normalised(), stripes(), settingsFor(2));
    const float first = one.step().loss;
    two.step();
    Pass pass;
    while (!one.finished()) one.step();
    while (!two.finished()) two.step();
    EXPECT_EQ(one.state(), two.state());
    EXPECT_LT(one.evaluate(one.data().train).loss, 0.3 * static_cast<double>(first));
    const auto parameters = one.network().layer(1).parameters();
    for (const std::size_t p : {2, 3})
        EXPECT_GT((parameters[p].value.array() - parameters[p].first).abs().minCoeff(), 1e-4F) << "it is remembered";
}

TEST(BatchNorm, GoesOnFromASavedRunBitForBit) {
    Trainer whole(normalised(), stripes(), settingsFor(1)), begun(normalised(), stripes(), settingsFor(1));
    for (int i = 0; i < 3; ++i) {
        whole.step();
        begun.step();
    }
    Trainer resumed(normalised(), stripes(), settingsFor(2));
    resumed.restore(begun.state());
    for (int i = 0; i < 4; ++i) EXPECT_EQ(whole.step().loss, resumed.step().loss);
    EXPECT_EQ(whole.state(), resumed.state());
}

// The mean and variance that a diverging step would have left are taken back with the weights.
TEST(BatchNorm, TakesBackWhatADivergedStepRemembered) {
    TrainingSettings settings = settingsFor(1);
    settings.learningRate = 1e30;
    Trainer trainer(normalised(), stripes(), settings);
    try {
        while (!trainer.finished()) trainer.step();
        FAIL() << "a learning rate like this diverges";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::Diverged);
    }
    for (std::size_t i = 0; i < trainer.network().size(); ++i)
        for (const Parameter& p : trainer.network().layer(i).parameters()) EXPECT_TRUE(p.value.allFinite());
}

} // namespace
} // namespace cnn::test_batch_norm
