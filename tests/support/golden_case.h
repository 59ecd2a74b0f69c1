// Golden cases: folders tests/golden/<operation>/<case>, found, not listed. How they were made: golden/make_golden.py.
#pragma once

#include "core/base/save_file.h"
#include "core/kernels/window.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace cnn {

class GoldenCase {
public:
    explicit GoldenCase(std::filesystem::path caseFolder)
        : folder(std::move(caseFolder)), m_json(nlohmann::json::parse(readFile(folder / "case.json", 1U << 20U))) {}

    std::string operation() const { return folder.parent_path().filename().string(); }
    std::string name() const { return operation() + "/" + folder.filename().string(); }
    const nlohmann::json& settings() const { return m_json.at("settings"); }
    bool has(const char* tensor) const { return m_json.contains(tensor); }
    std::vector<int> shape(const char* tensor) const { return m_json.at(tensor).at("shape"); }
    // In PyTorch's order, the last axis innermost: that of weights here too.
    template<class T = float> std::vector<T> values(const char* tensor) const { return m_json.at(tensor).at("values"); }

    Window window() const {
        const auto pair = [this](const char* key) { return settings().at(key).get<std::array<int, 2>>(); };
        const auto kernel = pair("kernel"), stride = pair("stride"), dilation = pair("dilation");
        const auto pads = settings().at("pads").get<std::array<int, 4>>(); // top, bottom, left, right
        return {{kernel[0], stride[0], pads[0], pads[1], dilation[0]},
                {kernel[1], stride[1], pads[2], pads[3], dilation[1]}};
    }

    // (images, channels, rows, columns) or (images, features) in our layout, image innermost.
    Tensor images(const char* tensor) const {
        std::vector<int> s = shape(tensor);
        s.resize(4, 1);
        Tensor result(Shape{s[1], s[2], s[3], s[0]});
        const std::vector<float> stored = values(tensor);
        const auto perImage = static_cast<Eigen::Index>(result.shape().perImage());
        result.matrix() = ConstMatrixView(stored.data(), s[0], perImage).transpose();
        return result;
    }

    void expectImages(const char* tensor, const Tensor& ours) const {
        const Tensor expected = images(tensor);
        ASSERT_EQ(expected.shape(), ours.shape()) << tensor;
        expectClose(tensor, expected.values(), ours.values());
    }
    void expectValues(const char* tensor, std::span<const float> ours) const {
        expectClose(tensor, values(tensor), ours);
    }

    const std::filesystem::path folder;

private:
    // The error relative to the largest magnitude in the tensor.
    static void expectClose(const char* tensor, std::span<const float> expected, std::span<const float> ours) {
        ASSERT_EQ(expected.size(), ours.size()) << tensor;
        double largest = 0, error = 0;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            largest = std::max(largest, std::abs(static_cast<double>(expected[i])));
            const double difference = std::abs(static_cast<double>(expected[i]) - static_cast<double>(ours[i]));
            error = std::isnan(difference) ? HUGE_VAL : std::max(error, difference);
        }
        EXPECT_LE(error, 1e-5 * largest) << tensor;
    }

    nlohmann::json m_json;
};

enum class GoldenNetwork { None, InFile }; // an ONNX file beside the case
inline std::vector<std::filesystem::path> goldenFolders(GoldenNetwork network) {
    std::vector<std::filesystem::path> found;
    const std::filesystem::path root = std::filesystem::path(CONVSCOPE_TEST_DATA) / "golden";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
        if (const auto folder = entry.path().parent_path();
            entry.path().filename() == "case.json" &&
            std::filesystem::exists(folder / "model.onnx") == (network == GoldenNetwork::InFile))
            found.push_back(folder);
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace cnn
