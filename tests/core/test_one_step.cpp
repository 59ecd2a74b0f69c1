// One training step in slow motion: against plain loops in double, difference quotients, Network::backward and the
// trainer's own step for a batch of one image.
#include "core/explain/one_step.h"
#include "core/explain/weight_update.h"
#include "core/explain/written_loss.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/sample_networks.h"
#include "tests/support/written_sum_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cnn::test_one_step {
namespace {

constexpr LossKind losses[] = {LossKind::SoftmaxCrossEntropy, LossKind::SquaredError};

DataSplit onePicture() {
    DataSplit split = bars(128);
    const std::size_t pixels = split.train.shape.perImage();
    split.train.pixels.bytes().erase(split.train.pixels.bytes().begin(),
                                     split.train.pixels.bytes().begin() + static_cast<std::ptrdiff_t>(7 * pixels));
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

int placesOf(const std::string& text) {
    const auto point = text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

double readNumber(std::string text) {
    for (std::size_t at; (at = text.find("−")) != std::string::npos;) text.replace(at, std::string("−").size(), "-");
    return std::stod(text);
}

// How much a number may be off that was rounded as it is written.
double halfUnit(const std::string& text) {
    const auto e = text.find('e');
    const int power = e == std::string::npos ? 0 : static_cast<int>(readNumber(text.substr(e + 1)));
    return 0.5000001 * std::pow(10, power - placesOf(text.substr(0, e)));
}

// Each step of the loss follows from the numbers written before it, from outputs that agree to those that are
// hopelessly wrong or utterly sure; and what comes out is the loss itself with three figures.
TEST(OneStep, TheWrittenLossIsComputedFromWhatIsWritten) {
    Rng rng(41);
    int led = 0;
    for (int round = 0; round < 4000; ++round) {
        const LossKind kind = losses[round % 2];
        const int count = 2 + static_cast<int>(rng.below(11));
        Tensor out({count, 1, 1, 1});
        const double spread = std::pow(10, rng.uniform(-2, 1.5));
        for (float& v : out.values()) v = static_cast<float>(rng.uniform(-spread, spread));
        const LossStory story = lossStory(kind, out, static_cast<int>(rng.below(static_cast<std::size_t>(count))));
        const WrittenLoss w = writeLoss(story);
        ASSERT_TRUE(w.writable);
        double largest = -1e30, sum = 0;
        for (const WrittenLoss::Class& one : w.classes) largest = std::max(largest, readNumber(one.out));
        for (std::size_t k = 0; k < w.classes.size(); ++k) {
            const WrittenLoss::Class& one = w.classes[k];
            const double away = readNumber(one.out) - story.classes[k].wanted, part = readNumber(one.part);
            const double truth = kind == LossKind::SquaredError ? away * away : std::exp(readNumber(one.out) - largest);
            const double unit = one.part.find('e') == std::string::npos ? 0.5000001 * std::pow(10, -w.places) : 0;
            EXPECT_NEAR(part, truth, std::max(unit, halfUnit(one.part))) << one.out << ' ' << one.part;
            EXPECT_TRUE(part != 0 || truth == 0) << one.out;
            EXPECT_NEAR(one.slope, story.classes[k].slope, 0.0011);
            sum += part;
        }
        EXPECT_NEAR(readNumber(w.sum), sum, 0.5000001 * std::pow(10, -w.places));
        EXPECT_NEAR(readNumber(w.loss), story.loss, 0.006 * story.loss + 1e-9);
        if (kind == LossKind::SquaredError) continue;
        const std::string& part = w.classes[static_cast<std::size_t>(story.target)].part;
        if (!w.leads) continue;
        ++led;
        EXPECT_NEAR(
            readNumber(w.share), readNumber(part) / readNumber(w.sum),
            std::max(halfUnit(w.share), 0.5000001 * std::pow(10, -std::min(9, placesFor(readNumber(w.share))))));
        EXPECT_NEAR(readNumber(w.loss), -std::log(readNumber(w.share)), std::max(halfUnit(w.loss), 0.006 * story.loss));
    }
    EXPECT_GT(led, 1500);
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

// Of a number with at most nine places, as a whole number of 10^-9; so the product of two is one of 10^-18.
Atoms nanosOf(const std::string& text) {
    return atomsOf(text) / 1'000'000'000;
}

// To so many places, halves away from zero.
Atoms roundedAtoms(Atoms value, int places) {
    Atoms unit = 1;
    for (int i = places; i < 18; ++i) unit *= 10;
    const Atoms size = value < 0 ? -value : value, whole = (size + unit / 2) / unit * unit;
    return value < 0 ? -whole : whole;
}

// Whoever computes weight − rate × gradient from what is written finds the number behind the sign, rounded as it
// stands;
// "=" stands only where it is the whole truth; and no number has places that the change of the weight does not need.
void expectWrittenUpdate(const WeightUpdate& update) {
    const WrittenUpdate& w = update.written;
    const Atoms exactly = atomsOf(w.weightText) - nanosOf(w.rateText) * nanosOf(w.gradientText);
    const double change = std::abs(update.next - update.weight);
    const int needed = change > 0 ? placesFor(change) : 4; // without one the weight stays as it stands
    EXPECT_EQ(atomsOf(w.nextText), w.exact ? exactly : roundedAtoms(exactly, needed)) << w.line();
    EXPECT_NE(w.line().find(w.exact ? " = " : " ≈ "), std::string::npos) << w.line();
    EXPECT_LE(placesOf(w.nextText), needed + 1) << w.line();
    EXPECT_LE(placesOf(w.weightText), std::max(4, needed + 3)) << w.line();
    EXPECT_NEAR(static_cast<double>(atomsOf(w.nextText)) / 1e18, update.next,
                std::max(0.6 * std::pow(10, -needed), 1.6e-9))
        << w.line();
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
                EXPECT_EQ(update.written.rateText, "0.02");
                expectWrittenUpdate(update);
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

// Every line of the table and the rule under it re-multiply as they are written, whatever is set: thousands of weights
// of every optimiser, with momentum and decay, at rates of a schedule that have no last digit, in networks that have
// learned little and much.
TEST(WeightUpdate, WhatIsWrittenReMultipliesWithEveryOptimiser) {
    Rng rng(31);
    Network net = lenet5({}, 3);
    int updates = 0;
    for (int round = 0; round < 24; ++round) {
        TrainingSettings settings;
        settings.optimizer = round % 3 == 0 ? OptimizerKind::Adam : OptimizerKind::SgdMomentum;
        settings.momentum = round % 2 == 0 ? 0.9 : 0;
        settings.weightDecay = round % 4 < 2 ? 0 : 0.0005;
        settings.learningRate = std::pow(10, rng.uniform(-5, 1.5));
        settings.batch = 1;
        const Scene s(net, losses[round % 2]);
        for (const std::size_t layer : layersWithWeights(net))
            for (int i = 0; i < 30; ++i, ++updates) {
                const WeightUpdate u = updateOf(s.net, s.step, anyWeight(net, layer, rng), settings);
                if (u.vanishes()) continue;
                ASSERT_TRUE(u.sum.writable);
                for (std::size_t k = 0; k < std::min(u.products.size(), WeightUpdate::shownAlone); ++k) {
                    const WrittenProduct p = u.product(k);
                    const std::string line = p.first.text() + " × " + p.second.text() + " → " + u.sum.addends[k].text();
                    EXPECT_EQ(roundedAtoms(nanosOf(p.first.text()) * nanosOf(p.second.text()), u.places),
                              atomsOf(u.sum.addends[k].text()))
                        << line;
                    EXPECT_NEAR(p.first.value(), u.products[k].slope, 0.006 * std::abs(u.products[k].slope) + 1e-9)
                        << line;
                }
                EXPECT_EQ(u.sum.sumOf(0, u.sum.addends.size()), u.sum.total);
                EXPECT_NEAR(u.sum.total.value(), u.gradient,
                            0.51 * std::pow(10, -placesFor(std::abs(u.products[0].value()))));
                expectWrittenUpdate(u);
            }
        TrainingSettings plain;
        plain.momentum = 0;
        plain.batch = 1;
        Trainer trainer(net, std::make_shared<const DataSplit>(s.data), plain);
        trainer.step();
        net = trainer.network();
    }
    EXPECT_GT(updates, 3000);
}

// Where every product is too small for decimals it is said so instead of a row of zeros.
TEST(WeightUpdate, DoesNotWriteZeroForWhatIsNotZero) {
    const Scene s(lenet5({}, 3));
    OneStep faint = s.step;
    for (Tensor& slopes : faint.slopes) slopes.array() *= 1e-12F;
    const WeightUpdate u = updateOf(s.net, faint, steepestWeight(s.step, 0), {});
    EXPECT_TRUE(u.vanishes());
    EXPECT_FALSE(u.sum.writable);
    EXPECT_NE(u.written.gradientText.find("e−"), std::string::npos) << u.written.line();
    EXPECT_NE(u.gradientLine(8).find("e−"), std::string::npos) << u.gradientLine(8);
}

TEST(WeightUpdate, TheSteepestWeightHasTheLargestGradientOfItsLayer) {
    const Scene s(lenet5({}, 3));
    const WeightPlace place = steepestWeight(s.step, 3);
    const auto all = s.step.gradients[3][0].values();
    for (const float g : all) EXPECT_LE(std::abs(g), std::abs(all[place.index]));
}

} // namespace
} // namespace cnn::test_one_step
