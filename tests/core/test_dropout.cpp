// Dropout while a network learns. That it lets everything pass otherwise, and its gradients then: test_gradients.cpp.
#include "core/layers/dropout.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>
#include <numeric>

namespace cnn::test_dropout {
namespace {

std::vector<std::size_t> numbers(int images, std::size_t first = 0) {
    std::vector<std::size_t> all(static_cast<std::size_t>(images));
    std::iota(all.begin(), all.end(), first);
    return all;
}

Tensor ones(const Shape& shape) {
    Tensor t(shape);
    t.fill(1);
    return t;
}

// What a learning layer makes of `in`.
Tensor dropped(const Layer& layer, const Tensor& in, std::uint64_t seed, std::span<const std::size_t> images) {
    Tensor out;
    LayerCache cache;
    cache.chance = Chance{seed, images};
    layer.forward(in, out, cache);
    return out;
}

TEST(Dropout, SetsItsShareOfTheValuesToZeroAndKeepsTheMean) {
    const Tensor in = ones({20, 5, 5, 40}); // 20,000 values: the share is met within 2 %
    for (const float share : {0.1F, 0.5F, 0.8F}) {
        const Tensor out = dropped(Dropout(share), in, 1, numbers(40));
        const float kept = 1 / (1 - share);
        int zeros = 0;
        for (const float v : out.values()) {
            zeros += v == 0 ? 1 : 0;
            EXPECT_TRUE(v == 0 || std::abs(v - kept) < 1e-5F) << v;
        }
        EXPECT_NEAR(zeros / 20000.0, share, 0.02);
        EXPECT_NEAR(out.array().mean(), 1, 0.05);
    }
}

TEST(Dropout, GivesAnImageTheSameMaskWhateverElseIsInTheBatch) {
    const Dropout layer(0.5F);
    const Tensor in = randomImages({4, 3, 3, 1}, 6, 2);
    const auto all = numbers(6, 100);
    const Tensor whole = dropped(layer, in, 7, all);
    for (int n = 0; n < 6; ++n)
        EXPECT_EQ(whole.image(n),
                  dropped(layer, in.image(n), 7, std::span(all).subspan(static_cast<std::size_t>(n), 1)));
    EXPECT_FALSE(whole == dropped(layer, in, 8, all)) << "another seed, other masks";
    EXPECT_FALSE(whole == dropped(layer, in, 7, numbers(6, 200))) << "other images, other masks";
}

TEST(Dropout, LetsTheGradientThroughWhereItLetTheValueThrough) {
    const Dropout layer(0.4F);
    const Tensor in = randomImages({4, 3, 3, 1}, 5, 2), dOut = randomImages({4, 3, 3, 1}, 5, 3);
    const auto images = numbers(5);
    Tensor out, dIn;
    LayerCache cache;
    cache.chance = Chance{3, images};
    layer.forward(in, out, cache);
    Gradients none;
    layer.backward(in, out, dOut, cache, &dIn, none);
    const Tensor mask = dropped(layer, ones(in.shape()), 3, images);
    for (std::size_t i = 0; i < in.size(); ++i) {
        EXPECT_EQ(out.values()[i], in.values()[i] * mask.values()[i]);
        EXPECT_EQ(dIn.values()[i], dOut.values()[i] * mask.values()[i]);
    }
}

TEST(Dropout, DrawsOtherNumbersInEveryLayerOfANetwork) {
    Network net(Shape{50, 1, 1, 1});
    net.add("first", std::make_unique<Dropout>(0.5F));
    net.add("second", std::make_unique<Dropout>(0.5F));
    Pass pass;
    const auto images = numbers(1);
    const Tensor out = pass.forward(net, ones({50, 1, 1, 1}), Chance{1, images});
    int kept = 0;
    for (const float v : out.values()) kept += v > 0 ? 1 : 0;
    EXPECT_GT(kept, 4); // a quarter is expected; were the masks the same, it would be half
    EXPECT_LT(kept, 21);
    EXPECT_EQ(pass.forward(net, ones({50, 1, 1, 1})), ones({50, 1, 1, 1})) << "not learning, nothing is dropped";
}

TEST(Dropout, HasAShareBelowOne) {
    for (const float share : {-0.1F, 1.0F, std::nanf("")}) EXPECT_THROW(Dropout{share}, Error);
}

std::vector<std::string> kinds(const NetworkPlan& plan) {
    std::vector<std::string> all;
    for (const LayerPlan& layer : plan.layers) all.push_back(layer.info.kind);
    return all;
}

TEST(Dropout, ComesIntoAPlanAfterEveryHiddenDenseLayerAndItsActivation) {
    const LayerInfo flat{"flatten", {}}, act{"relu", {}};
    const auto dense = [](int outputs) { return LayerInfo{"dense", {}, 0, outputs}; };
    const NetworkPlan plan{{{flat, ""}, {dense(9), ""}, {act, ""}, {dense(7), ""}, {dense(0), ""}, {act, ""}}};
    const NetworkPlan with = withDropout(plan, 0.25F);
    EXPECT_EQ(kinds(with),
              (std::vector<std::string>{"flatten", "dense", "relu", "dropout", "dense", "dropout", "dense", "relu"}));
    EXPECT_EQ(with.layers[3].info.setting("share"), 0.25F);
    EXPECT_TRUE(withDropout(plan, 0) == plan);
    EXPECT_EQ(checked(withDropout(lenet5Plan({}), 0.5F), usualInput, usualClasses).parameters(), 61706U);
    EXPECT_TRUE(checked(withDropout(plan, 1), usualInput, usualClasses).error);
}

Network withDropoutInside() {
    Network net(Shape{1, 28, 28, 1});
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense1", std::make_unique<Dense>(784, 20));
    net.add("act1", makeLayer({"relu", {}, 0, 0}));
    net.add("drop1", std::make_unique<Dropout>(0.3F));
    net.add("dense2", std::make_unique<Dense>(20, 10));
    initialise(net, Initialisation::He, 4);
    return net;
}

TEST(TrainerWithDropout, GivesTheSameBitsOnAnyNumberOfThreadsAndWhenItIsTakenUpAgain) {
    const auto data = std::make_shared<const DataSplit>(bars(200));
    TrainingSettings settings;
    Trainer first(withDropoutInside(), data, settings);
    for (int i = 0; i < 3; ++i) first.step();
    const TrainerState half = first.state();
    for (int i = 0; i < 3; ++i) first.step();
    for (const int threads : {1, 2, 4}) {
        settings.threads = threads;
        Trainer again(withDropoutInside(), data, settings), rest(withDropoutInside(), data, settings);
        for (int i = 0; i < 6; ++i) again.step();
        EXPECT_TRUE(again.state() == first.state()) << threads;
        rest.restore(half);
        for (int i = 0; i < 3; ++i) rest.step();
        EXPECT_TRUE(rest.state() == first.state()) << threads;
    }
}

TEST(TrainerWithDropout, LearnsAndIsTestedWithTheWholeNetwork) {
    const auto data = std::make_shared<const DataSplit>(bars(640));
    TrainingSettings settings;
    settings.epochs = 5;
    Trainer trainer(withDropoutInside(), data, settings);
    while (!trainer.finished()) trainer.step();
    EXPECT_GE(trainer.evaluate(data->test).accuracy, 0.95);
    Trace trace;
    Tensor images;
    data->test.gather(numbers(100), images);
    trainer.network().forward(images, trace);
    const LossResult plain =
        evaluateLoss(LossKind::SoftmaxCrossEntropy, trace.output(), data->test.labels, 100, nullptr);
    EXPECT_NEAR(trainer.evaluate(data->test).loss, plain.loss, 1e-6);
}

} // namespace
} // namespace cnn::test_dropout
