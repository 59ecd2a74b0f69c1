// Everything the core computes, compared with PyTorch; networks in files in test_golden_onnx.cpp.
#include "core/layers/batch_norm.h"
#include "core/layers/catalog.h"
#include "core/layers/conv2d.h"
#include "core/layers/conv_transpose2d.h"
#include "core/layers/dense.h"
#include "core/layers/losses.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "core/walk/gradient_walk.h"
#include "tests/support/golden_case.h"

#include <map>
#include <set>

namespace cnn::test_golden {
namespace {

void setParameter(Parameter& parameter, const std::vector<float>& values) {
    ASSERT_EQ(parameter.value.size(), values.size());
    std::copy(values.begin(), values.end(), parameter.value.values().begin());
}

// Forward and backward of one layer, its parameters taken from the tensors of the same names.
void checkLayer(const GoldenCase& golden, Layer& layer) {
    for (Parameter& p : layer.parameters()) setParameter(p, golden.values(p.name.c_str()));
    const Tensor in = golden.images("input");
    Tensor out, dIn;
    LayerCache cache;
    layer.forward(in, out, cache);
    golden.expectImages("out", out);
    Gradients gradients = zeroGradients(layer);
    layer.backward(in, out, golden.images("d_out"), cache, &dIn, gradients);
    golden.expectImages("d_input", dIn);
    const auto parameters = layer.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i)
        golden.expectValues(("d_" + parameters[i].name).c_str(), gradients[i].values());
}

void checkConv2d(const GoldenCase& golden) {
    const auto shape = golden.shape("weight");
    const int groups = golden.settings().value("groups", 1);
    Conv2d conv(groups * shape[1], shape[0], golden.window(), golden.has("bias"), groups);
    checkLayer(golden, conv);
}

// Any layer of the catalogue, made of the case's settings and its tensors' extents.
void checkCatalogueLayer(const GoldenCase& golden) {
    const LayerKind& kind = factsOf(golden.operation());
    LayerInfo info{kind.kind, {}};
    if (golden.settings().contains("kernel")) info.window = golden.window();
    if (kind.outputs != OutputCount::None) info.inputs = golden.shape("input")[1];
    if (kind.outputs == OutputCount::AsInputs) info.outputs = info.inputs;
    if (kind.outputs == OutputCount::Chosen) info.outputs = golden.shape("weight")[0];
    if (kind.outputs == OutputCount::ByTable) info.connections = golden.settings().at("connections").get<Connections>();
    for (const LayerSetting& s : kind.settings)
        info.settings.push_back({s.key, golden.settings().value(s.key, s.missing)});
    checkLayer(golden, *makeLayer(info));
}

void checkTransposed(const GoldenCase& golden) {
    const auto shape = golden.shape("weight");
    const auto whole = [&](const char* key) { return golden.settings().at(key).get<int>(); };
    const int groups = whole("groups");
    ConvTranspose2d layer(shape[0], groups * shape[1], golden.window(),
                          {true, groups, whole("rows_added"), whole("columns_added")});
    checkLayer(golden, layer);
}

// The batch's own mean and variance, and what is remembered of them; or the remembered ones.
void checkBatchNorm(const GoldenCase& golden) {
    BatchNorm2d layer(golden.shape("input")[1], golden.settings().at("eps"), golden.settings().at("momentum"));
    for (Parameter& p : layer.parameters()) setParameter(p, golden.values(p.name.c_str()));
    const Tensor in = golden.images("input");
    Tensor out, dIn;
    LayerCache cache;
    const std::vector<std::size_t> images(static_cast<std::size_t>(in.shape().n), 0);
    if (golden.settings().at("training") != 0) cache.chance = Chance{1, images};
    layer.forward(in, out, cache);
    golden.expectImages("out", out);
    Gradients gradients = zeroGradients(layer);
    layer.backward(in, out, golden.images("d_out"), cache, &dIn, gradients);
    golden.expectImages("d_input", dIn);
    golden.expectValues("d_weight", gradients[0].values());
    golden.expectValues("d_bias", gradients[1].values());
    layer.remember(cache);
    golden.expectValues("new_mean", layer.parameters()[2].value.values());
    golden.expectValues("new_variance", layer.parameters()[3].value.values());
}

void checkJoin(const GoldenCase& golden) {
    LayerInfo info{golden.operation(), {}};
    if (golden.settings().contains("axis")) info.settings = {{"axis", golden.settings().at("axis")}};
    const auto layer = makeLayer(info);
    std::vector<std::string> names;
    for (const char* name : {"input", "input2", "input3"})
        if (golden.has(name)) names.emplace_back(name);
    std::vector<Tensor> values, slopes(names.size());
    for (const std::string& name : names) values.push_back(golden.images(name.c_str()));
    std::vector<const Tensor*> in;
    std::vector<Tensor*> dIn;
    for (std::size_t k = 0; k < names.size(); ++k) {
        in.push_back(&values[k]);
        dIn.push_back(&slopes[k]);
    }
    Tensor out;
    LayerCache cache;
    Gradients none;
    layer->join(in, out, cache);
    golden.expectImages("out", out);
    layer->unjoin(in, out, golden.images("d_out"), cache, dIn, none);
    for (std::size_t k = 0; k < names.size(); ++k) golden.expectImages(("d_" + names[k]).c_str(), slopes[k]);
}

// ---- walks: one filter at a time

Tensor channelOf(const Tensor& t, int channel) {
    Tensor one({1, t.shape().h, t.shape().w, 1});
    std::copy_n(t.values().begin() + static_cast<std::ptrdiff_t>(t.offset(channel, 0, 0)), one.size(),
                one.values().begin());
    return one;
}
void append(std::vector<float>& to, const Tensor& t) {
    to.insert(to.end(), t.values().begin(), t.values().end());
}
Tensor outputOf(const Expected<WindowTask>& task) {
    return WindowWalk::make(*task).orThrow().output();
}
PadMode padMode(const GoldenCase& golden) {
    const std::string name = golden.settings().at("mode");
    const auto at = std::find(padModeNames.begin(), padModeNames.end(), name);
    EXPECT_NE(at, padModeNames.end()) << name;
    return static_cast<PadMode>(at - padModeNames.begin());
}

void checkConvolutionWalk(const GoldenCase& golden) {
    const Tensor in = golden.images("input"), dOut = golden.images("d_out");
    const auto weights = golden.values("weight");
    const bool flip = golden.settings().at("flip");
    const Window window = golden.window();
    const int filters = golden.shape("weight")[0];
    std::vector<Tensor> kernels;
    std::vector<float> out, dWeight, dInput;
    for (int o = 0; o < filters; ++o) {
        Tensor kernel({in.shape().c, window.y.kernel, window.x.kernel, 1});
        const auto begin = weights.begin() + o * static_cast<std::ptrdiff_t>(kernel.size());
        std::copy_n(begin, kernel.size(), kernel.values().begin());
        kernels.push_back(flip ? flipped(kernel) : kernel);
        const float bias = golden.values("bias")[static_cast<std::size_t>(o)];
        const WindowTask forward{WindowOperation::Convolution, in, kernels.back(), bias, window, padMode(golden)};
        append(out, outputOf(forward));
        for (int c = 0; c < in.shape().c; ++c) {
            const Tensor gradient = outputOf(weightGradientTask(forward, channelOf(dOut, o), c));
            append(dWeight, flip ? flipped(gradient) : gradient);
        }
    }
    golden.expectValues("out", out);
    golden.expectValues("d_weight", dWeight);
    if (!golden.has("d_input")) return;
    for (int c = 0; c < in.shape().c; ++c)
        append(dInput, outputOf(inputGradientTask(in.shape(), window, kernels, dOut, c)));
    golden.expectValues("d_input", dInput);
}

template<WindowOperation operation> void checkPoolWalk(const GoldenCase& golden) {
    const auto walk = WindowWalk::make({operation, golden.images("input"), {}, 0, golden.window()}).orThrow();
    const Tensor dOut = golden.images("d_out");
    golden.expectValues("out", walk.output().values());
    golden.expectValues("d_input", pooledGradient(walk, dOut, walk.size()).values());
    if (operation == WindowOperation::AvgPool)
        golden.expectValues("d_input", outputOf(inputGradientTask(walk.task(), dOut)).values());
}

// A sum of log and differences in float knows nothing below 1e-7, so a loss near zero is compared absolutely.
void expectLoss(double expected, double ours) {
    EXPECT_NEAR(expected, ours, 1e-5 * std::max(1.0, expected));
}

template<LossKind kind> void checkLoss(const GoldenCase& golden) {
    const Tensor in = golden.images("input");
    Tensor dIn;
    const LossResult result = evaluateLoss(kind, in, golden.values<int>("labels"), golden.settings().at("total"), &dIn);
    expectLoss(golden.values("loss").at(0), result.loss);
    golden.expectImages("d_input", dIn);
    golden.expectImages("softmax", softmax(in));
}

template<LossKind kind> void checkReconstruction(const GoldenCase& golden) {
    Tensor dIn;
    const LossResult result = evaluateReconstruction(kind, golden.images("input"), golden.images("target"),
                                                     golden.settings().at("total"), &dIn);
    expectLoss(golden.values("loss").at(0), result.loss);
    golden.expectImages("d_input", dIn);
}

LossKind lossKind(const GoldenCase& golden) {
    const std::string loss = golden.settings().at("loss");
    EXPECT_TRUE(loss == "squared_error" || loss == "softmax_cross_entropy") << loss;
    return loss == "squared_error" ? LossKind::SquaredError : LossKind::SoftmaxCrossEntropy;
}

std::shared_ptr<const DataSplit> dataOf(const GoldenCase& golden, int classes) {
    auto data = std::make_shared<DataSplit>();
    const auto shape = golden.shape("pixels");
    data->train.shape = data->test.shape = {shape[1], shape[2], shape[3], 1};
    data->train.pixels = golden.values<std::uint8_t>("pixels");
    data->train.labels = golden.values<int>("labels");
    for (int k = 0; k < classes; ++k) data->train.classNames.push_back(std::to_string(k));
    return data;
}

void readSchedule(const GoldenCase& golden, TrainingSettings& settings) {
    const auto& given = golden.settings();
    const std::string kind = given.value("schedule", "constant");
    settings.schedule = kind == "step"     ? ScheduleKind::Step
                        : kind == "cosine" ? ScheduleKind::Cosine
                                           : ScheduleKind::Constant;
    settings.scheduleEvery = given.value("every", settings.scheduleEvery);
    settings.scheduleFactor = given.value("factor", settings.scheduleFactor);
    settings.epochs = given.value("epochs", settings.epochs);
}

// The whole set as one batch, so the order of the images does not matter.
template<OptimizerKind optimizer> void checkOptimizer(const GoldenCase& golden) {
    const auto shape = golden.shape("weight");
    const auto data = dataOf(golden, shape[0]);
    Network net(data->train.shape);
    net.add("flatten", std::make_unique<Flatten>());
    net.add("dense", std::make_unique<Dense>(shape[1], shape[0]));
    for (Parameter& p : net.layer(1).parameters()) setParameter(p, golden.values(p.name.c_str()));

    TrainingSettings settings;
    settings.optimizer = optimizer;
    settings.learningRate = golden.settings().at("lr");
    if (golden.settings().contains("momentum")) settings.momentum = golden.settings().at("momentum");
    readSchedule(golden, settings);
    settings.weightDecay = golden.settings().value("weight_decay", 0.0);
    settings.loss = lossKind(golden);
    settings.batch = static_cast<int>(data->train.size());
    Trainer trainer(net, data, settings);
    std::vector<float> weights, biases, losses, rates;
    for (std::size_t step = 0; step < golden.values("losses").size(); ++step) {
        const StepReport report = trainer.step();
        losses.push_back(report.loss);
        rates.push_back(static_cast<float>(report.learningRate));
        const auto parameters = trainer.network().layer(1).parameters();
        weights.insert(weights.end(), parameters[0].value.values().begin(), parameters[0].value.values().end());
        biases.insert(biases.end(), parameters[1].value.values().begin(), parameters[1].value.values().end());
    }
    golden.expectValues("losses", losses);
    if (golden.has("rates")) golden.expectValues("rates", rates);
    golden.expectValues("weights", weights);
    golden.expectValues("biases", biases);
}

// The formula of make_golden.py; every number is exact in float.
std::vector<float> formula(std::uint32_t seed, std::size_t count, double scale) {
    std::vector<float> values(count);
    for (float& v : values) {
        seed = seed * 1664525U + 1013904223U;
        v = static_cast<float>((static_cast<double>(seed >> 8U) / 16777216.0 - 0.5) * scale);
    }
    return values;
}

Network modelOf(const GoldenCase& golden) {
    if (golden.settings().contains("model")) return lenet1998(1);
    const std::map<std::string, ActivationKind> activations{
        {"relu", ActivationKind::Relu}, {"tanh", ActivationKind::Tanh}, {"sigmoid", ActivationKind::Sigmoid}};
    const bool isMax = golden.settings().at("pooling") == "max";
    return lenet5({activations.at(golden.settings().at("activation")), isMax ? PoolingKind::Max : PoolingKind::Average},
                  1);
}

Network goldenLeNet(const GoldenCase& golden) {
    Network net = modelOf(golden);
    const auto scales = golden.settings().at("scales").get<std::vector<double>>();
    auto seed = golden.settings().at("seed").get<std::uint32_t>();
    std::size_t index = 0;
    for (std::size_t i = 0; i < net.size(); ++i)
        for (Parameter& p : net.layer(i).parameters())
            setParameter(p, formula(++seed, p.value.size(), scales.at(index++)));
    return net;
}

// Sums cancel, so they are compared relative to the sum of the magnitudes, and single values to the largest.
void checkGradientSums(const GoldenCase& golden, const std::vector<const Tensor*>& gradients) {
    const auto sums = golden.values("gradient_sums"), absolutes = golden.values("gradient_absolute_sums");
    const auto largest = golden.values("largest_gradients"), picks = golden.values("picked_gradients");
    ASSERT_EQ(gradients.size(), sums.size());
    for (std::size_t g = 0; g < gradients.size(); ++g) {
        const auto values = gradients[g]->array().cast<double>();
        EXPECT_NEAR(values.sum(), sums[g], 1e-5F * absolutes[g]);
        EXPECT_NEAR(values.abs().sum(), absolutes[g], 1e-5F * absolutes[g]);
        EXPECT_NEAR(values.abs().maxCoeff(), largest[g], 1e-5F * largest[g]);
        for (Eigen::Index k = 0; k < 8; ++k)
            EXPECT_NEAR(values(k * (values.size() - 1) / 7), picks[8 * g + static_cast<std::size_t>(k)],
                        1e-5F * largest[g]);
    }
}

void checkLenet5(const GoldenCase& golden) {
    const Network net = goldenLeNet(golden);
    const int images = golden.settings().at("batch");
    const auto pixels = formula(golden.settings().at("seed"), static_cast<std::size_t>(images) * 28 * 28, 2);
    Tensor in(net.inputShape().withImages(images));
    in.matrix() = ConstMatrixView(pixels.data(), images, 28 * 28).transpose();
    Trace trace;
    net.forward(in, trace);
    golden.expectImages("logits", trace.output());

    Tensor dOut;
    const auto result = evaluateLoss(lossKind(golden), trace.output(), golden.values<int>("labels"), images, &dOut);
    expectLoss(golden.values("loss").at(0), result.loss);
    NetworkGradients gradients = zeroGradients(net);
    std::vector<Tensor> work;
    net.backward(trace, dOut, gradients, work, true);
    std::vector<const Tensor*> all;
    for (const Gradients& layer : gradients)
        for (const Tensor& g : layer) all.push_back(&g);
    checkGradientSums(golden, all);
}

// Beside these every layer kind is an operation.
const std::map<std::string, void (*)(const GoldenCase&)> operations{
    {"conv2d", checkConv2d},
    {"walk_flip", checkConvolutionWalk},
    {"walk_dilation", checkConvolutionWalk},
    {"walk_uneven_padding", checkConvolutionWalk},
    {"groupedconv2d", checkConv2d},
    {"convtranspose2d", checkTransposed},
    {"batchnorm2d", checkBatchNorm},
    {"add", checkJoin},
    {"sub", checkJoin},
    {"mul", checkJoin},
    {"div", checkJoin},
    {"concat", checkJoin},
    {"walk_padding_mode", checkConvolutionWalk},
    {"walk_channels", checkConvolutionWalk},
    {"walk_gradients", checkConvolutionWalk},
    {"walk_maxpool", checkPoolWalk<WindowOperation::MaxPool>},
    {"walk_avgpool", checkPoolWalk<WindowOperation::AvgPool>},
    {"softmax_cross_entropy", checkLoss<LossKind::SoftmaxCrossEntropy>},
    {"squared_error", checkLoss<LossKind::SquaredError>},
    {"reconstruction", checkReconstruction<LossKind::Reconstruction>},
    {"reconstructionentropy", checkReconstruction<LossKind::ReconstructionEntropy>},
    {"sgd_momentum", checkOptimizer<OptimizerKind::SgdMomentum>},
    {"adam", checkOptimizer<OptimizerKind::Adam>},
    {"lenet5", checkLenet5},
    {"lenet1998", checkLenet5},
};

class Golden : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Golden, ComputesWhatPyTorchComputes) {
    const GoldenCase golden(GetParam());
    const auto check = operations.find(golden.operation());
    if (check != operations.end()) return check->second(golden);
    ASSERT_TRUE(findLayerKind(golden.operation())) << "nothing here checks " << golden.operation();
    checkCatalogueLayer(golden);
}

