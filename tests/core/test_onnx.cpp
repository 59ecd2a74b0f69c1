#include "core/base/save_file.h"
#include "core/onnx/onnx_file.h"
#include "core/onnx/onnx_writing.h"
#include "tests/support/layer_samples.h"
#include "tests/support/sample_networks.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <onnx/onnx.pb.h>

#include <cmath>

namespace cnn::test_onnx {
namespace {

Tensor outputOf(const Network& network, const Tensor& in) {
    Trace trace;
    network.forward(in, trace);
    return trace.output();
}

void expectSameBits(const Network& saved, const Network& loaded) {
    ASSERT_EQ(saved.inputShape(), loaded.inputShape());
    for (const int images : {1, 2, 5, 64}) {
        const Tensor in = randomImages(saved.inputShape(), images, static_cast<std::uint64_t>(images));
        EXPECT_EQ(outputOf(saved, in), outputOf(loaded, in)) << images << " images";
    }
}

onnx::ModelProto parsed(const std::string& bytes) {
    onnx::ModelProto model;
    EXPECT_TRUE(model.ParseFromString(bytes));
    return model;
}

Network throughOnnx(const Network& network) {
    return fromOnnx(toOnnx(network), "test.onnx");
}

std::vector<LeNetOptions> allLeNets() {
    std::vector<LeNetOptions> all;
    for (const auto activation : {ActivationKind::Relu, ActivationKind::Tanh, ActivationKind::Sigmoid})
        for (const auto pooling : {PoolingKind::Max, PoolingKind::Average}) all.push_back({activation, pooling});
    return all;
}

TEST(Onnx, EveryLeNetComesBackWithTheSameBits) {
    for (const LeNetOptions& options : allLeNets()) {
        const Network net = lenet5(options, 7);
        expectSameBits(net, throughOnnx(net));
    }
}

TEST(Onnx, EveryModelComesBackLayerByLayerAndWithTheSameBits) {
    for (const Model& model : models()) {
        SCOPED_TRACE(model.id);
        Network net = build(model.plan({}), usualInput, usualClasses, Initialisation::Glorot, 7);
        fillParameters(net, 3);
        const Network back = throughOnnx(net);
        expectSameBits(net, back);
        EXPECT_EQ(planOf(net), planOf(back));
        EXPECT_EQ(net.parameterCount(), back.parameterCount());
        EXPECT_EQ(toOnnx(net), toOnnx(back));
    }
}

TEST(Onnx, ASubsamplingOfOneMapStaysOneAndWithoutOurNoteItIsAConvolutionWithTheSameBits) {
    Network net(Shape{1, 6, 7, 1});
    net.add("sub", makeLayer({"subsample", Window::square(2, 2), 1, 1}));
    fillParameters(net, 3);
    EXPECT_EQ(planOf(throughOnnx(net)), planOf(net));
    auto model = parsed(toOnnx(net));
    model.mutable_graph()->mutable_node(0)->clear_doc_string();
    const Network conv = fromOnnx(model.SerializeAsString(), "test.onnx");
    EXPECT_EQ(conv.layer(0).info().kind, "conv2d");
    expectSameBits(net, conv);
}

TEST(Onnx, ANoteOfConnectionsThatDoesNotBelongToTheWeightsIsOnlyAComment) {
    Network net(Shape{2, 4, 4, 1});
    net.add("conv", makeLayer({"partialconv2d", Window::square(3), 2, 2, {}, {{0}, {0, 1}}}));
    fillParameters(net, 3);
    EXPECT_EQ(throughOnnx(net).layer(0).info().kind, "partialconv2d");
    for (const char* note : {"", "connections", "connections 10", "connections 10 11 11", "connections 00 11",
                             "connections 01 11", "connections 101 111", "written by hand"}) {
        auto model = parsed(toOnnx(net));
        model.mutable_graph()->mutable_node(0)->set_doc_string(note);
        const Network back = fromOnnx(model.SerializeAsString(), "test.onnx");
        EXPECT_EQ(back.layer(0).info().kind, "conv2d") << note;
        expectSameBits(net, back);
    }
}

// A network of this layer alone, its weights neither 0 nor, where they are divided by, negative.
Network networkOf(const LayerSample& sample) {
    Network net(sample.in.withImages(1));
    std::vector<std::size_t> reads{0};
    if (factsOf(sample.info.kind).joins) reads = {0, 0, 0};
    net.add("layer", makeLayer(sample.info), reads);
    Rng rng(3);
    for (Parameter& p : net.layer(0).parameters()) fillRandomly(p.value.values(), rng, 0.2, 0.8);
    return net;
}

std::vector<LayerSample> samplesOrJoins(const std::string& kind) {
    if (!factsOf(kind).joins) return samplesOf(kind);
    return {{{kind, {}}, {2, 3, 4, 1}}, {{kind, {}}, {5, 1, 1, 1}}};
}

// Where a pooling of any size has windows of different sizes.
bool isBeyondOnnx(const LayerSample& sample) {
    if (!sample.info.kind.starts_with("adaptive")) return false;
    const auto at = [&](const char* key) { return static_cast<int>(sample.info.setting(key, 1)); };
    return sample.in.h % at("rows") != 0 || sample.in.w % at("columns") != 0;
}

TEST(Onnx, EveryKindOfLayerComesBackWithTheSameNumbers) {
    for (const LayerKind& kind : layerKinds()) {
        EXPECT_TRUE(operatorForLayer(kind.kind))
            << kind.kind
            << " has no ONNX operator: name one in its facts (.onnx), or in core/onnx/onnx_writers.cpp how "
            << "it is written if that is more than a name and a number";
        const auto samples = samplesOrJoins(kind.kind);
        EXPECT_FALSE(samples.empty()) << "add samples of " << kind.kind << " to tests/support/layer_samples.h";
        for (const LayerSample& sample : samples) {
            SCOPED_TRACE(std::string(kind.kind) + " on " + text(sample.in));
            const Network net = networkOf(sample);
            if (isBeyondOnnx(sample)) {
                EXPECT_THROW(toOnnx(net), Error);
                continue;
            }
            const Network back = throughOnnx(net);
            ASSERT_EQ(back.inputShape(), net.inputShape());
            const Tensor in = randomImages(net.inputShape(), 3, 5), should = outputOf(net, in), is = outputOf(back, in);
            ASSERT_EQ(is.shape(), should.shape());
            for (std::size_t i = 0; i < is.size(); ++i) EXPECT_NEAR(is.data()[i], should.data()[i], 1e-5F);
            if (!kind.joins) { // of which three inputs are two nodes
                EXPECT_EQ(back.layer(back.size() - 1).info().kind, net.layer(0).info().kind);
                EXPECT_EQ(back.name(back.size() - 1), "layer");
            }
        }
    }
}

TEST(Onnx, UnevenPaddingStrideAndDilationPerAxisComeBackWithTheSameBits) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        for (const Network& net : {everyKind(seed), kindsOf1998(seed)}) expectSameBits(net, throughOnnx(net));
    }
}

