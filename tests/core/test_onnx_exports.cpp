// Files as others write them: what PyTorch exports (tests/golden/make_exports.py), and graphs in the manner of Keras,
// of PyTorch 2.9, of old files and of the newest (tests/golden/make_graphs.py). Each must give what PyTorch computed.
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace cnn::test_onnx_exports {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> modelsIn(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(fs::path(CONVSCOPE_TEST_DATA) / folder))
        if (entry.path().extension() == ".onnx") names.push_back(folder + "/" + entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> allModels() {
    std::vector<std::string> all = modelsIn("exports"), more = modelsIn("graphs");
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Tensor outputFor(const Network& network, const std::string& path) {
    const Tensor numbers = readNpy(path);
    EXPECT_EQ(numbers.size(), network.inputShape().perImage()) << path;
    Trace trace;
    network.forward(Tensor(network.inputShape(), numbers.values()), trace);
    return trace.output();
}

void expectNumbers(const Tensor& is, const std::string& path) {
    const Tensor should = readNpy(path);
    ASSERT_EQ(is.size(), should.size());
    for (std::size_t i = 0; i < is.size(); ++i) {
        const float right = should.data()[i];
        ASSERT_NEAR(is.data()[i], right, 1e-4F * std::max(1.0F, std::abs(right))) << "number " << i;
    }
}

class Exports : public testing::TestWithParam<std::string> {};

TEST_P(Exports, GiveWhatPyTorchComputesAlsoWhenTheyAreSavedAgain) {
    const std::string path = (fs::path(CONVSCOPE_TEST_DATA) / GetParam()).string();
    const OnnxModel model = openOnnx(path + ".onnx");
    expectNumbers(outputFor(model.network, path + ".input.npy"), path + ".output.npy");
    const Network again = fromOnnx(toOnnx(model.network), "again.onnx");
    expectNumbers(outputFor(again, path + ".input.npy"), path + ".output.npy");
    EXPECT_EQ(toOnnx(again), toOnnx(fromOnnx(toOnnx(again), "once more.onnx")));
}

std::string testName(const testing::TestParamInfo<std::string>& model) {
    std::string name = model.param;
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Exports, testing::ValuesIn(allModels()), testName);

TEST(ExportedFiles, AreSixtyAndMore) {
    EXPECT_GE(modelsIn("exports").size(), 60U);
    EXPECT_GE(modelsIn("graphs").size(), 25U);
}

std::string pathOf(const char* name) {
    return (fs::path(CONVSCOPE_TEST_DATA) / name).string();
}

bool says(const OnnxCard& card, const std::string& part) {
    return std::any_of(card.notes.begin(), card.notes.end(),
                       [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

TEST(TheCard, SaysWhatWasLeftOutOrAssumed) {
    const OnnxCard side = openOnnx(pathOf("graphs/side_nodes.onnx")).card;
    EXPECT_TRUE(says(side, "2 nodes whose outputs nobody needs are left out."));
    const OnnxCard bytes = openOnnx(pathOf("graphs/bytes_in.onnx")).card;
    EXPECT_EQ(bytes.scaling.highest, 255);
    EXPECT_TRUE(says(bytes, "channels of its input last"));
    EXPECT_EQ(bytes.inputAxes, "(1, 6, 6, 3)");
    EXPECT_TRUE(says(openOnnx(pathOf("exports/mlp_13.onnx")).card, "taken as a picture, 1@8×8"));
    EXPECT_TRUE(says(openOnnx(pathOf("graphs/fixed_batch.onnx")).card, "batches of 16"));
    EXPECT_TRUE(says(openOnnx(pathOf("graphs/half_precision.onnx")).card, "another precision"));
    EXPECT_TRUE(says(openOnnx(pathOf("graphs/batch_norm_forms.onnx")).card, "while the network learned"));
    const OnnxCard normalised = openOnnx(pathOf("exports/normalised_13.onnx")).card;
    ASSERT_EQ(normalised.inside.mean.size(), 3U);
    EXPECT_NEAR(normalised.inside.mean[1], 0.5F, 1e-5F);
    EXPECT_NEAR(normalised.inside.deviation[2], 0.3F, 1e-5F);
}

} // namespace
} // namespace cnn::test_onnx_exports
