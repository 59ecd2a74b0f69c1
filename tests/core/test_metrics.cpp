// What metrics says is what plain loops over the network's own outputs count.
#include "core/network/models.h"
#include "core/train/metrics.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/expect_error.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cnn::test_metrics {
namespace {

constexpr std::size_t images = 90; // a whole chunk and a part of one

// A LeNet-5 that has seen a few batches: it is right, unsure and wrong.
const Network& halfLearned() {
    static const Network network = [] {
        TrainingSettings settings;
        settings.learningRate = 0.01;
        Trainer trainer(lenet5({}, 4), std::make_shared<const DataSplit>(bars(320)), settings);
        for (int i = 0; i < 5; ++i) trainer.step();
        return trainer.network();
    }();
    return network;
}

const Dataset& images100() {
    static const Dataset set = bars(10).test;
    return set;
}

struct Plain {
    int said;
    std::vector<double> shares;
};
Plain plainly(const Network& network, const Dataset& set, std::size_t i) {
    Tensor in(set.shape);
    for (std::size_t p = 0; p < in.size(); ++p) in.data()[p] = static_cast<float>(set.bytes(i)[p]) * (1.0F / 255.0F);
    Trace trace;
    network.forward(in, trace);
    Plain result{0, {}};
    double sum = 0;
    for (std::size_t c = 0; c < trace.output().size(); ++c) {
        if (trace.output().data()[c] > trace.output().data()[result.said]) result.said = static_cast<int>(c);
        result.shares.push_back(std::exp(static_cast<double>(trace.output().data()[c])));
        sum += result.shares.back();
    }
    for (double& share : result.shares) share /= sum;
    return result;
}

TEST(Metrics, SayOfEachImageWhatTheNetworkSays) {
    const Verdicts verdicts = verdictsOn(halfLearned(), images100(), images);
    ASSERT_EQ(verdicts.all.size(), images);
    ASSERT_EQ(verdicts.classes(), 10);
    for (std::size_t i = 0; i < images; ++i) {
        const Plain plain = plainly(halfLearned(), images100(), i);
        const Verdict& v = verdicts.all[i];
        EXPECT_EQ(v.image, i);
        EXPECT_EQ(v.truth, images100().labels[i]);
        EXPECT_EQ(v.said, plain.said);
        EXPECT_EQ(v.share, verdicts.share(i, v.said));
        for (int c = 0; c < 10; ++c)
            EXPECT_NEAR(static_cast<double>(verdicts.share(i, c)), plain.shares[static_cast<std::size_t>(c)], 1e-5);
    }
}

TEST(Metrics, CountTheConfusion) {
    const Confusion confusion = confusionOf(verdictsOn(halfLearned(), images100(), images));
    int counts[10][10] = {};
    for (std::size_t i = 0; i < images; ++i)
        ++counts[images100().labels[i]][plainly(halfLearned(), images100(), i).said];
    int correct = 0;
    for (int truth = 0; truth < 10; ++truth) {
        for (int said = 0; said < 10; ++said) {
            EXPECT_EQ(confusion.at(truth, said), counts[truth][said]);
            EXPECT_EQ(confusion.table().at(0, truth, said), static_cast<float>(counts[truth][said]));
        }
        EXPECT_EQ(confusion.images(truth), 9);
        EXPECT_DOUBLE_EQ(confusion.accuracy(truth), counts[truth][truth] / 9.0);
        correct += counts[truth][truth];
    }
    EXPECT_EQ(confusion.correct(), correct);
    EXPECT_EQ(confusion.images(), static_cast<int>(images));
    // The accuracy that a test report gives.
    const Evaluation e = evaluate(halfLearned(), images100(), LossKind::SoftmaxCrossEntropy, 1, images);
    EXPECT_DOUBLE_EQ(e.accuracy, correct / static_cast<double>(images));
    EXPECT_GT(correct, 9) << "the case is to have both right and wrong answers";
    EXPECT_LT(correct, 81);
}

TEST(Metrics, ListMistakesSurestFirst) {
    const Verdicts verdicts = verdictsOn(halfLearned(), images100(), images);
    const Confusion confusion = confusionOf(verdicts);
    const auto mistakes = surestMistakes(verdicts, 1000);
    EXPECT_EQ(static_cast<int>(mistakes.size()), confusion.images() - confusion.correct());
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
        EXPECT_NE(mistakes[i].truth, mistakes[i].said);
        EXPECT_EQ(mistakes[i], verdicts.all[mistakes[i].image]);
        if (i > 0) {
            EXPECT_GE(mistakes[i - 1].share, mistakes[i].share);
        }
    }
    const auto first = surestMistakes(verdicts, 3);
    ASSERT_EQ(first.size(), 3U);
    EXPECT_EQ(first, std::vector<Verdict>(mistakes.begin(), mistakes.begin() + 3));
    for (int truth = 0; truth < 10; ++truth)
        for (int said = 0; said < 10; ++said) {
            const auto cell = imagesOfCell(verdicts, truth, said, 1000);
            EXPECT_EQ(static_cast<int>(cell.size()), confusion.at(truth, said));
            for (std::size_t i = 0; i < cell.size(); ++i) {
                EXPECT_EQ(cell[i].truth, truth);
                EXPECT_EQ(cell[i].said, said);
                if (i > 0) {
                    EXPECT_GE(cell[i - 1].share, cell[i].share);
                }
            }
        }
}

