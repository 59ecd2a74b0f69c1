// A network is a graph: what reads what, and gradients where paths part and meet.
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/join.h"
#include "core/layers/losses.h"
#include "core/network/pass.h"
#include "core/train/trainer.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn::test_graph {
namespace {

std::unique_ptr<Layer> conv(int in, int out) {
    return std::make_unique<Conv2d>(in, out, Window::square(3, 1, 1));
}

// Kinks are left out where difference quotients are taken.
const char* bent(bool smooth) {
    return smooth ? "tanh" : "relu";
}

// A residual block.
Network residual(bool smooth = false) {
    Network net(Shape{2, 5, 4, 1});
    net.add("conv1", conv(2, 3));
    net.add("relu1", makeLayer({bent(smooth), {}}));
    net.add("conv2", conv(3, 3));
    net.add("add", makeLayer({"add", {}}), {3, 2});
    net.add("relu2", makeLayer({bent(smooth), {}}));
    net.add("flatten", std::make_unique<Flatten>());
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, 3));
    fillParameters(net, 3);
    return net;
}

// Down, up, and what was there before beside it; a value read three times, a dead end, the input read at the end.
Network smallUNet(bool smooth = false) {
    Network net(Shape{1, 6, 4, 1});
    net.add("conv1", conv(1, 2));
    net.add("act1", makeLayer({"tanh", {}}));
    net.add("pool", makeLayer({smooth ? "avgpool2d" : "maxpool2d", Window::square(2, 2)}));
    net.add("conv2", conv(2, 3));
    net.add("act2", makeLayer({bent(smooth), {}}));
    net.add("dead", conv(3, 2));
    net.add("up", makeLayer({"upsample", {}, 0, 0, {{"factor", 2}}}), {5});
    net.add("beside", makeLayer({"concat", {}}), {7, 2, 2});
    net.add("conv3", conv(7, 2));
    net.add("gate", makeLayer({"mul", {}}), {9, 2});
    net.add("less", makeLayer({"sub", {}}), {10, 0});
    net.add("flatten", std::make_unique<Flatten>());
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, 3));
    fillParameters(net, 4);
    return net;
}

double lossOf(const Network& net, const Tensor& in, std::span<const int> labels) {
    Trace trace;
    net.forward(in, trace);
    return evaluateLoss(LossKind::SquaredError, trace.output(), labels, in.shape().n, nullptr).loss;
}

void expectNumericGradients(Network net) {
    const std::vector<int> labels{0, 1, 2, 1, 0};
    const Tensor in = randomImages(net.inputShape(), 5, 6);
    Trace trace;
    Tensor dOut;
    std::vector<Tensor> work;
    NetworkGradients gradients = zeroGradients(net);
    net.forward(in, trace);
    evaluateLoss(LossKind::SquaredError, trace.output(), labels, 5, &dOut);
    net.backward(trace, dOut, gradients, work, true);
    ASSERT_EQ(work[0].shape(), in.shape());
    const auto expectSlope = [&](float& value, float exact, const Tensor& image, const std::string& where) {
        const float before = value, step = 1.0F / 256;
        value = before + step;
        const double high = lossOf(net, image, labels);
        value = before - step;
        const double low = lossOf(net, image, labels);
        value = before;
        EXPECT_NEAR((high - low) / (2 * step), exact, 2e-3 * std::max(1.0F, std::abs(exact))) << where;
    };
    for (std::size_t i = 0; i < net.size(); ++i)
        for (std::size_t p = 0; p < net.layer(i).parameters().size(); ++p)
            for (std::size_t k = 0; k < gradients[i][p].size(); k += 7)
                expectSlope(net.layer(i).parameters()[p].value.data()[k], gradients[i][p].data()[k], in, net.name(i));
    Tensor moved = in;
    for (std::size_t k = 0; k < in.size(); k += 11) expectSlope(moved.data()[k], work[0].data()[k], moved, "input");
}

void expectPassAsNetwork(const Network& network, int images) {
    const Tensor in = randomImages(network.inputShape(), images, 5);
    const Tensor dOut = randomImages(network.outputShape(), images, 6);
    Trace trace;
    std::vector<Tensor> work;
    NetworkGradients expected = zeroGradients(network);
    network.forward(in, trace);
    network.backward(trace, dOut, expected, work);
    Pass pass, forgetful(Pass::Keep::Nothing);
    for (int again = 0; again < 2; ++again) {
        NetworkGradients ours = zeroGradients(network);
        EXPECT_EQ(trace.output(), pass.forward(network, in));
        pass.backward(network, in, dOut, ours);
        EXPECT_EQ(expected, ours);
        EXPECT_EQ(trace.output(), forgetful.forward(network, in));
    }
}

TEST(Graph, KnowsWhetherItIsAChainAndWhatEachLayerReads) {
    const Network net = residual();
    EXPECT_FALSE(net.isChain());
    EXPECT_TRUE(everyKind(1).isChain());
    EXPECT_EQ(std::vector(net.reads(3).begin(), net.reads(3).end()), (std::vector<std::size_t>{3, 2}));
    const Network copy = net;
    EXPECT_FALSE(copy.isChain());
    EXPECT_EQ(std::vector(copy.reads(3).begin(), copy.reads(3).end()), (std::vector<std::size_t>{3, 2}));
    EXPECT_TRUE(net.isCut(4));
    EXPECT_FALSE(net.isCut(3));
}