TEST(Onnx, NamesKindsAndWindowsComeBack) {
    for (const Network& net : {everyKind(1), kindsOf1998(1)}) {
        const Network back = throughOnnx(net);
        ASSERT_EQ(net.size(), back.size());
        for (std::size_t i = 0; i < net.size(); ++i) {
            EXPECT_EQ(net.name(i), back.name(i));
            EXPECT_EQ(net.layer(i).info(), back.layer(i).info());
            EXPECT_EQ(net.layer(i).parameters().size(), back.layer(i).parameters().size());
        }
    }
}

TEST(Onnx, TheSameNetworkGivesTheSameBytesAlsoAfterReadingIt) {
    for (const LeNetOptions& options : allLeNets()) {
        const std::string bytes = toOnnx(lenet5(options, 3));
        EXPECT_EQ(bytes, toOnnx(lenet5(options, 3)));
        EXPECT_EQ(bytes, toOnnx(fromOnnx(bytes, "test.onnx")));
    }
    EXPECT_EQ(toOnnx(everyKind(1)), toOnnx(throughOnnx(everyKind(1))));
}

// The file is written piece by piece, past protobuf.
TEST(Onnx, TheBytesAreThoseThatProtobufWritesAndThoseInTheFile) {
    const TempFolder folder;
    const std::filesystem::path path = folder.path() / "net.onnx";
    for (Network net : {lenet5({}, 7), mlp({}, 8), autoencoder(9)}) {
        net.classNames.assign(net.outputShape().perImage(), "a class");
        const std::string bytes = toOnnx(net);
        EXPECT_TRUE(parsed(bytes).SerializeAsString() == bytes);
        saveOnnx(net, path);
        EXPECT_TRUE(readFile(path, largestOnnxFile) == bytes);
    }
}