std::string testName(const testing::TestParamInfo<std::filesystem::path>& info) {
    std::string name = info.param.parent_path().filename().string() + "_" + info.param.filename().string();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(goldenFolders(GoldenNetwork::None)), testName);

// Whether the cases cover what they are there for.
struct Coverage {
    std::set<int> strideRows, strideColumns, dilationRows, dilationColumns, pads[4], channels, batch;
    std::set<std::pair<int, int>> kernels;
    bool unevenRows = false, unevenColumns = false;

    void add(const GoldenCase& golden) {
        const Window w = golden.window();
        kernels.emplace(w.y.kernel, w.x.kernel);
        strideRows.insert(w.y.stride);
        strideColumns.insert(w.x.stride);
        dilationRows.insert(w.y.dilation);
        dilationColumns.insert(w.x.dilation);
        const int sides[] = {w.y.padBefore, w.y.padAfter, w.x.padBefore, w.x.padAfter};
        for (std::size_t i = 0; i < 4; ++i) pads[i].insert(sides[i]);
        unevenRows = unevenRows || w.y.padBefore != w.y.padAfter;
        unevenColumns = unevenColumns || w.x.padBefore != w.x.padAfter;
        const auto shape = golden.shape("input");
        batch.insert(shape[0]);
        channels.insert(shape[1]);
    }
};

