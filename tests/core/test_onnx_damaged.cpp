// Files nobody vouches for: each gives one sentence, or a network that works, and never anything else.
#include "core/onnx/onnx_file.h"
#include "tests/support/sample_networks.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <onnx/onnx.pb.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <limits>

namespace cnn::test_onnx_damaged {
namespace {

// conv, relu, average, tanh, max, unbiased, upsample, sigmoid, flatten, dense
onnx::ModelProto sampleModel() {
    onnx::ModelProto model;
    EXPECT_TRUE(model.ParseFromString(toOnnx(everyKind(1))));
    return model;
}

// The sentence that refuses the file; empty when it is accepted.
std::string refusal(const std::string& bytes) {
    try {
        fromOnnx(bytes, "some.onnx");
    } catch (const Error& e) {
        EXPECT_NE(std::string(e.what()).find("some.onnx"), std::string::npos) << e.what();
        return e.what();
    }
    return {};
}

using Damage = std::function<void(onnx::ModelProto&)>;

void expectRefused(const std::string& reason, const Damage& damage) {
    onnx::ModelProto model = sampleModel();
    damage(model);
    const std::string sentence = refusal(model.SerializeAsString());
    EXPECT_NE(sentence.find(reason), std::string::npos) << "expected \"" << reason << "\", got \"" << sentence << '"';
}

onnx::NodeProto& node(onnx::ModelProto& model, int i) {
    return *model.mutable_graph()->mutable_node(i);
}
onnx::TensorProto& weights(onnx::ModelProto& model, int i) {
    return *model.mutable_graph()->mutable_initializer(i);
}
onnx::TensorShapeProto& inputShape(onnx::ModelProto& model) {
    return *model.mutable_graph()->mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape();
}
onnx::AttributeProto& attribute(onnx::NodeProto& n, const std::string& name) {
    for (auto& a : *n.mutable_attribute())
        if (a.name() == name) return a;
    auto& a = *n.add_attribute();
    a.set_name(name);
    return a;
}
void setInteger(onnx::NodeProto& n, const std::string& name, std::int64_t value) {
    attribute(n, name).set_type(onnx::AttributeProto::INT);
    attribute(n, name).set_i(value);
}

// The layers that are more than one plain operator.
std::string smallFileOf1998() {
    Network net(Shape{2, 2, 2, 1});
    net.add("p", makeLayer({"partialconv2d", Window::square(1), 2, 2, {}, {{0, 1}, {1}}}));
    net.add("t", makeLayer({"scaledtanh", {}, 0, 0}));
    net.add("s", makeLayer({"subsample", Window::square(2), 2, 2}));
    fillParameters(net, 1);
    return toOnnx(net);
}

// Every other operator, and few weights, so that most of its bytes say something about structure.
std::string smallFile() {
    Network net(Shape{1, 6, 6, 1});
    net.add("conv", std::make_unique<Conv2d>(1, 2, Window{{2, 2, 1, 0, 2}, {2, 1, 0, 1, 1}}));
    for (const char* kind : {"relu", "tanh", "sigmoid", "leakyrelu"}) net.add(kind, makeLayer({kind, {}, 0, 0}));
    net.add("max", makeLayer({"maxpool2d", Window::square(2, 1, 1), 0, 0}));
    net.add("average", makeLayer({"avgpool2d", Window::square(2, 2, 0), 0, 0}));
    net.add("upsample", makeLayer({"upsample", {}, 0, 0, {{"factor", 2}}}));
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, 3));
    fillParameters(net, 1);
    return toOnnx(net);
}

