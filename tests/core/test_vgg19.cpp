// The one large network, in a process of its own because its memory is measured.
#include "core/network/layer_table.h"
#include "core/network/models.h"
#include "core/network/pass.h"
#include "tests/support/instrumented.h"
#include "tests/support/peak_memory.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cnn::test_vgg19 {
namespace {

TEST(Vgg19, HasTheLayersOfConfigurationE) {
    const Network net = vgg19(1);
    EXPECT_EQ(net.parameterCount(), 143'667'240U);
    const std::pair<const char*, Shape> shapes[] = {
        {"conv1_2", {64, 224, 224, 1}}, {"pool1", {64, 112, 112, 1}},  {"conv2_2", {128, 112, 112, 1}},
        {"pool2", {128, 56, 56, 1}},    {"conv3_4", {256, 56, 56, 1}}, {"pool3", {256, 28, 28, 1}},
        {"conv4_4", {512, 28, 28, 1}},  {"pool4", {512, 14, 14, 1}},   {"conv5_4", {512, 14, 14, 1}},
        {"pool5", {512, 7, 7, 1}},      {"fc6", {4096, 1, 1, 1}},      {"fc8", {1000, 1, 1, 1}}};
    for (const auto& [layer, shape] : shapes) EXPECT_EQ(net.outputShape(net.find(layer).value()), shape) << layer;
    std::size_t weighted = 0, relus = 0;
    for (std::size_t i = 0; i < net.size(); ++i) {
        weighted += net.layer(i).parameters().empty() ? 0 : 1;
        relus += net.layer(i).info().kind == "relu" ? 1 : 0;
    }
    EXPECT_EQ(weighted, 19U);
    EXPECT_EQ(relus, 18U);
}

TEST(Vgg19, CostsWhatTheLiteratureSays) {
    const LayerTable table = layerTable(vgg19(1));
    EXPECT_EQ(table.parameters(), 143'667'240U);
    EXPECT_EQ(table.multiplyAdds(), 19'632'062'464U);
    EXPECT_EQ(table.weightBytes(), 574'668'960U); // 548.05 MiB
    EXPECT_NEAR(static_cast<double>(table.mapBytes()) / (1024 * 1024), 62.5, 0.1);
    const auto row = [&](const char* name) {
        return *std::find_if(table.layers.begin(), table.layers.end(),
                             [&](const LayerRow& r) { return r.name == name; });
    };
    EXPECT_EQ(row("conv5_4").rows, (FieldExtent{false, 252, 16}));
    EXPECT_EQ(row("pool5").columns, (FieldExtent{false, 268, 32}));
    EXPECT_TRUE(row("fc6").rows.isAll);
    EXPECT_EQ(row("conv3_3").multiplyAdds, 1'849'688'064U);
}

TEST(Vgg19, RunsForwardWithinItsWeightsAnd150MegabytesOfMemory) {
    if (isInstrumented) GTEST_SKIP() << "sanitizers need memory of their own";
    const Network net = vgg19(1);
    Tensor in(net.inputShape());
    in.fill(0.5F);
    Pass pass(Pass::Keep::Nothing);
    const Tensor& out = pass.forward(net, in);
    EXPECT_EQ(out.shape(), net.outputShape());
    EXPECT_TRUE(out.allFinite());
    EXPECT_GT(out.array().abs().maxCoeff(), 0);
    const std::size_t weights = net.parameterCount() * sizeof(float) / 1024, peak = peakMemory(); // KB
    EXPECT_GE(peak, weights);
    EXPECT_LE(peak, weights + 150 * 1024);
    RecordProperty("peak_kilobytes", static_cast<int>(peak));
}

} // namespace
} // namespace cnn::test_vgg19