TEST(Onnx, TheFileSaysWhatTheHeaderPromises) {
    Network net = lenet5({}, 1);
    net.classNames = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    const auto model = parsed(toOnnx(net));
    EXPECT_EQ(model.ir_version(), 7);
    ASSERT_EQ(model.opset_import_size(), 1);
    EXPECT_EQ(model.opset_import(0).version(), 13);
    const auto& graph = model.graph();
    ASSERT_EQ(graph.input_size(), 1);
    EXPECT_EQ(graph.input(0).name(), "image");
    const auto& dims = graph.input(0).type().tensor_type().shape();
    ASSERT_EQ(dims.dim_size(), 4);
    EXPECT_EQ(dims.dim(0).dim_param(), "batch");
    EXPECT_EQ(dims.dim(3).dim_value(), 28);
    EXPECT_EQ(graph.output(0).name(), "logits");
    EXPECT_EQ(graph.initializer(0).name(), "conv1.weight");
    EXPECT_EQ(graph.node(0).output(0), "conv1");
    EXPECT_EQ(graph.node(graph.node_size() - 1).output(0), "logits");
    EXPECT_EQ(model.metadata_props(0).key(), "class_names");
}

TEST(Onnx, ClassNamesComeBackAndALineBreakInOneDoesNotMakeTwo) {
    Network net = everyKind(1);
    net.classNames = {"T-shirt/top", "Größe", "one\ntwo", "数字"};
    EXPECT_EQ(throughOnnx(net).classNames, (std::vector<std::string>{"T-shirt/top", "Größe", "one two", "数字"}));
}

TEST(Onnx, DilatedAveragePoolingIsWrittenForTheFirstOpsetThatKnowsIt) {
    Network net(Shape{1, 9, 9, 1});
    net.add("pool", makeLayer({"avgpool2d", Window::square(2, 1, 0, 3), 0, 0}));
    const auto model = parsed(toOnnx(net));
    EXPECT_EQ(model.opset_import(0).version(), 19);
    EXPECT_EQ(model.ir_version(), 9);
    expectSameBits(net, throughOnnx(net));
}

TEST(Onnx, ADenseLayerRightAfterAWindowComputesTheSame) {
    Network net(Shape{2, 3, 3, 1});
    net.add("conv", std::make_unique<Conv2d>(2, 6, Window::square(3)));
    net.add("dense", std::make_unique<Dense>(6, 3));
    fillParameters(net, 5);
    expectSameBits(net, throughOnnx(net));
}

TEST(Onnx, LayerNamesThatClashWithOtherValuesAreNoProblem) {
    Network net(Shape{1, 3, 3, 1});
    net.add("logits", std::make_unique<Conv2d>(1, 2, Window::square(1)));
    net.add("logits.weight", makeLayer({"relu", {}, 0, 0}));
    net.add("image", makeLayer({"tanh", {}, 0, 0}));
    net.add("last", makeLayer({"flatten", {}, 0, 0}));
    fillParameters(net, 5);
    const Network back = throughOnnx(net);
    expectSameBits(net, back);
    for (std::size_t i = 0; i < net.size(); ++i) EXPECT_EQ(net.name(i), back.name(i));
}

TEST(Onnx, AFileOnDiskComesBackWithTheSameBits) {
    const TempFolder folder;
    const auto path = folder.path() / "model.onnx";
    const Network net = lenet5({ActivationKind::Tanh, PoolingKind::Average}, 11);
    saveOnnx(net, path);
    EXPECT_EQ(readFile(path, largestOnnxFile), toOnnx(net));
    expectSameBits(net, loadOnnx(path));
    EXPECT_THROW(loadOnnx(folder.path() / "missing.onnx"), Error);
}

ErrorCode codeOfSaving(const Network& net) {
    try {
        toOnnx(net);
    } catch (const Error& e) {
        return e.code();
    }
    ADD_FAILURE() << "was saved";
    return ErrorCode::NotFound;
}

TEST(Onnx, WhatOnnxCannotHoldIsNotSaved) {
    EXPECT_EQ(codeOfSaving(Network(Shape{1, 3, 3, 1})), ErrorCode::Usage);

    Network slides(Shape{4, 1, 1, 1});
    slides.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    slides.add("pool", makeLayer({"maxpool2d", Window::square(1), 0, 0}));
    expectSameBits(slides, throughOnnx(slides)); // with a Reshape between them

    Network diverged = lenet5({}, 1);
    diverged.layer(0).parameters()[1].value.values()[2] = std::nanf("");
    EXPECT_EQ(codeOfSaving(diverged), ErrorCode::Diverged);
}