// A network that came out of a damaged file must also run.
void expectErrorOrWorkingNetwork(const std::string& bytes) {
    try {
        const Network net = fromOnnx(bytes, "some.onnx");
        std::size_t values = net.inputShape().perImage();
        for (std::size_t i = 0; i < net.size(); ++i) values += net.outputShape(i).perImage();
        if (values > 10'000) return; // too slow to run thousands of times
        Trace trace;
        net.forward(randomImages(net.inputShape(), 2, 1), trace);
        EXPECT_EQ(trace.output().shape(), net.outputShape().withImages(2));
    } catch (const Error& e) {
        EXPECT_FALSE(std::string(e.what()).empty());
    }
}

TEST(DamagedOnnx, TheUndamagedSampleIsAccepted) {
    EXPECT_EQ(refusal(sampleModel().SerializeAsString()), "");
}

TEST(DamagedOnnx, AFileCutOffAtAnyByteIsRefused) {
    for (const std::string& bytes : {smallFile(), smallFileOf1998()})
        for (std::size_t length = 0; length < bytes.size(); ++length)
            ASSERT_NE(refusal(bytes.substr(0, length)), "") << "cut off at byte " << length;
}

TEST(DamagedOnnx, AnyFlippedBitOrByteGivesAnErrorOrAWorkingNetwork) {
    for (const std::string& whole : {smallFile(), smallFileOf1998()}) {
        ASSERT_EQ(refusal(whole), "");
        for (std::size_t i = 0; i < whole.size(); ++i)
            for (const int mask : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
                std::string bytes = whole;
                bytes[i] = static_cast<char>(bytes[i] ^ mask);
                expectErrorOrWorkingNetwork(bytes);
            }
    }
}

TEST(DamagedOnnx, RandomlyScrambledFilesGiveAnErrorOrAWorkingNetwork) {
    const std::string whole = smallFile();
    ASSERT_EQ(refusal(whole), "");
    Rng rng(1);
    for (int round = 0; round < 5000; ++round) {
        std::string bytes = whole;
        for (std::size_t k = 1 + rng.below(8); k > 0; --k) {
            const std::size_t from = rng.below(bytes.size()), to = rng.below(bytes.size());
            const std::size_t length = std::min(rng.below(64), bytes.size() - std::max(from, to));
            bytes.replace(to, rng.below(2) ? length : 0, bytes.substr(from, length));
        }
        expectErrorOrWorkingNetwork(bytes);
    }
}

TEST(DamagedOnnx, WhatIsNoOnnxFileIsRefused) {
    EXPECT_NE(refusal(""), "");
    EXPECT_NE(refusal("hello"), "");
    EXPECT_NE(refusal(std::string(100'000, '\0')), "");
    EXPECT_NE(refusal(std::string(100'000, '\xff')), "");
    EXPECT_NE(refusal("\x89PNG\r\n\x1a\n"), "");
}

TEST(DamagedOnnx, AnUnknownOperatorIsNamedTogetherWithItsNode) {
    expectRefused("node \"tanh\" (\"Cosh\")", [](auto& m) { node(m, 3).set_op_type("Cosh"); });
    expectRefused("export the model without it", [](auto& m) { node(m, 3).set_op_type("Cosh"); });
    expectRefused("not supported", [](auto& m) { node(m, 3).set_domain("com.example"); });
    expectRefused("recurrent", [](auto& m) { node(m, 3).set_op_type("LSTM"); });
    expectRefused("quantised", [](auto& m) { node(m, 3).set_op_type("QLinearConv"); });
    expectRefused("control flow", [](auto& m) { node(m, 3).set_op_type("Loop"); });
    expectRefused("operators of its own", [](auto& m) { m.add_functions()->set_name("Tanh"); });
}

TEST(DamagedOnnx, WeightsInAnotherFileAreRefusedSayingHowToExport) {
    const auto external = [](auto& m) {
        weights(m, 0).set_data_location(onnx::TensorProto::EXTERNAL);
        auto& entry = *weights(m, 0).add_external_data();
        entry.set_key("location");
        entry.set_value("/etc/passwd");
    };
    expectRefused("external_data=False", external);
    expectRefused("\"conv\"", external);
}

TEST(DamagedOnnx, WeightsOfAWrongShapeAreRefused) {
    const auto setDims = [](std::vector<std::int64_t> dims) {
        return [dims](onnx::ModelProto& m) {
            weights(m, 0).clear_dims();
            for (const auto d : dims) weights(m, 0).add_dims(d);
        };
    };
    constexpr std::int64_t huge = std::int64_t{1} << 60;
    expectRefused("where (2) belongs", setDims({2, 5, 3, 2})); // the bias has five
    expectRefused("60 numbers", setDims({5, 2, 3, 3}));
    expectRefused("60 numbers", setDims({5, 2, 3, 1}));
    expectRefused("60 numbers", setDims({-5, -2, 3, 2}));
    expectRefused("60 numbers", setDims({0, 2, 3, 2}));
    expectRefused("60 numbers", setDims({huge, 2, 3, 2}));
    expectRefused("60 numbers", setDims({huge, huge, huge, huge}));
    expectRefused("60 numbers", setDims({std::int64_t{1} << 32, std::int64_t{1} << 32, 60, 1}));
    expectRefused("dimensions", setDims({60}));
    expectRefused("dimensions", setDims({}));
    expectRefused("weights for (2, 3)", setDims({5, 2, 2, 3}));
}

TEST(DamagedOnnx, WeightsThatAreNoFiniteFloatsAreRefused) {
    const auto setFirst = [](float value) {
        return [value](onnx::ModelProto& m) {
            weights(m, 0).mutable_raw_data()->replace(0, 4, reinterpret_cast<const char*>(&value), 4);
        };
    };
    expectRefused("not finite", setFirst(std::numeric_limits<float>::quiet_NaN()));
    expectRefused("not finite", setFirst(-std::numeric_limits<float>::infinity()));
    expectRefused("not supported", [](auto& m) { weights(m, 0).set_data_type(onnx::TensorProto::STRING); });
    expectRefused("30 numbers", [](auto& m) { weights(m, 0).set_data_type(onnx::TensorProto::DOUBLE); });
    expectRefused("damaged weights", [](auto& m) { weights(m, 0).mutable_raw_data()->pop_back(); });
    expectRefused("damaged weights", [](auto& m) { weights(m, 0).add_float_data(1); });
    expectRefused("numbers", [](auto& m) { weights(m, 0).clear_raw_data(); });
    expectRefused("sparse", [](auto& m) { m.mutable_graph()->add_sparse_initializer(); });
}

TEST(DamagedOnnx, MissingWeightsAreRefusedByName) {
    expectRefused("\"conv.weight\"", [](auto& m) { m.mutable_graph()->mutable_initializer()->DeleteSubrange(0, 1); });
    expectRefused("has no weights", [](auto& m) { node(m, 0).mutable_input()->DeleteSubrange(1, 2); });
    expectRefused("\"image\"", [](auto& m) { node(m, 0).set_input(1, "image"); });
}

TEST(DamagedOnnx, BiasesThatDoNotFitAreRefused) {
    expectRefused("where (5) belongs", [](auto& m) { node(m, 0).set_input(2, "dense.bias"); });
    expectRefused("inputs", [](auto& m) { node(m, 0).add_input("dense.bias"); });
}

TEST(DamagedOnnx, GraphsThatDoNotHangTogetherAreRefused) {
    const std::string circle = "circle or is out of order";
    expectRefused(circle, [](auto& m) { node(m, 3).set_input(0, "tanh"); }); // reads itself
    expectRefused(circle, [](auto& m) { node(m, 1).set_input(0, "sigmoid"); });
    expectRefused(circle, [](auto& m) { node(m, 0).Swap(&node(m, 1)); });
    expectRefused("does not depend on its input", [](auto& m) { node(m, 1).clear_input(); });
    expectRefused("does not hold", [](auto& m) { node(m, 4).clear_output(); });
    expectRefused("is read; only the first", [](auto& m) {
        node(m, 4).add_output("indices");
        node(m, 5).set_input(0, "indices");
    });
    expectRefused("does not depend on its input",
                  [](auto& m) { m.mutable_graph()->mutable_output(0)->set_name("nothing"); });
    expectRefused("outputs", [](auto& m) { m.mutable_graph()->add_output()->set_name("tanh"); });
    expectRefused("outputs", [](auto& m) { m.mutable_graph()->clear_output(); });
    expectRefused("several inputs", [](auto& m) {
        m.mutable_graph()->add_input()->set_name("second");
        node(m, 3).set_op_type("Add");
        node(m, 3).add_input("second");
    });
    expectRefused("no input", [](auto& m) { m.mutable_graph()->clear_input(); });
    expectRefused("no layers", [](auto& m) { m.mutable_graph()->clear_node(); });
}

TEST(DamagedOnnx, OfSeveralOutputsOneMustBeNamed) {
    onnx::ModelProto model = sampleModel();
    model.mutable_graph()->add_output()->set_name("tanh");
    const std::string bytes = model.SerializeAsString();
    EXPECT_NE(refusal(bytes).find("\"logits\", \"tanh\""), std::string::npos) << refusal(bytes);
    OnnxOptions options;
    options.output = "tanh";
    const OnnxModel half = readOnnx(bytes, "some.onnx", options);
    EXPECT_EQ(half.network.name(half.network.size() - 1), "tanh");
    options.output = "no such output";
    EXPECT_THROW(readOnnx(bytes, "some.onnx", options), Error);
}

TEST(DamagedOnnx, TwoValuesOfTheSameNameAreRefused) {
    expectRefused("have the name \"conv\"", [](auto& m) {
        node(m, 1).set_output(0, "conv");
        node(m, 2).set_input(0, "conv");
    });
    expectRefused("have the name", [](auto& m) { weights(m, 1).set_name("conv.weight"); });
    expectRefused("no name", [](auto& m) { weights(m, 1).clear_name(); });
}

// What may stand between two multiplications, by which numbers, and which grouped convolutions are understood.
TEST(DamagedOnnx, PartsOfLeNet5Of1998ThatDoNotBelongTogetherAreRefused) {
    const auto refused = [](const std::string& part, const std::function<void(onnx::GraphProto&)>& damage) {
        onnx::ModelProto model;
        ASSERT_TRUE(model.ParseFromString(toOnnx(kindsOf1998(1))));
        damage(*model.mutable_graph());
        try {
            fromOnnx(model.SerializeAsString(), "some.onnx");
            ADD_FAILURE() << part << ": was read";
        } catch (const Error& e) {
            EXPECT_NE(std::string(e.what()).find(part), std::string::npos) << e.what();
        }
    };
    const auto numbers = [](onnx::GraphProto& g, const std::string& name) -> onnx::TensorProto& {
        return *std::ranges::find(*g.mutable_initializer(), name, &onnx::TensorProto::name);
    };
    const auto setFactor = [&](onnx::GraphProto& g, const std::string& name, float value) {
        numbers(g, name).set_raw_data(&value, sizeof value);
    };
    refused("not two inputs", [](auto& g) { g.mutable_node(1)->mutable_input()->RemoveLast(); });
    refused("not finite", [&](auto& g) { setFactor(g, "scaled.factor", std::nanf("")); });
}

// Other numbers, and other weights than a subsampling has, are layers of their own.
TEST(DamagedOnnx, PartsOfLeNet5Of1998ThatAreChangedBecomeOtherLayers) {
    const auto kinds = [](const std::function<void(onnx::GraphProto&)>& damage) {
        onnx::ModelProto model;
        EXPECT_TRUE(model.ParseFromString(toOnnx(kindsOf1998(1))));
        damage(*model.mutable_graph());
        const Network net = fromOnnx(model.SerializeAsString(), "some.onnx");
        std::string all;
        for (std::size_t i = 0; i < net.size(); ++i) all += net.layer(i).info().kind + " ";
        return all;
    };
    const auto numbers = [](onnx::GraphProto& g, const std::string& name) -> onnx::TensorProto& {
        return *std::ranges::find(*g.mutable_initializer(), name, &onnx::TensorProto::name);
    };
    const std::string rest = "flatten scaledtanh dense ";
    EXPECT_EQ(kinds([](auto&) {}), "partialconv2d scaledtanh subsample " + rest);
    EXPECT_EQ(kinds([&](auto& g) {
                  const float two = 2;
                  numbers(g, "scaled.factor").set_raw_data(&two, sizeof two);
              }),
              "partialconv2d affine tanh affine subsample " + rest);
    EXPECT_EQ(kinds([](auto& g) { g.mutable_node(2)->set_op_type("Relu"); }),
              "partialconv2d affine relu affine subsample " + rest);
    EXPECT_EQ(kinds([&](auto& g) { numbers(g, "subsample.weight").mutable_raw_data()->at(3) ^= 1; }),
              "partialconv2d scaledtanh conv2d " + rest);
}

TEST(DamagedOnnx, TwoNodesOfTheSameNameGetDifferentOnes) {
    onnx::ModelProto model = sampleModel();
    node(model, 1).set_name("conv");
    node(model, 2).set_name("../../etc/passwd");
    node(model, 3).set_name("a\nb");
    const Network net = fromOnnx(model.SerializeAsString(), "some.onnx");
    EXPECT_EQ(net.name(1), "relu2");
    EXPECT_EQ(net.name(2), ".._.._etc_passwd");
    EXPECT_EQ(net.name(3), "tanh4");
}

TEST(DamagedOnnx, AttributesThatChangeTheMeaningAreRefused) {
    expectRefused("group = 2", [](auto& m) { setInteger(node(m, 0), "group", 2); });
    expectRefused("auto_pad", [](auto& m) {
        attribute(node(m, 0), "auto_pad").set_type(onnx::AttributeProto::STRING);
        attribute(node(m, 0), "auto_pad").set_s("SAME");
    });
    expectRefused("axis 2", [](auto& m) { setInteger(node(m, 8), "axis", 2); });
    expectRefused("transA", [](auto& m) { setInteger(node(m, 9), "transA", 1); });
    for (const auto& [alpha, said] : {std::pair{-0.1F, "alpha -0.1"}, {1.5F, "alpha 1.5"}, {NAN, "alpha nan"}})
        expectRefused(said, [alpha = alpha](auto& m) { attribute(node(m, 11), "alpha").set_f(alpha); });
    expectRefused("\"surprise\"", [](auto& m) { setInteger(node(m, 1), "surprise", 1); });
    expectRefused("wrong type", [](auto& m) { setInteger(node(m, 0), "pads", 1); });
    expectRefused("twice", [](auto& m) { *node(m, 0).add_attribute() = node(m, 0).attribute(0); });
    expectRefused("no kernel_shape", [](auto& m) { node(m, 4).clear_attribute(); });
}

TEST(DamagedOnnx, ResizingThatNobodyKnowsIsRefused) {
    const auto setText = [](const char* name, const char* value) {
        return [=](onnx::ModelProto& m) { attribute(node(m, 6), name).set_s(value); };
    };
    const auto setScale = [](std::size_t index, float value) {
        return [=](onnx::ModelProto& m) {
            auto& scales = *std::ranges::find(*m.mutable_graph()->mutable_initializer(), "upsample.scales",
                                              [](const auto& t) { return t.name(); });
            scales.mutable_raw_data()->replace(4 * index, 4, reinterpret_cast<const char*>(&value), 4);
        };
    };
    expectRefused("nearest and linear", setText("mode", "cubic"));
    expectRefused("align_corners", setText("coordinate_transformation_mode", "tf_crop_and_resize"));
    expectRefused("rounds by", setText("nearest_mode", "odd"));
    for (const float value : {0.0F, -2.0F, 1025.0F, 1e30F, std::numeric_limits<float>::quiet_NaN()}) {
        expectRefused("a scale that is not", setScale(2, value));
        expectRefused("a scale that is not", setScale(3, value));
    }
    expectRefused("other axes", setScale(0, 2));
    expectRefused("no scales", [](auto& m) { node(m, 6).mutable_input()->RemoveLast(); });
    expectRefused("needs 4 scales", [](auto& m) { node(m, 6).set_input(2, "conv.bias"); });
    expectRefused("both scales and sizes among its inputs", [](auto& m) { node(m, 6).add_input("dense.bias"); });
}

TEST(DamagedOnnx, AnUpsamplingBeyondAnyPictureIsRefused) {
    Network net(Shape{1, 1, 1, 1});
    net.add("first", makeLayer({"upsample", {}, 0, 0, {{"factor", 64}}}));
    net.add("second", makeLayer({"upsample", {}, 0, 0, {{"factor", 1024}}}));
    EXPECT_NE(refusal(toOnnx(net)).find("512 MB"), std::string::npos);
    EXPECT_THROW(net.add("third", makeLayer({"upsample", {}, 0, 0, {{"factor", 2}}})), Error);
}

TEST(DamagedOnnx, AConstantThatIsNoTensorIsRefused) {
    const auto constant = [](onnx::ModelProto& m) -> onnx::NodeProto& {
        onnx::NodeProto& n = *m.mutable_graph()->add_node();
        n.set_op_type("Constant");
        return n;
    };
    expectRefused("no tensor", [&](auto& m) { constant(m).add_output("c"); });
    expectRefused("no tensor", [&](auto& m) { attribute(constant(m), "value").mutable_t(); });
    expectRefused("have the name", [&](auto& m) {
        onnx::NodeProto& n = constant(m);
        attribute(n, "value").mutable_t();
        n.add_output("conv");
    });
}

TEST(DamagedOnnx, WindowsOutOfRangeAreRefused) {
    const auto set = [](int i, const char* name, int index, std::int64_t value) {
        return [=](onnx::ModelProto& m) { attribute(node(m, i), name).set_ints(index, value); };
    };
    constexpr std::int64_t huge = std::int64_t{1} << 60;
    for (const std::int64_t value : {huge, -huge, std::int64_t{-1}, std::int64_t{1} << 32}) {
        expectRefused("\"strides\"", set(0, "strides", 1, value));
        expectRefused("\"dilations\"", set(0, "dilations", 0, value));
        expectRefused("\"pads\"", set(4, "pads", 3, value));
        expectRefused("\"kernel_shape\"", set(4, "kernel_shape", 0, value));
    }
    expectRefused("\"strides\"", set(0, "strides", 1, 0));
    expectRefused("does not fit", set(0, "dilations", 0, 500));
    expectRefused("half its window", set(4, "pads", 3, 900));
    expectRefused("values in \"pads\"", [](auto& m) { attribute(node(m, 4), "pads").add_ints(1); });
    expectRefused("values in \"strides\"", [](auto& m) { attribute(node(m, 4), "strides").clear_ints(); });
}

TEST(DamagedOnnx, InputsOutOfRangeAreRefused) {
    for (const std::int64_t extent : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 20, std::int64_t{1} << 60})
        expectRefused("size of its input", [=](auto& m) { inputShape(m).mutable_dim(2)->set_dim_value(extent); });
    expectRefused("not fixed", [](auto& m) { inputShape(m).mutable_dim(2)->set_dim_param("rows"); });
    expectRefused("512 MB", [](auto& m) {
        inputShape(m).mutable_dim(2)->set_dim_value(60'000);
        inputShape(m).mutable_dim(3)->set_dim_value(60'000);
    });
    expectRefused("axes", [](auto& m) { inputShape(m).add_dim()->set_dim_value(1); });
    expectRefused("32-bit", [](auto& m) { m.mutable_graph()->mutable_input(0)->clear_type(); });
    expectRefused("batch is empty", [](auto& m) { inputShape(m).mutable_dim(0)->set_dim_value(0); });
    expectRefused("does not fit", [](auto& m) { inputShape(m).mutable_dim(1)->set_dim_value(3); });
}

TEST(DamagedOnnx, LayersThatDoNotFollowEachOtherAreRefused) {
    expectRefused("axes where 2 belong", [](auto& m) {
        m.mutable_graph()->mutable_node()->DeleteSubrange(8, 1);
        node(m, 8).set_input(0, "sigmoid");
    });
    expectRefused("axes where 4 belong", [](auto& m) {
        setInteger(node(m, 1), "axis", 1);
        node(m, 1).set_op_type("Flatten");
    });
}

TEST(DamagedOnnx, VersionsThatAreNotUnderstoodAreRefused) {
    for (const int version : {0, 2, 13, 1'000'000})
        expectRefused("IR version", [=](auto& m) { m.set_ir_version(version); });
    for (const int opset : {0, 6, 25, -1})
        expectRefused("opset", [=](auto& m) { m.mutable_opset_import(0)->set_version(opset); });
    expectRefused("opset", [](auto& m) { m.clear_opset_import(); });
    expectRefused("opset", [](auto& m) { *m.add_opset_import() = m.opset_import(0); });
}

TEST(DamagedOnnx, ClassNamesThatDoNotFitAreLeftOut) {
    const auto namesAfter = [](const std::string& value) {
        onnx::ModelProto model = sampleModel();
        auto& entry = *model.add_metadata_props();
        entry.set_key("class_names");
        entry.set_value(value);
        return fromOnnx(model.SerializeAsString(), "some.onnx").classNames;
    };
    EXPECT_EQ(namesAfter("a\nb\nc\nd").size(), 4U);
    EXPECT_TRUE(namesAfter("a\nb\nc").empty());
    EXPECT_TRUE(namesAfter("a\nb\nc\nd\ne").empty());
    EXPECT_TRUE(namesAfter("a\nb\n\nd").empty());
    EXPECT_TRUE(namesAfter("").empty());
    EXPECT_TRUE(namesAfter("a\nb\nc\n" + std::string(101, 'd')).empty());
    EXPECT_TRUE(namesAfter("a\nb\nc\n\x1b[31m").empty());
    EXPECT_TRUE(namesAfter("a\nb\nc\n\xff\xfe").empty());
    EXPECT_TRUE(namesAfter("a\nb\nc\n\xed\xa0\x80").empty()); // half a surrogate pair
    EXPECT_TRUE(namesAfter(std::string(1'000'000, '\n')).empty());
}

TEST(DamagedOnnx, NamesInSentencesAreShortAndPrintable) {
    onnx::ModelProto model = sampleModel();
    std::string kind(100'000, 'x');
    kind += "\x1b[31m";
    node(model, 3).set_op_type(kind);
    const std::string sentence = refusal(model.SerializeAsString());
    EXPECT_LT(sentence.size(), 400U);
    node(model, 3).set_op_type("\x1b\n\xff");
    EXPECT_NE(refusal(model.SerializeAsString()).find("\"???\""), std::string::npos);
}

TEST(DamagedOnnx, BombsAreRefused) {
    expectRefused("10000 nodes", [](auto& m) {
        for (int i = 0; i < 10'000; ++i) m.mutable_graph()->add_node();
    });
    expectRefused("20000 tensors", [](auto& m) {
        for (int i = 0; i < 20'000; ++i) m.mutable_graph()->add_initializer();
    });
    expectRefused("1 MB", [](auto& m) { node(m, 0).set_doc_string(std::string(3'000'000, 'x')); });
    expectRefused("1 MB", [](auto& m) {
        for (int i = 0; i < 1'000'000; ++i) node(m, 0).add_attribute();
    });
    expectRefused("not an ONNX file", [](auto& m) {
        onnx::AttributeProto* inner = &attribute(node(m, 0), "deep");
        for (int i = 0; i < 100; ++i) inner = inner->mutable_g()->add_node()->add_attribute();
    });
    const TempFolder folder;
    const std::filesystem::path large = folder.path() / "large.onnx";
    std::ofstream(large) << "x";
    std::filesystem::resize_file(large, std::uintmax_t{largestOnnxFile} + 1);
    try {
        openOnnx(large);
        ADD_FAILURE() << "was read";
    } catch (const Error& e) {
        EXPECT_NE(std::string(e.what()).find("2 GiB"), std::string::npos) << e.what();
    }
}

TEST(DamagedOnnx, ManyNodesThatShareOneLargeTensorDoNotFillTheMemory) {
    onnx::ModelProto model;
    Network net(Shape{1000, 1, 1, 1});
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense", std::make_unique<Dense>(1000, 1000));
    ASSERT_TRUE(model.ParseFromString(toOnnx(net)));
    auto& graph = *model.mutable_graph();
    for (int i = 0; i < 1000; ++i) {
        auto& next = *graph.add_node();
        next = graph.node(1);
        next.set_input(0, graph.node(graph.node_size() - 2).output(0));
        next.set_output(0, "value" + std::to_string(i));
        next.clear_name();
    }
    graph.mutable_output(0)->set_name("value999");
    EXPECT_NE(refusal(model.SerializeAsString()).find("256 MB"), std::string::npos);
}

} // namespace
} // namespace cnn::test_onnx_damaged
