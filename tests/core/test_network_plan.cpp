// Networks as plans: shapes, counts and misfits are known before anything is built.
#include "core/network/network_plan.h"
#include "core/train/training_runner.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

namespace cnn::test_network_plan {
namespace {

LayerPlan window(const char* kind, const Window& w, int outputs = 0) {
    return {{kind, w, 0, outputs}, {}};
}
LayerPlan plain(const char* kind) {
    return {{kind, {}}, {}};
}
LayerPlan dense(int units) {
    return {{"dense", {}, 0, units}, {}};
}

std::string sentence(const NetworkPlan& plan, const Shape& input = usualInput) {
    const auto error = checked(plan, input, 10).error;
    return error ? error->what() : "";
}

TEST(NetworkPlan, CountsWhatTheBuiltNetworkHas) {
    std::vector<Network> networks{everyKind(1), kindsOf1998(1)};
    for (const Model& model : models())
        for (const Shape& input : {usualInput, Shape{3, 32, 32, 1}})
            networks.push_back(build(model.plan({}), input, 10, Initialisation::Glorot, 1));
    for (const Network& net : networks) {
        const CheckedPlan plan = checked(planOf(net), net.inputShape(), net.outputShape().c);
        ASSERT_FALSE(plan.error) << plan.error->what();
        ASSERT_EQ(plan.layers.size(), net.size());
        for (std::size_t i = 0; i < net.size(); ++i) {
            EXPECT_EQ(plan.layers[i].name, net.name(i));
            EXPECT_EQ(plan.layers[i].out, net.outputShape(i));
            EXPECT_EQ(plan.layers[i].info, net.layer(i).info());
            if (net.name(i) == "unbiased") continue; // plans know no convolution without bias
            EXPECT_EQ(plan.layers[i].parameters, net.layer(i).parameterCount()) << net.name(i);
        }
    }
}

// Counted by walking over every product.
TEST(NetworkPlan, CountsMultiplyAddsAsPlainLoopsDo) {
    const auto layers = plannedLayers(lenet1998(1));
    std::map<std::string, std::size_t> counts;
    for (const PlannedLayer& layer : layers) counts[layer.name] = layer.multiplyAdds;
    std::size_t c1 = 0, c3 = 0;
    for (int o = 0; o < 6; ++o)
        for (int place = 0; place < 28 * 28; ++place)
            for (int tap = 0; tap < 25; ++tap) ++c1;
    for (const int reads : {3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6})
        for (int place = 0; place < 100; ++place)
            for (int tap = 0; tap < 25 * reads; ++tap) ++c3;
    EXPECT_EQ(counts["C1"], c1);
    EXPECT_EQ(counts["S2"], 6U * 14 * 14);
    EXPECT_EQ(counts["C3"], c3);
    EXPECT_EQ(counts["act1"], 0U);
    EXPECT_EQ(counts["F6"], 84U * 120);
}

TEST(NetworkPlan, BuildsTheSameNetworkAgain) {
    for (const Model& model : models()) {
        const Network net = build(model.plan({}), usualInput, 10, Initialisation::He, 4);
        const Network again = build(planOf(net), usualInput, 10, Initialisation::He, 4);
        Trace one, other;
        const Tensor in = randomImages(usualInput, 3, 1);
        net.forward(in, one);
        again.forward(in, other);
        EXPECT_EQ(one.output(), other.output()) << model.id;
    }
}

TEST(NetworkPlan, NamesLayersByKindAndNumber) {
    const auto layers = checked(lenet5Plan({}), usualInput, 10).layers;
    std::vector<std::string> names;
    for (const PlannedLayer& layer : layers) names.push_back(layer.name);
    EXPECT_EQ(names, (std::vector<std::string>{"conv1", "act1", "pool1", "conv2", "act2", "pool2", "flatten", "dense1",
                                               "act3", "dense2", "act4", "dense3"}));
    NetworkPlan clash{{plain("flatten"), dense(20), dense(0)}};
    clash.layers[2].name = "dense1"; // a name that somebody chose is kept, the numbered one steps aside
    EXPECT_EQ(checked(clash, usualInput, 10).layers[1].name, "dense2");
    clash.layers[1].name = "dense1";
    EXPECT_EQ(sentence(clash), "There are two layers named \"dense1\".");
}

TEST(NetworkPlan, SaysInASentenceWhichLayerDoesNotFitAndKeepsThoseBefore) {
    const LayerPlan conv5 = window("conv2d", Window::square(5), 4);
    const LayerPlan pool = window("maxpool2d", Window::square(2, 2));
    const NetworkPlan deep{{conv5, pool, conv5, pool, conv5, plain("flatten"), dense(0)}};
    const CheckedPlan result = checked(deep, usualInput, 10);
    EXPECT_EQ(result.layers.size(), 4U);
    EXPECT_EQ(result.layers.back().out, (Shape{4, 4, 4, 1}));
    EXPECT_STREQ(result.error->what(), "A 5 × 5 window does not fit a 4 × 4 input.");
    EXPECT_EQ(result.error->code(), ErrorCode::DoesNotFit);
    try {
        build(deep, usualInput, 10, Initialisation::He, 1);
        ADD_FAILURE() << "was built";
    } catch (const Error& e) {
        EXPECT_STREQ(e.what(), "Layer 5: A 5 × 5 window does not fit a 4 × 4 input.");
    }
    EXPECT_EQ(sentence({}), "A network needs at least one layer.");
    EXPECT_EQ(sentence({{dense(10)}}), "A dense layer reads values in a row, not 1@28×28: put a Flatten before it.");
    EXPECT_EQ(sentence({{plain("flatten"), dense(84)}}),
              "The network ends with 84 values, there are 10 classes: end it with a dense layer of that many outputs.");
    EXPECT_EQ(sentence({{conv5}}), "The network ends with 4@24×24, there are 10 classes: end it with a dense layer of "
                                   "that many outputs.");
    EXPECT_EQ(sentence({{window("conv2d", Window::square(3), 0)}}), "A convolution has 1 to 4096 outputs.");
    EXPECT_EQ(sentence({{plain("gru")}}), "There is no layer kind \"gru\".");
    EXPECT_EQ(sentence({{{{"partialconv2d", Window::square(3), 0, 0, {}, {{0, 1}}}, {}}}}),
              "The connection table reads channel 2, the input has 1.");
}

TEST(NetworkPlan, RefusesWhatIsTooLargeBeforeItTakesTheMemory) {
    EXPECT_EQ(checked({{plain("flatten"), dense(4096), dense(4096), dense(0)}}, usualInput, 10).layers.size(), 2U);
    EXPECT_TRUE(sentence({{plain("flatten"), dense(4096), dense(4096)}}).find("4,000,000 parameters") !=
                std::string::npos);
    EXPECT_TRUE(sentence({{{{"upsample", {}, 0, 0, {{"factor", 2000}}}, {}}}}).find("4,000,000 values") !=
                std::string::npos);
    const LayerPlan wide = window("conv2d", Window::square(7, 1, 3), 256);
    EXPECT_TRUE(sentence({{wide, wide}}).find("400,000,000 multiplications") != std::string::npos);
    EXPECT_TRUE(sentence({std::vector<LayerPlan>(41, plain("relu"))}).find("at most 40 layers") != std::string::npos);
}

TEST(NetworkPlan, BeginsWithTheWeightsThatSuitItsActivation) {
    EXPECT_EQ(usualInitialisation(lenet5Plan({})), Initialisation::He);
    EXPECT_EQ(usualInitialisation(lenet5Plan({ActivationKind::Sigmoid, PoolingKind::Max})), Initialisation::Glorot);
    EXPECT_EQ(usualInitialisation(lenet1998Plan()), Initialisation::LeCun);
    const Network net = lenet1998(3);
    const auto s2 = net.layer(net.find("S2").value()).parameters();
    EXPECT_TRUE((s2[0].value.array() == 0.25F).all()) << "a subsampling begins as the mean of its four values";
}

// ---- branches ------------------------------------------------------------------------------------------------------

LayerPlan named(LayerPlan layer, const char* name, std::vector<std::string> reads = {}) {
    layer.name = name;
    layer.reads = std::move(reads);
    return layer;
}

NetworkPlan residualBlock() {
    const LayerPlan conv = window("conv2d", Window::square(3, 1, 1), 4);
    return {{named(conv, "first"), plain("batchnorm2d"), named(plain("relu"), "start"), conv, plain("batchnorm2d"),
             plain("relu"), conv, plain("batchnorm2d"), named(plain("add"), "skip", {"bn3", "start"}), plain("relu"),
             plain("globalavgpool"), plain("flatten"), dense(0)}};
}

NetworkPlan smallUNet() {
    const auto conv = [](int outputs) { return window("conv2d", Window::square(3, 1, 1), outputs); };
    return {{named(conv(4), "down"), named(plain("relu"), "here"), window("maxpool2d", Window::square(2, 2)), conv(6),
             plain("relu"), window("convtranspose2d", Window::square(2, 2), 4),
             named(plain("concat"), "beside", {"up1", "here"}), conv(3), plain("relu"),
             window("avgpool2d", Window::square(4, 4)), plain("flatten"), dense(0)}};
}

TEST(NetworkPlan, WithBranchesIsBuiltAndComesBackFromTheNetwork) {
    for (const NetworkPlan& plan : {residualBlock(), smallUNet()}) {
        const CheckedPlan ready = checked(plan, {1, 8, 8, 1}, 3);
        ASSERT_FALSE(ready.error) << ready.error->what();
        const Network net = build(plan, {1, 8, 8, 1}, 3, Initialisation::He, 1);
        EXPECT_FALSE(net.isChain());
        const CheckedPlan back = checked(planOf(net), {1, 8, 8, 1}, 3);
        ASSERT_EQ(back.layers.size(), net.size());
        for (std::size_t i = 0; i < net.size(); ++i) {
            EXPECT_EQ(back.layers[i].reads, ready.layers[i].reads);
            EXPECT_EQ(back.layers[i].out, net.outputShape(i));
            EXPECT_EQ(back.layers[i].parameters, net.layer(i).parameterCount()) << net.name(i);
        }
    }
}

TEST(NetworkPlan, WithBranchesLearns) {
    auto data = std::make_shared<DataSplit>();
    data->train.shape = data->test.shape = {1, 8, 8, 1};
    data->train.classNames = {"a", "b", "c"};
    Rng rng(2);
    for (int n = 0; n < 60; ++n) {
        for (int i = 0; i < 64; ++i)
            data->train.pixels.bytes().push_back(
                static_cast<std::uint8_t>((i / 8 + i) % 3 == n % 3 ? 200 : rng.uniform() * 60));
        data->train.labels.push_back(n % 3);
    }
    TrainingSettings settings;
    settings.batch = 20;
    settings.epochs = 15;
    settings.learningRate = 0.05;
    for (const NetworkPlan& plan : {residualBlock(), smallUNet()}) {
        Trainer trainer(build(plan, {1, 8, 8, 1}, 3, Initialisation::He, 1), data, settings);
        const float first = trainer.step().loss;
        float last = first;
        while (!trainer.finished()) last = trainer.step().loss;
        EXPECT_LT(last, 0.5F * first);
        // Live: on a thread of its own, with snapshots.
        std::atomic<int> woken = 0;
        TrainingPlan live;
        live.data = data;
        live.build = [&](const DataSplit&) { return build(plan, {1, 8, 8, 1}, 3, Initialisation::He, 1); };
        live.settings = settings;
        live.startRunning = true;
        TrainingRunner runner(live, [&] { ++woken; });
        TrainingNews news;
        std::vector<float> losses;
        for (;;) {
            news = runner.take();
            for (const StepReport& report : news.steps) losses.push_back(report.loss);
            if (news.state == RunState::Finished || news.error) break;
            std::this_thread::yield();
        }
        EXPECT_FALSE(news.error);
        EXPECT_EQ(losses.back(), last);
    }
}

TEST(NetworkPlan, SaysWhatIsWrongWithABranch) {
    const LayerPlan conv = window("conv2d", Window::square(3, 1, 1), 4);
    const auto end = dense(0);
    EXPECT_EQ(sentence({{conv, named(plain("add"), "add", {"conv1", "conv2"}), plain("flatten"), end}}),
              "There is no earlier layer named \"conv2\" to read: only layers before this one, and \"input\", can be "
              "read.");
    EXPECT_EQ(sentence({{conv, named(plain("relu"), "relu", {"conv1", "input"})}}),
              "This layer reads one value, not 2.");
    EXPECT_EQ(
        sentence({{conv, window("maxpool2d", Window::square(2, 2)), named(plain("add"), "sum", {"pool1", "conv1"})}}),
        "Add reads values of 4@14×14 and of 4@28×28: they must be of the same size, or 1 where they differ.");
    EXPECT_EQ(sentence({{conv, named(conv, "side", {"input"}), plain("flatten"), end}}),
              "Nothing reads the layer \"conv1\": let a later layer read it, or take it out.");
    EXPECT_EQ(sentence({{conv, {{"conv2d", Window::square(3), 0, 6, {{"groups", 4}}}, {}}}}),
              "4 channels and 6 outputs cannot be divided into 4 equal groups.");
}

} // namespace
} // namespace cnn::test_network_plan