TEST(Metrics, AreTheSameWithAnyNumberOfThreads) {
    const Verdicts one = verdictsOn(halfLearned(), images100(), 100, 1);
    const Verdicts three = verdictsOn(halfLearned(), images100(), 100, 3);
    EXPECT_EQ(one.all, three.all);
    EXPECT_EQ(one.shares, three.shares);
}

TEST(Metrics, AskForNoMoreImagesThanThereAre) {
    EXPECT_EQ(verdictsOn(halfLearned(), images100(), 5000).all.size(), 100U);
    EXPECT_TRUE(verdictsOn(halfLearned(), images100(), 0).all.empty());
    EXPECT_EQ(confusionOf(verdictsOn(halfLearned(), images100(), 0)).accuracy(3), 0);
}

// The values after some layers are those of the trace, and the rest of the layers makes the same outputs of them.
TEST(Metrics, GiveTheValuesAfterAnyLayer) {
    const Network& network = halfLearned();
    Tensor in;
    std::vector<std::size_t> all(images);
    for (std::size_t i = 0; i < images; ++i) all[i] = i;
    images100().gather(all, in);
    Trace trace;
    network.forward(in, trace);
    for (std::size_t layers = 0; layers <= network.size(); ++layers) {
        const Tensor values = valuesAfter(network, layers, images100(), images, 2);
        EXPECT_EQ(values.shape(), trace.values[layers].shape());
        for (std::size_t i = 0; i < values.size(); ++i)
            ASSERT_NEAR(values.data()[i], trace.values[layers].data()[i], 1e-5F) << "after " << layers << " layers";
        const Tensor out = passOn(network, layers, values);
        for (std::size_t i = 0; i < out.size(); ++i) ASSERT_NEAR(out.data()[i], trace.output().data()[i], 1e-4F);
    }
    EXPECT_EQ(network.name(layersBeforeLast(network)), "dense3");
    EXPECT_EQ(network.outputShape(layersBeforeLast(network) - 1).c, 84);
}

TEST(Metrics, RefuseWhatDoesNotBelongTogether) {
    Dataset small = images100();
    small.shape = {1, 14, 14, 1};
    expectError([&] { (void)verdictsOn(halfLearned(), small, 10); }, ErrorCode::Mismatch, {"1@28×28", "1@14×14"});
    Dataset unknown = images100();
    unknown.labels[3] = 10;
    expectError([&] { (void)verdictsOn(halfLearned(), unknown, 10); }, ErrorCode::Mismatch, {"label 10"});
    std::stop_source stop;
    stop.request_stop();
    expectError([&] { (void)verdictsOn(halfLearned(), images100(), images, 1, stop.get_token()); },
                ErrorCode::Interrupted, {"stopped"});
}

} // namespace
} // namespace cnn::test_metrics
