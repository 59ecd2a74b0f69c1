// The whole catalogue through every way in which a network is run: Network, Pass with and without backward, a trainer
// on one thread and on two, with batches that fill a piece of 16 images, part of one, and one more than one. One
// numeric gradient for all of them. tests/levels/at_level.sh runs this with the core of each processor level.
#include "core/layers/dense.h"
#include "core/layers/losses.h"
#include "core/network/network_plan.h"
#include "core/network/pass.h"
#include "core/train/trainer.h"
#include "tests/support/contract_layers.h"
#include "tests/support/layer_samples.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

#include <set>

namespace cnn::test_every_way {
namespace {

constexpr int batches[] = {1, 3, 16, 17};
constexpr int classes = 3;

// ---- one layer, all ways -------------------------------------------------------------------------------------------

// Images whose cells differ by at least 1 / 255, less 0.5 none nearer to 0 than 0.5 / 255.
constexpr float middle = 0.5F;

struct Case {
    std::shared_ptr<const DataSplit> data;
    Network network;
    std::size_t layer = 1;
    float step;

    Tensor in() const {
        Tensor in;
        std::vector<std::size_t> all(data->train.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        data->train.gather(all, in);
        return in;
    }
};

std::shared_ptr<const DataSplit> imagesOf(const Shape& shape, int images, int gap, Rng& rng) {
    auto data = std::make_shared<DataSplit>();
    data->train.shape = data->test.shape = shape;
    const auto cells = static_cast<int>(shape.perImage());
    for (int n = 0; n < images; ++n) {
        std::vector<int> values;
        for (int i = 0; i < cells; ++i) values.push_back((255 + (2 * i - cells + 1 - (cells % 2)) * gap) / 2);
        rng.shuffle(values);
        for (const int v : values) data->train.pixels.bytes().push_back(static_cast<std::uint8_t>(v));
        data->train.labels.push_back(n % classes);
    }
    for (int k = 0; k < classes; ++k) data->train.classNames.push_back(std::to_string(k));
    return data;
}

Case caseOf(const LayerSample& sample, int images) {
    Rng rng(7);
    const Shape shape = sample.in.withImages(1);
    // The largest odd gap: between two of them and around the middle nothing lands on a kink.
    int gap = 255 / (static_cast<int>(shape.perImage()) + 1);
    gap -= gap % 2 == 0 ? 1 : 0;
    EXPECT_GE(gap, 1) << "too many cells for pixels that all differ";
    const float kinked = static_cast<float>(gap) / 255 / 4;
    Network net(shape);
    net.add("offset", std::make_unique<Offset>(shape, -middle));
    net.add("layer", makeLayer(sample.info));
    net.add("flatten", std::make_unique<Flatten>());
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, classes));
    for (const std::size_t i : {1, 3})
        for (Parameter& p : net.layer(i).parameters()) fillParameter(p, rng);
    return {imagesOf(shape, images, gap, rng), std::move(net), 1,
            sample.curve() == Curve::Kinked ? kinked : sample.step()};
}

double lossOf(const Case& c, const Tensor& in) {
    Trace trace;
    c.network.forward(in, trace);
    return evaluateLoss(LossKind::SquaredError, trace.output(), c.data->train.labels, in.shape().n, nullptr).loss;
}

// Of the layer and of the offset before it, by moving each number.
NetworkGradients numericGradients(Case& c) {
    const Tensor in = c.in();
    NetworkGradients numeric(2);
    for (std::size_t i = 0; i < numeric.size(); ++i)
        for (Parameter& p : c.network.layer(i).parameters()) {
            Tensor& gradient = numeric[i].emplace_back(p.value.shape());
            if (!p.learned) continue;
            for (std::size_t k = 0; k < p.value.size(); ++k) {
                float& value = p.value.data()[k];
                const float before = value;
                value = before + c.step;
                double distance = value;
                double change = lossOf(c, in);
                value = before - c.step;
                distance -= value;
                change -= lossOf(c, in);
                value = before;
                gradient.data()[k] = static_cast<float>(change / distance);
            }
        }
    return numeric;
}

void expectGradients(const NetworkGradients& numeric, const NetworkGradients& exact, const char* way) {
    for (std::size_t i = 0; i < numeric.size(); ++i) {
        ASSERT_EQ(numeric[i].size(), exact[i].size()) << way;
        for (std::size_t p = 0; p < numeric[i].size(); ++p) {
            const float largest = exact[i][p].array().abs().maxCoeff();
            const float error = (numeric[i][p].array() - exact[i][p].array()).abs().maxCoeff();
            // The last digits of the outputs, which are floats, over the step.
            constexpr float rounding = 2e-5F;
            EXPECT_LE(error, 1e-3F * largest + rounding) << way << ", layer " << i << ", parameter " << p;
        }
    }
}

Tensor gradientAtOutput(const Case& c, const Tensor& out) {
    Tensor dOut;
    evaluateLoss(LossKind::SquaredError, out, c.data->train.labels, out.shape().n, &dOut);
    return dOut;
}

NetworkGradients trainersGradients(const Case& c, int threads) {
    TrainingSettings settings;
    settings.loss = LossKind::SquaredError;
    settings.batch = static_cast<int>(c.data->train.size());
    settings.threads = threads;
    Trainer trainer(c.network, c.data, settings);
    trainer.step();
    return trainer.lastGradients();
}

void expectTrainer(const Case& c, const NetworkGradients& numeric) {
    const NetworkGradients one = trainersGradients(c, 1), two = trainersGradients(c, 2);
    EXPECT_EQ(one, two) << "trainer, 1 and 2 threads";
    const LayerInfo info = c.network.layer(c.layer).info();
    const bool draws = factsOf(info.kind).onlyLearning && info.settings[0].value > 0; // other numbers than a test's
    const bool mixes = c.network.layer(c.layer).rules().mixesImages;                  // likewise
    if (!draws && !mixes) expectGradients(numeric, one, "trainer");
}

TEST(EveryWay, GivesTheGradientsOfTheDifferenceQuotientsForEveryLayer) {
    for (const LayerKind& kind : layerKinds()) {
        const auto samples = samplesOf(kind.kind);
        EXPECT_FALSE(samples.empty()) << "the layer kind " << kind.kind
                                      << " has no samples: add a line to layerSamples in tests/support/layer_samples.h";
        for (std::size_t i = 0; i < samples.size(); ++i)
            for (const int images : batches) {
                SCOPED_TRACE(std::string(kind.kind) + ", sample " + std::to_string(i) + ", " + std::to_string(images) +
                             " images");
                Case c = caseOf(samples[i], images);
                const Tensor in = c.in();
                const NetworkGradients numeric = numericGradients(c);

                Trace trace;
                std::vector<Tensor> work;
                NetworkGradients gradients = zeroGradients(c.network), passed = zeroGradients(c.network);
                c.network.forward(in, trace);
                const Tensor dOut = gradientAtOutput(c, trace.output());
                c.network.backward(trace, dOut, gradients, work);
                expectGradients(numeric, gradients, "Network");

                Pass pass, forgetful(Pass::Keep::Nothing);
                EXPECT_EQ(trace.output(), pass.forward(c.network, in));
                pass.backward(c.network, in, dOut, passed);
                EXPECT_EQ(gradients, passed) << "Pass, bit for bit as Network";
                EXPECT_EQ(trace.output(), forgetful.forward(c.network, in));
                expectTrainer(c, numeric);
            }
    }
}

// ---- what a layer promises -----------------------------------------------------------------------------------------

struct LayerRun {
    Tensor in, out, dOut, dIn;
    LayerCache cache;
    Gradients gradients;
};

LayerRun runOf(const Layer& layer, const Shape& shape) {
    LayerRun run{randomImages(shape, shape.n, 3), {}, {}, {}, {}, zeroGradients(layer)};
    layer.forward(run.in, run.out, run.cache);
    run.dOut = randomImages(run.out.shape(), run.out.shape().n, 4);
    layer.backward(run.in, run.out, run.dOut, run.cache, &run.dIn, run.gradients);
    return run;
}

Tensor nothing(const Shape& shape) {
    Tensor t(shape);
    t.fill(std::nanf(""));
    return t;
}

template<class Check> void forEverySample(Check check) {
    for (const LayerKind& kind : layerKinds())
        for (const LayerSample& sample : samplesOf(kind.kind)) {
            SCOPED_TRACE(std::string(kind.kind) + " on " + text(sample.in));
            const auto layer = makeLayer(sample.info);
            Rng rng(5);
            for (Parameter& p : layer->parameters()) fillParameter(p, rng);
            check(*layer, sample.in);
        }
}

TEST(EveryLayer, ReadsNoMoreInBackwardThanItSays) {
    forEverySample([](const Layer& layer, const Shape& shape) {
        const LayerRules rules = layer.rules();
        const LayerRun run = runOf(layer, shape);
        Tensor dIn;
        Gradients gradients = zeroGradients(layer);
        layer.backward(rules.readsIn ? run.in : nothing(run.in.shape()),
                       rules.readsOut ? run.out : nothing(run.out.shape()), run.dOut, run.cache, &dIn, gradients);
        EXPECT_EQ(run.dIn, dIn);
        EXPECT_EQ(run.gradients, gradients);
    });
}

TEST(EveryLayer, WorksInPlaceIfItSaysSo) {
    forEverySample([](const Layer& layer, const Shape& shape) {
        if (!layer.rules().inPlace) return;
        EXPECT_FALSE(layer.rules().readsIn);
        const LayerRun run = runOf(layer, shape);
        Tensor value = run.in, gradient = run.dOut;
        LayerCache cache;
        Gradients gradients = zeroGradients(layer);
        layer.forward(value, value, cache);
        EXPECT_EQ(run.out, value);
        layer.backward(value, value, gradient, cache, &gradient, gradients);
        EXPECT_EQ(run.dIn, gradient);
    });
}

TEST(EveryLayer, CutsOffAtZeroItselfIfItSaysSo) {
    forEverySample([](const Layer& layer, const Shape& shape) {
        if (!layer.rules().mayRectify) return;
        EXPECT_FALSE(layer.rules().readsOut);
        for (const int images : {1, shape.n}) {
            const Tensor in = randomImages(shape, images, 3);
            Tensor plain, cut;
            LayerCache cache;
            layer.forward(in, plain, cache);
            cache.rectify = true;
            layer.forward(in, cut, cache);
            plain.array() = (plain.array() <= 0).select(0, plain.array());
            EXPECT_EQ(plain, cut);
        }
    });
}

TEST(EveryLayer, RectifiesOrTakesTheLargestIfItSaysSo) {
    forEverySample([](const Layer& layer, const Shape& shape) {
        const LayerRules rules = layer.rules();
        LayerRun run = runOf(layer, shape);
        if (rules.rectifies) {
            EXPECT_TRUE((run.out.array() == run.in.array().max(0)).all());
            EXPECT_TRUE((run.dIn.array() == (run.out.array() > 0).select(run.dOut.array(), 0)).all());
        }
        if (!rules.takesLargest) return;
        EXPECT_LE(run.out.array().maxCoeff(), run.in.array().maxCoeff());
        // With zeros where the output is cut off, its gradient is that of what is left.
        for (std::size_t i = 0; i < run.out.size(); ++i)
            if (run.out.data()[i] <= 0) run.dOut.data()[i] = 0;
        Tensor whole, cut;
        layer.backward(run.in, run.out, run.dOut, run.cache, &whole, run.gradients);
        run.out.array() = run.out.array().max(0);
        layer.backward(run.in, run.out, run.dOut, run.cache, &cut, run.gradients);
        EXPECT_EQ(whole, cut);
    });
}

// ---- layers in a row -----------------------------------------------------------------------------------------------

void expectPassAsNetwork(const Network& network, int images) {
    const Tensor in = randomImages(network.inputShape(), images, 5);
    const Tensor dOut = randomImages(network.outputShape(), images, 6);
    Trace trace;
    std::vector<Tensor> work;
    NetworkGradients expected = zeroGradients(network), ours = zeroGradients(network);
    network.forward(in, trace);
    network.backward(trace, dOut, expected, work);
    Pass pass, forgetful(Pass::Keep::Nothing);
    EXPECT_EQ(trace.output(), pass.forward(network, in));
    pass.backward(network, in, dOut, ours);
    EXPECT_EQ(expected, ours);
    EXPECT_EQ(trace.output(), forgetful.forward(network, in));
}

// One of each kind, on channels of 3x3 and more.
std::vector<LayerPlan> oneOfEach() {
    std::vector<LayerPlan> all;
    for (const LayerKind& kind : layerKinds()) {
        LayerPlan plan{{kind.kind, {}}, {}};
        if (hasWindow(kind)) plan.info.window = {{2, 1}, {2, 1}};
        if (kind.outputs == OutputCount::Chosen) plan.info.outputs = 2;
        if (kind.outputs == OutputCount::ByTable) plan.info.connections = {{0}, {0, 1}};
        for (const LayerSetting& s : kind.settings) plan.info.settings.push_back({s.key, s.usual});
        all.push_back(plan);
    }
    return all;
}

// A parameter in front sees every gradient that comes back.
std::optional<Network> rowOf(const std::vector<LayerPlan>& plans) {
    Network net(Shape{2, 5, 4, 1});
    net.add("offset", std::make_unique<Offset>(net.outputShape(), 0.1F));
    for (const LayerPlan& plan : plans) {
        // The plan of this layer alone, as it is read by what it stands behind.
        const CheckedPlan checkedPlan = checked({{plan}}, net.outputShape(), 2);
        if (checkedPlan.layers.empty()) return std::nullopt;
        net.add("layer" + std::to_string(net.size()), makeLayer(checkedPlan.layers[0].info));
    }
    fillParameters(net, 9);
    return net;
}

// What a Pass does with a layer follows from its rules and the one value it reads: one of each sort meets every other
// two, all kinds meet two of these.
std::set<std::string> onesOfASort(const std::vector<LayerPlan>& each) {
    std::set<std::vector<bool>> sorts;
    std::set<std::string> first;
    for (const LayerPlan& plan : each) {
        const auto net = rowOf({plan});
        if (!net) continue;
        const LayerRules r = net->layer(1).rules();
        const bool learns = net->layer(1).parameters().empty();
        if (sorts.insert({r.readsIn, r.readsOut, r.inPlace, r.rectifies, r.takesLargest, r.mixesImages, learns}).second)
            first.insert(plan.info.kind);
    }
    return first;
}

TEST(EveryWay, IsTheSameForEveryThreeLayersInARow) {
    const std::vector<LayerPlan> each = oneOfEach();
    const std::set<std::string> ones = onesOfASort(each);
    int rows = 0;
    for (const LayerPlan& a : each)
        for (const LayerPlan& b : each)
            for (const LayerPlan& c : each) {
                int others = 0;
                for (const LayerPlan* plan : {&a, &b, &c}) others += ones.contains(plan->info.kind) ? 0 : 1;
                if (others > 1) continue;
                const auto net = rowOf({a, b, c});
                if (!net) continue;
                SCOPED_TRACE(a.info.kind + ", " + b.info.kind + ", " + c.info.kind);
                for (const int images : {1, 17}) expectPassAsNetwork(*net, images);
                ++rows;
            }
    EXPECT_GE(rows, 1000);
}

// What Pass did wrong once: it took a layer for one that works in place because of its kind.
TEST(EveryWay, IsTheSameForALayerThatKeepsTheContractAndSaysNothing) {
    const auto conv = [](int in) { return std::make_unique<Conv2d>(in, 2, Window::square(2)); };
    for (const LayerRules& rules : {LayerRules{}, LayerRules{.readsOut = false}, LayerRules{.readsIn = false},
                                    LayerRules{.readsIn = false, .inPlace = true}}) {
        Network net(Shape{2, 9, 9, 1});
        net.add("conv1", conv(2));
        net.add("careful1", std::make_unique<Careful>(rules));
        net.add("crossed", std::make_unique<Crossed>());
        net.add("relu1", makeLayer({"relu", {}}));
        net.add("conv2", conv(2));
        net.add("relu2", makeLayer({"relu", {}}));
        net.add("pool", makeLayer({"maxpool2d", Window::square(2, 1)}));
        net.add("careful2", std::make_unique<Careful>(rules));
        net.add("tanh", makeLayer({"tanh", {}}));
        net.add("careful3", std::make_unique<Careful>(rules));
        net.add("careful4", std::make_unique<Careful>(rules));
        net.add("mean", makeLayer({"avgpool2d", Window::square(2, 1)}));
        net.add("careful5", std::make_unique<Careful>(rules));
        net.add("flatten", std::make_unique<Flatten>());
        net.add("dense", std::make_unique<Dense>(net.outputShape().c, 2));
        net.add("careful6", std::make_unique<Careful>(rules));
        fillParameters(net, 9);
        for (const int images : batches) expectPassAsNetwork(net, images);
    }
}

} // namespace
} // namespace cnn::test_every_way
