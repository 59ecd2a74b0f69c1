// Networks that PyTorch wrote as ONNX files, and where they look, compared with PyTorch.
#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/occlusion.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/golden_case.h"

#include <map>
#include <set>

namespace cnn::test_golden_onnx {
namespace {

void checkOnnx(const GoldenCase& golden) {
    const Network net = loadOnnx(golden.folder / "model.onnx");
    Trace trace;
    net.forward(golden.images("input"), trace);
    golden.expectImages("out", trace.output());
}

void checkExplain(const GoldenCase& golden) {
    const Network net = loadOnnx(golden.folder / "model.onnx");
    const int k = golden.settings().at("k");
    Trace trace;
    net.forward(golden.images("input"), trace);
    golden.expectImages("saliency", saliency(net, trace, k));
    const auto layers = filterLayers(net);
    ASSERT_EQ(layers.size(), 2U);
    golden.expectImages("cam_relu", gradCam(net, trace, layers[0], k));
    golden.expectImages("cam_tanh", gradCam(net, trace, layers[1], k));
    const OcclusionSettings square{golden.settings().at("side"), golden.settings().at("stride"),
                                   golden.settings().at("grey")};
    const auto map = occlusionMap(net, golden.images("input"), k, square);
    golden.expectImages("covered", map->probability);
    EXPECT_NEAR(map->whole, golden.values<double>("whole").at(0), 1e-6);
}

const std::map<std::string, void (*)(const GoldenCase&)> operations{{"onnx", checkOnnx}, {"explain", checkExplain}};

TEST(GoldenNetworks, ComputeWhatPyTorchComputes) {
    std::set<std::string> checked;
    for (const auto& folder : goldenFolders(GoldenNetwork::InFile)) {
        const GoldenCase golden(folder);
        SCOPED_TRACE(golden.name());
        const auto check = operations.find(golden.operation());
        ASSERT_NE(check, operations.end()) << "nothing here checks " << golden.operation();
        check->second(golden);
        checked.insert(golden.operation());
    }
    EXPECT_EQ(checked.size(), operations.size());
}

} // namespace
} // namespace cnn::test_golden_onnx