// As other programs write them.

TEST(Onnx, GemmWithItsWeightTheOtherWayRoundComputesTheSame) {
    Network net(Shape{5, 1, 1, 1});
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense", std::make_unique<Dense>(5, 3));
    fillParameters(net, 9);
    auto model = parsed(toOnnx(net));
    model.mutable_graph()->mutable_node(1)->clear_attribute();
    auto& weight = *model.mutable_graph()->mutable_initializer(0);
    weight.set_dims(0, 5);
    weight.set_dims(1, 3);
    weight.clear_raw_data();
    const auto stored = net.layer(1).parameters()[0].value.values();
    for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t o = 0; o < 3; ++o) weight.add_float_data(stored[o * 5 + i]);
    expectSameBits(net, fromOnnx(model.SerializeAsString(), "test.onnx"));
}

TEST(Onnx, OldFilesThatListWeightsAsInputsAndLeaveNamesAndBiasesOutAreRead) {
    auto model = parsed(toOnnx(lenet5({}, 1)));
    model.set_ir_version(3);
    model.mutable_opset_import(0)->set_version(7);
    auto& graph = *model.mutable_graph();
    for (const auto& weights : graph.initializer()) graph.add_input()->set_name(weights.name());
    for (auto& node : *graph.mutable_node()) {
        node.clear_name();
        if (node.input_size() == 3) node.mutable_input()->RemoveLast();
    }
    const Network net = lenet5({}, 1); // its biases are zero
    const Network back = fromOnnx(model.SerializeAsString(), "test.onnx");
    expectSameBits(net, back);
    EXPECT_EQ(back.name(0), "conv2d1");
    EXPECT_FALSE(static_cast<const Conv2d&>(back.layer(0)).hasBias());
}

TEST(Onnx, UpsamplingWrittenByTheMiddlesOfCellsComputesTheSame) {
    Network net(Shape{2, 3, 4, 1});
    net.add("upsample", makeLayer({"upsample", {}, 0, 0, {{"factor", 3}}}));
    for (const char* how : {"round_prefer_floor", "round_prefer_ceil"}) {
        auto model = parsed(toOnnx(net));
        for (auto& attribute : *model.mutable_graph()->mutable_node(0)->mutable_attribute())
            if (attribute.name() != "mode") attribute.set_s(attribute.name() == "nearest_mode" ? how : "half_pixel");
        expectSameBits(net, fromOnnx(model.SerializeAsString(), "test.onnx"));
    }
}

TEST(Onnx, TheShareOfADropoutComesBackAlsoFromTheAttributeThatOldFilesHave) {
    Network net(Shape{4, 1, 1, 1});
    net.add("drop", makeLayer({"dropout", {}, 0, 0, {{"share", 0.3F}}}));
    EXPECT_EQ(throughOnnx(net).layer(0).info().setting("share"), 0.3F);
    onnx::ModelProto old = parsed(toOnnx(net));
    onnx::NodeProto& node = *old.mutable_graph()->mutable_node(0);
    node.mutable_input()->RemoveLast();
    old.mutable_graph()->clear_initializer();
    onnx::AttributeProto& ratio = *node.add_attribute();
    ratio.set_name("ratio");
    ratio.set_type(onnx::AttributeProto::FLOAT);
    ratio.set_f(0.25F);
    EXPECT_EQ(fromOnnx(old.SerializeAsString(), "old.onnx").layer(0).info().setting("share"), 0.25F);
    ratio.set_f(1);
    EXPECT_THROW(fromOnnx(old.SerializeAsString(), "old.onnx"), Error);
}

TEST(Onnx, ATwoAxisInputIsAVectorOfFeatures) {
    Network net(Shape{5, 1, 1, 1});
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense", std::make_unique<Dense>(5, 3));
    fillParameters(net, 9);
    auto model = parsed(toOnnx(net));
    model.mutable_graph()
        ->mutable_input(0)
        ->mutable_type()
        ->mutable_tensor_type()
        ->mutable_shape()
        ->mutable_dim()
        ->DeleteSubrange(2, 2);
    expectSameBits(net, fromOnnx(model.SerializeAsString(), "test.onnx"));
}

} // namespace
} // namespace cnn::test_onnx
