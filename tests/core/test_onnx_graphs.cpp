// Graphs nobody vouches for, with branches, patterns and turned axes: each damage gives one sentence that names the
// file, or a network that works, and never anything else.
#include "core/base/save_file.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/sample_networks.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <onnx/onnx.pb.h>

#include <filesystem>
#include <fstream>
#include <functional>

namespace cnn::test_onnx_graphs {
namespace {

namespace fs = std::filesystem;

onnx::ModelProto parsed(const std::string& bytes) {
    onnx::ModelProto model;
    EXPECT_TRUE(model.ParseFromString(bytes));
    return model;
}

// The hand-made graphs of tests/golden/make_graphs.py, and some of PyTorch's exports.
std::vector<onnx::ModelProto> wholeModels() {
    std::vector<onnx::ModelProto> models;
    for (const char* folder : {"graphs", "exports"})
        for (const auto& entry : fs::directory_iterator(fs::path(CONVSCOPE_TEST_DATA) / folder))
            if (entry.path().extension() == ".onnx" && fs::file_size(entry.path()) < 12'000)
                models.push_back(parsed(readFile(entry.path(), 1 << 20)));
    std::sort(models.begin(), models.end(),
              [](const auto& a, const auto& b) { return a.SerializeAsString() < b.SerializeAsString(); });
    return models;
}

enum class Verdict { Refused, Works };

Verdict verdictOn(const onnx::ModelProto& model) {
    try {
        const Network net = fromOnnx(model.SerializeAsString(), "some.onnx");
        std::size_t values = net.inputShape().perImage();
        for (std::size_t i = 0; i < net.size(); ++i) values += net.outputShape(i).perImage();
        if (values > 100'000 || net.parameterCount() > 1'000'000) return Verdict::Works; // too slow by the thousand
        Trace trace;
        net.forward(randomImages(net.inputShape(), 2, 1), trace);
        EXPECT_EQ(trace.output().shape(), net.outputShape().withImages(2));
        EXPECT_FALSE(toOnnx(net).empty());
        return Verdict::Works;
    } catch (const Error& e) {
        const std::string sentence = e.what();
        // A network that worked may hold numbers that no longer are, or be of a form that cannot be saved.
        const bool isOfSaving = sentence.find("cannot be saved") != std::string::npos;
        EXPECT_TRUE(isOfSaving || sentence.find("some.onnx") != std::string::npos) << sentence;
        EXPECT_LT(sentence.size(), 1000U);
        return isOfSaving ? Verdict::Works : Verdict::Refused;
    }
}

template<class Field> auto& any(Field& field, Rng& rng) {
    return *field.Mutable(static_cast<int>(rng.below(static_cast<std::size_t>(field.size()))));
}

std::string anyValue(const onnx::GraphProto& graph, Rng& rng) {
    std::vector<std::string> names{"", "nobody gives this", "x"};
    for (const auto& t : graph.initializer()) names.push_back(t.name());
    for (const auto& n : graph.node()) names.insert(names.end(), n.output().begin(), n.output().end());
    return names[rng.below(names.size())];
}

std::int64_t oddNumber(Rng& rng) {
    constexpr std::int64_t numbers[] = {
        0,         1,         -1,     2, 3, 7, -2, 64, 1000, 65536, std::int64_t{1} << 31, std::int64_t{1} << 40,
        INT64_MAX, INT64_MIN, 999'983};
    return numbers[rng.below(std::size(numbers))];
}

using Damage = void (*)(onnx::GraphProto&, Rng&);

void rewire(onnx::GraphProto& g, Rng& rng) {
    onnx::NodeProto& node = any(*g.mutable_node(), rng);
    const std::string value = anyValue(g, rng);
    if (node.input_size() == 0 || rng.below(4) == 0)
        node.add_input(value);
    else
        node.set_input(static_cast<int>(rng.below(static_cast<std::size_t>(node.input_size()))), value);
}

void loseInput(onnx::GraphProto& g, Rng& rng) {
    onnx::NodeProto& node = any(*g.mutable_node(), rng);
    if (node.input_size() > 0) node.mutable_input()->RemoveLast();
}

void moveNode(onnx::GraphProto& g, Rng& rng) {
    const auto count = static_cast<std::size_t>(g.node_size());
    g.mutable_node()->SwapElements(static_cast<int>(rng.below(count)), static_cast<int>(rng.below(count)));
}

void loseNode(onnx::GraphProto& g, Rng& rng) {
    g.mutable_node()->DeleteSubrange(static_cast<int>(rng.below(static_cast<std::size_t>(g.node_size()))), 1);
}

void otherOperator(onnx::GraphProto& g, Rng& rng) {
    constexpr const char* types[] = {
        "Add",    "Mul",     "Sub",     "Div",     "Concat",     "Reshape", "Transpose",    "Conv",      "MatMul",
        "Gemm",   "Squeeze", "Softmax", "Slice",   "ReduceMean", "Resize",  "Flatten",      "Unsqueeze", "Split",
        "PRelu",  "Clip",    "Gather",  "Shape",   "Pad",        "MaxPool", "LRN",          "If",        "Identity",
        "Expand", "Cast",    "Erf",     "Sigmoid", "Pow",        "Where",   "ConvTranspose"};
    any(*g.mutable_node(), rng).set_op_type(types[rng.below(std::size(types))]);
}

void otherAttribute(onnx::GraphProto& g, Rng& rng) {
    onnx::NodeProto& node = any(*g.mutable_node(), rng);
    if (node.attribute_size() == 0) {
        onnx::AttributeProto& a = *node.add_attribute();
        a.set_name(rng.below(2) ? "axis" : "axes");
        a.set_type(onnx::AttributeProto::INT);
        return a.set_i(oddNumber(rng));
    }
    onnx::AttributeProto& a = any(*node.mutable_attribute(), rng);
    if (a.ints_size() > 0)
        a.set_ints(static_cast<int>(rng.below(static_cast<std::size_t>(a.ints_size()))), oddNumber(rng));
    if (a.ints_size() > 0 && rng.below(5) == 0) a.add_ints(oddNumber(rng));
    a.set_i(oddNumber(rng));
    if (a.type() == onnx::AttributeProto::FLOAT) a.set_f(static_cast<float>(oddNumber(rng)));
    if (a.type() == onnx::AttributeProto::STRING) a.set_s("odd");
    if (rng.below(6) == 0) a.set_type(onnx::AttributeProto::FLOATS);
}

void otherShape(onnx::GraphProto& g, Rng& rng) {
    if (g.initializer_size() == 0) return;
    onnx::TensorProto& t = any(*g.mutable_initializer(), rng);
    switch (rng.below(3)) {
    case 0:
        t.add_dims(oddNumber(rng));
        break;
    case 1:
        if (t.dims_size() > 0)
            t.set_dims(static_cast<int>(rng.below(static_cast<std::size_t>(t.dims_size()))), oddNumber(rng));
        break;
    default: // of as many numbers
        std::reverse(t.mutable_dims()->begin(), t.mutable_dims()->end());
    }
}

void otherNumbers(onnx::GraphProto& g, Rng& rng) {
    if (g.initializer_size() == 0) return;
    onnx::TensorProto& t = any(*g.mutable_initializer(), rng);
    if (t.data_type() == onnx::TensorProto::INT64 && t.raw_data().size() >= 8) {
        const std::int64_t odd = oddNumber(rng);
        t.mutable_raw_data()->replace(8 * rng.below(t.raw_data().size() / 8), 8, reinterpret_cast<const char*>(&odd),
                                      8);
    } else if (rng.below(2)) {
        t.set_data_type(static_cast<int>(rng.below(20)));
    } else if (!t.raw_data().empty()) {
        t.mutable_raw_data()->pop_back();
    }
}

void loseTensor(onnx::GraphProto& g, Rng& rng) {
    if (g.initializer_size() == 0) return;
    const auto at = static_cast<int>(rng.below(static_cast<std::size_t>(g.initializer_size())));
    if (rng.below(2)) return g.mutable_initializer()->DeleteSubrange(at, 1);
    onnx::TensorProto& t = *g.mutable_initializer(at);
    t.set_data_location(onnx::TensorProto::EXTERNAL);
    auto& entry = *t.add_external_data();
    entry.set_key("location");
    entry.set_value("/etc/passwd");
}

void otherInput(onnx::GraphProto& g, Rng& rng) {
    auto& type = *g.mutable_input(0)->mutable_type()->mutable_tensor_type();
    auto& shape = *type.mutable_shape();
    const std::size_t kind = rng.below(4);
    if (kind == 0) shape.add_dim()->set_dim_value(oddNumber(rng));
    if (kind == 1 && shape.dim_size() > 0) any(*shape.mutable_dim(), rng).set_dim_value(oddNumber(rng));
    if (kind == 2 && shape.dim_size() > 0) shape.mutable_dim()->RemoveLast();
    if (kind == 3) type.set_elem_type(static_cast<int>(rng.below(12)));
}

void otherOutput(onnx::GraphProto& g, Rng& rng) {
    g.mutable_output(0)->set_name(anyValue(g, rng));
}

TEST(DamagedGraphs, GiveASentenceOrANetworkThatWorks) {
    constexpr Damage damages[] = {rewire,     loseInput,    moveNode,   loseNode,   otherOperator, otherAttribute,
                                  otherShape, otherNumbers, loseTensor, otherInput, otherOutput};
    const std::vector<onnx::ModelProto> models = wholeModels();
    ASSERT_GE(models.size(), 60U);
    Rng rng(14);
    std::size_t refused = 0, works = 0;
    for (const onnx::ModelProto& whole : models)
        for (int round = 0; round < 6; ++round)
            for (const Damage damage : damages) {
                onnx::ModelProto model = whole;
                damage(*model.mutable_graph(), rng);
                if (round > 2 && model.graph().node_size() > 0) // two at a time
                    damages[rng.below(std::size(damages) - 2)](*model.mutable_graph(), rng);
                (verdictOn(model) == Verdict::Refused ? refused : works)++;
            }
    EXPECT_GE(refused + works, 3000U);
    EXPECT_GE(refused, 1500U) << works << " worked";
}

TEST(DamagedGraphs, AreRefusedBeforeAnyOfTheirWeightsIsRead) {
    const TempFolder folder;
    onnx::ModelProto model = parsed(toOnnx(lenet5({}, 1)));
    auto& weight = *model.mutable_graph()->mutable_initializer(4);
    weight.clear_raw_data();
    weight.set_dims(0, 1'000'000); // of 400 inputs: 1.6 GB
    weight.set_data_location(onnx::TensorProto::EXTERNAL);
    auto& entry = *weight.add_external_data();
    entry.set_key("location");
    entry.set_value("w.data");
    std::ofstream(folder.path() / "w.data") << "x";
    fs::resize_file(folder.path() / "w.data", std::uintmax_t{1'600'000'000}); // takes no room on the disk
    std::ofstream(folder.path() / "m.onnx", std::ios::binary) << model.SerializeAsString();
    OnnxOptions options;
    options.progress = [](double) {
        ADD_FAILURE() << "weights were read";
        return true;
    };
    try {
        openOnnx(folder.path() / "m.onnx", options);
        ADD_FAILURE() << "was read";
    } catch (const Error& e) { // the bias has 120
        EXPECT_NE(std::string(e.what()).find("(1000000) belongs"), std::string::npos) << e.what();
    }
}

TEST(DamagedGraphs, LongChainsOfProductsAreNoProblem) {
    onnx::ModelProto model = parsed(toOnnx(lenet5({}, 1)));
    auto& graph = *model.mutable_graph();
    std::string value = graph.output(0).name();
    for (int i = 0; i < 9'000; ++i) {
        auto& node = *graph.add_node();
        node.set_op_type(i % 2 ? "Mul" : "Sigmoid");
        node.add_input(value);
        if (i % 2) node.add_input(value);
        value = "v" + std::to_string(i);
        node.add_output(value);
    }
    graph.mutable_output(0)->set_name(value);
    EXPECT_EQ(verdictOn(model), Verdict::Works);
}

} // namespace
} // namespace cnn::test_onnx_graphs
