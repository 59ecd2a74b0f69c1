// One training step in slow motion: against plain loops in double, difference quotients, Network::backward and the
// trainer's own step for a batch of one image.
#include "core/explain/one_step.h"
#include "core/explain/weight_update.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/sample_networks.h"
#include "tests/support/written_sum_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cnn {
namespace {

constexpr LossKind losses[] = {LossKind::SoftmaxCrossEntropy, LossKind::SquaredError};

DataSplit onePicture() {
    DataSplit split = bars(128);
    const std::size_t pixels = split.train.shape.perImage();
    split.train.pixels.erase(split.train.pixels.begin(), split.train.pixels.begin() + static_cast<long>(7 * pixels));
    split.train.pixels.resize(pixels);
    split.train.labels = {split.train.labels[7]};
    return split;
}

struct Scene {
    DataSplit data = onePicture();
    Network net;
    LossKind kind;
    Tensor image;
    OneStep step;
    explicit Scene(Network network, LossKind loss = LossKind::SoftmaxCrossEntropy)
        : net(std::move(network)), kind(loss) {
        const std::size_t first = 0;
        data.train.gather(std::span(&first, 1), image);
        step = oneStep(net, image, data.train.labels[0], kind);
    }
    double lossOfWeights(const Network& changed) const {
        Trace trace;
        changed.forward(image, trace);
        return evaluateLoss(kind, trace.output(), data.train.labels, 1, nullptr).loss;
    }
};

// All layers smooth, so that difference quotients mean something.
Network smoothLenet(std::uint64_t seed) {
    return lenet5({ActivationKind::Tanh, PoolingKind::Average}, seed);
}

WeightPlace anyWeight(const Network& net, std::size_t layer, Rng& rng) {
    const auto parameters = net.layer(layer).parameters();
    WeightPlace place{layer, rng.uniform(0, 1) < 0.25 ? 1U : 0U, 0};
    const std::size_t count = parameters[place.parameter].value.size();
    place.index = std::min(count - 1, static_cast<std::size_t>(rng.uniform(0, static_cast<double>(count))));
    return place;
}

std::vector<std::size_t> layersWithWeights(const Network& net) {
    std::vector<std::size_t> layers;
    for (std::size_t i = 0; i < net.size(); ++i)
        if (hasExplainedWeights(net.layer(i))) layers.push_back(i);
    return layers;
}

TEST(OneStep, HasTheBitsOfNetworkBackwardAndOfTheLossTheTrainerUses) {
    for (const LossKind kind : losses) {
        const Scene s(lenet5({}, 3), kind);
        Tensor slopes;
        const auto result = evaluateLoss(kind, s.step.trace.output(), s.data.train.labels, 1, &slopes);
        EXPECT_NEAR(s.step.loss.loss, result.loss, 1e-6);
        for (std::size_t k = 0; k < 10; ++k)
            EXPECT_NEAR(s.step.loss.classes[k].slope, double{slopes.values()[k]}, 1e-6);
        NetworkGradients gradients = zeroGradients(s.net);
        std::vector<Tensor> work;
        s.net.backward(s.step.trace, slopes, gradients, work, true);
        EXPECT_EQ(s.step.gradients, gradients);
        EXPECT_EQ(s.step.slopes[0], work[0]);
        for (std::size_t i = 0; i < s.step.slopes.size(); ++i)
            EXPECT_EQ(s.step.slopes[i].shape(), s.step.trace.values[i].shape());
    }
}

TEST(OneStep, TellsTheLossAsItIsWrittenOnABoard) {
    const float outs[] = {2, 0, 1};
    const Tensor out({3, 1, 1, 1}, outs);
    const LossStory soft = lossStory(LossKind::SoftmaxCrossEntropy, out, 2);
    const double sum = 1 + std::exp(-2.0) + std::exp(-1.0);
    EXPECT_NEAR(soft.sum, sum, 1e-12);
    EXPECT_NEAR(soft.classes[2].share, std::exp(-1.0) / sum, 1e-12);
    EXPECT_NEAR(soft.loss, -std::log(std::exp(-1.0) / sum), 1e-12);
    EXPECT_NEAR(soft.classes[2].slope, std::exp(-1.0) / sum - 1, 1e-12);
    const LossStory squared = lossStory(LossKind::SquaredError, out, 2);
    EXPECT_NEAR(squared.loss, 4, 1e-12); // (2 - 0)^2 + 0 + (1 - 1)^2
    EXPECT_NEAR(squared.classes[0].slope, 4, 1e-12);
}

TEST(OneStep, GradientsAtValuesAndWeightsAreDifferenceQuotients) {
    for (const LossKind kind : losses) {
        const Scene s(smoothLenet(5), kind);
        Rng rng(2);
        for (const std::size_t layer : layersWithWeights(s.net))
            for (int i = 0; i < 4; ++i) {
                const WeightPlace place = anyWeight(s.net, layer, rng);
                const double h = 0.02;
                double ends[2];
                for (const int end : {0, 1}) {
                    Network changed = s.net;
                    changed.layer(layer).parameters()[place.parameter].value.values()[place.index] +=
                        static_cast<float>(end == 0 ? -h : h);
                    ends[end] = s.lossOfWeights(changed);
                }
                const WeightUpdate update = updateOf(s.net, s.step, place, {});
                EXPECT_NEAR(update.gradient, (ends[1] - ends[0]) / (2 * h), 2e-3 * (1 + std::abs(update.gradient)));
            }
    }
}

TEST(WeightUpdate, ItsWrittenGradientReAddsExactlyToTheNetworksOwn) {
    const Network networks[] = {lenet5({}, 3), mlp({}, 4), smoothLenet(5)};
    for (const Network& net : networks) {
        const Scene s(net);
        Rng rng(9);
        for (const std::size_t layer : layersWithWeights(net))
            for (int i = 0; i < 12; ++i) {
                const WeightPlace place = anyWeight(net, layer, rng);
                const WeightUpdate update = updateOf(s.net, s.step, place, {});
                const double truth = double{s.step.gradients[layer][place.parameter].values()[place.index]};
                SCOPED_TRACE(net.name(layer) + ": " + update.gradientLine(5) + ", " + update.written.line());
                EXPECT_NEAR(update.gradient, truth, 1e-6 + 1e-5 * std::abs(truth));
                const Shape& out = s.net.outputShape(layer);
                EXPECT_EQ(update.products.size(), static_cast<std::size_t>(out.h) * static_cast<std::size_t>(out.w));
                for (const WeightUpdate::Product& p : update.products) {
                    EXPECT_EQ(p.slope, double{s.step.slopes[layer + 1].at(p.out.c, p.out.y, p.out.x)});
                    if (place.parameter == 0 && !p.padding) {
                        EXPECT_EQ(p.input, double{s.step.trace.values[layer].at(p.in.c, p.in.y, p.in.x)});
                    }
                }
                for (const std::size_t most : {std::size_t{5}, update.products.size()}) {
                    const ReadSum read = readSum(update.gradientLine(most));
                    EXPECT_EQ(read.sum(), read.result);
                    EXPECT_NEAR(read.value(), update.gradient, 1e-9 + 5.1e-3 * std::abs(update.products[0].value()));
                }
                // weight − rate × gradient = next, to the last written place
                const Atoms next = atomsOf(update.written.nextText), weight = atomsOf(update.written.weightText);
                const Atoms gradient = atomsOf(update.written.gradientText);
                EXPECT_EQ(update.written.rateText, "0.02");
                EXPECT_EQ(50 * (weight - next), gradient);
            }
    }
}

TEST(WeightUpdate, IsTheTrainersOwnStepForABatchOfThisOnePicture) {
    for (const OptimizerKind optimizer : {OptimizerKind::SgdMomentum, OptimizerKind::Adam})
        for (const Network& net : {lenet5({}, 3), mlp({}, 4), smoothLenet(5)}) {
            const Scene s(net);
            TrainingSettings settings;
            settings.optimizer = optimizer;
            settings.batch = 1;
            settings.weightDecay = 0.01;
            Trainer trainer(net, std::make_shared<const DataSplit>(s.data), settings);
            trainer.step();
            Rng rng(10);
            for (const std::size_t layer : layersWithWeights(net))
                for (int i = 0; i < 12; ++i) {
                    const WeightPlace place = anyWeight(net, layer, rng);
                    const WeightUpdate update = updateOf(s.net, s.step, place, settings);
                    const double learned = double{
                        trainer.network().layer(layer).parameters()[place.parameter].value.values()[place.index]};
                    // Adam divides by the gradient's size: where that is next to nothing, its rounding shows.
                    if (optimizer == OptimizerKind::Adam && std::abs(update.gradient + 0.01 * update.weight) < 1e-4)
                        continue;
                    EXPECT_NEAR(update.next, learned, 1e-6) << net.name(layer) << ' ' << place.index;
                }
        }
}

TEST(WeightUpdate, TheSteepestWeightHasTheLargestGradientOfItsLayer) {
    const Scene s(lenet5({}, 3));
    const WeightPlace place = steepestWeight(s.step, 3);
    const auto all = s.step.gradients[3][0].values();
    for (const float g : all) EXPECT_LE(std::abs(g), std::abs(all[place.index]));
}

} // namespace
} // namespace cnn