std::set<int> range(int low, int high) {
    std::set<int> numbers;
    for (int i = low; i <= high; ++i) numbers.insert(i);
    return numbers;
}

TEST(GoldenCases, AreAtLeast150AndSomeOfEveryOperation) {
    std::map<std::string, int> counts;
    for (const auto& folder : goldenFolders(GoldenNetwork::None)) ++counts[folder.parent_path().filename().string()];
    int total = 0;
    for (const auto& [operation, check] : operations) {
        EXPECT_GT(counts[operation], 0) << operation;
        total += counts[operation];
    }
    for (const LayerKind& kind : layerKinds()) {
        EXPECT_GT(counts[kind.kind], 0) << "the layer kind " << kind.kind
                                        << " has no golden cases: add some to tests/golden/make_golden.py and run it";
        if (operations.count(kind.kind) == 0) total += counts[kind.kind];
    }
    EXPECT_GE(total, 150);
}

TEST(GoldenCases, HoldAtLeast60WalksWithEveryPaddingMode) {
    std::map<std::string, int> modes;
    int walks = 0;
    for (const auto& folder : goldenFolders(GoldenNetwork::None)) {
        const GoldenCase golden(folder);
        if (golden.operation().rfind("walk_", 0) != 0) continue;
        ++walks;
        if (golden.settings().contains("mode")) ++modes[golden.settings().at("mode").get<std::string>()];
    }
    EXPECT_GE(walks, 60);
    for (const char* mode : padModeNames) EXPECT_GE(modes[mode], 6) << mode;
}