TEST(Graph, RefusesWhatIsNotThereWithTheLayersName) {
    Network net(Shape{1, 3, 3, 1});
    const auto refusal = [&](std::vector<std::size_t> reads) {
        try {
            net.add("add", makeLayer({"add", {}}), std::move(reads));
        } catch (const Error& e) {
            return std::string(e.what());
        }
        return std::string();
    };
    EXPECT_EQ(refusal({}), "Layer \"add\" reads nothing.");
    EXPECT_EQ(refusal({0, 1}), "Layer \"add\" reads a value that is not there yet.");
    net.add("pool", makeLayer({"maxpool2d", Window::square(2)}));
    EXPECT_EQ(refusal({0, 1}), "Layer \"add\": Add reads values of 1@3×3 and of 1@2×2: they must be of the same size, "
                               "or 1 where they differ.");
    EXPECT_THROW(net.add("relu", makeLayer({"relu", {}}), {0, 0}), Error);
    EXPECT_EQ(net.size(), 1U);
}

TEST(Graph, GivesTheGradientsOfTheDifferenceQuotients) {
    expectNumericGradients(residual(true));
    expectNumericGradients(smallUNet(true));
}

TEST(Graph, IsTheSameInAPassBitForBit) {
    for (const int images : {1, 3, 16, 17}) {
        expectPassAsNetwork(residual(), images);
        expectPassAsNetwork(smallUNet(), images);
    }
}

TEST(Graph, LearnsWithAnyNumberOfThreadsAndTheLossFalls) {
    auto data = std::make_shared<DataSplit>();
    data->train.shape = data->test.shape = {1, 6, 4, 1};
    data->train.classNames = {"a", "b", "c"};
    Rng rng(2);
    for (int n = 0; n < 48; ++n) {
        for (int i = 0; i < 24; ++i)
            data->train.pixels.bytes().push_back(static_cast<std::uint8_t>(n % 3 == i % 3 ? 200 : rng.uniform() * 60));
        data->train.labels.push_back(n % 3);
    }
    std::vector<std::vector<float>> losses;
    for (const int threads : {1, 2}) {
        TrainingSettings settings;
        settings.batch = 48;
        settings.epochs = 40;
        settings.threads = threads;
        Trainer trainer(smallUNet(), data, settings);
        auto& seen = losses.emplace_back();
        while (!trainer.finished()) seen.push_back(trainer.step().loss);
        EXPECT_LT(seen.back(), 0.5F * seen.front());
        Trainer other(smallUNet(), data, settings);
        other.restore(trainer.state());
        EXPECT_EQ(other.state(), trainer.state());
    }
    EXPECT_EQ(losses[0], losses[1]);
}

TEST(Joins, RepeatAValueAChannelOrOneForAll) {
    for (const char* kind : {"add", "sub", "mul", "div"})
        for (const Shape& part : {Shape{3, 1, 1, 2}, Shape{1, 1, 1, 2}, Shape{1, 2, 4, 2}, Shape{3, 2, 1, 2}}) {
            const Tensor a = randomImages({3, 2, 4, 1}, 2, 1), b = randomImages(part, 2, 2);
            const auto layer = makeLayer({kind, {}});
            for (const bool first : {true, false}) {
                const Tensor* const in[] = {first ? &a : &b, first ? &b : &a};
                Tensor out;
                LayerCache cache;
                layer->join(in, out, cache);
                ASSERT_EQ(out.shape(), a.shape());
                const auto at = [](const Tensor& t, int c, int y, int x, int n) {
                    const Shape& s = t.shape();
                    return t.at(s.c == 1 ? 0 : c, s.h == 1 ? 0 : y, s.w == 1 ? 0 : x, n);
                };
                for (int c = 0; c < 3; ++c)
                    for (int y = 0; y < 2; ++y)
                        for (int x = 0; x < 4; ++x)
                            for (int n = 0; n < 2; ++n) {
                                const float p = at(*in[0], c, y, x, n), q = at(*in[1], c, y, x, n);
                                const std::string k = kind;
                                const float sum = k == "add" ? p + q : k == "sub" ? p - q : k == "mul" ? p * q : p / q;
                                EXPECT_EQ(out.at(c, y, x, n), sum) << kind;
                            }
            }
        }
}

// All joins, of two and three values, each of them at every place.
TEST(Joins, GiveTheGradientsOfTheDifferenceQuotients) {
    for (const char* kind : {"add", "sub", "mul", "div", "concat"})
        for (const std::size_t count : {1, 2, 3})
            for (const bool small : {false, true}) {
                if (small && kind == std::string("concat")) continue;
                const auto layer = makeLayer({kind, {}});
                std::vector<Tensor> values, slopes(count);
                for (std::size_t k = 0; k < count; ++k) {
                    const Shape shape = small && k == 1 ? Shape{2, 1, 1, 3} : Shape{2, 3, 2, 3};
                    values.push_back(randomImages(shape, 3, 7 + k));
                    values.back().array() += values.back().array().sign(); // away from 0
                }
                std::vector<const Tensor*> in;
                std::vector<Tensor*> dIn;
                for (std::size_t k = 0; k < count; ++k) in.push_back(&values[k]), dIn.push_back(&slopes[k]);
                Tensor out, high, low;
                LayerCache cache;
                Gradients none;
                layer->join(in, out, cache);
                const Tensor dOut = randomImages(out.shape(), 3, 9);
                layer->unjoin(in, out, dOut, cache, dIn, none);
                for (std::size_t k = 0; k < count; ++k)
                    for (std::size_t i = 0; i < values[k].size(); ++i) {
                        float& v = values[k].data()[i];
                        const float before = v, step = 1.0F / 256;
                        v = before + step;
                        layer->join(in, high, cache);
                        v = before - step;
                        layer->join(in, low, cache);
                        v = before;
                        const double change = ((high.array() - low.array()) * dOut.array()).cast<double>().sum();
                        EXPECT_NEAR(change / (2 * step), slopes[k].data()[i], 3e-3) << kind << count << " value " << k;
                    }
            }
}

} // namespace
} // namespace cnn::test_graph