TEST(GoldenCases, CoverEveryWindowSettingOfEveryWindowOperation) {
    for (const std::string operation : {"conv2d", "maxpool2d", "avgpool2d"}) {
        SCOPED_TRACE(operation);
        Coverage c;
        std::set<int> filters;
        for (const auto& folder : goldenFolders(GoldenNetwork::None)) {
            if (folder.parent_path().filename() != operation) continue;
            const GoldenCase golden(folder);
            c.add(golden);
            if (golden.has("weight")) filters.insert(golden.shape("weight")[0]);
        }
        for (int k = 1; k <= 7; ++k) EXPECT_TRUE(c.kernels.count({k, k})) << k;
        EXPECT_TRUE(c.kernels.count({1, 2}));
        EXPECT_EQ(c.strideRows, range(1, 3));
        EXPECT_EQ(c.strideColumns, range(1, 3));
        EXPECT_EQ(c.dilationRows, range(1, 2));
        EXPECT_EQ(c.dilationColumns, range(1, 2));
        for (const auto& side : c.pads) EXPECT_EQ(side, range(0, 3));
        EXPECT_TRUE(c.unevenRows && c.unevenColumns);
        EXPECT_EQ(c.channels, range(1, 8));
        EXPECT_EQ(c.batch, range(1, 5));
        if (operation == "conv2d") {
            EXPECT_EQ(filters, range(1, 8));
        }
    }
}

} // namespace
} // namespace cnn::test_golden
