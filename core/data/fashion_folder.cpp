#include "core/data/fashion_folder.h"

#include "core/base/system.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr std::array<const char*, 2> fashionPlaces{"/usr/share/datasets/fashion-mnist", // Debian, Ubuntu
                                                   "/usr/local/share/datasets/fashion-mnist"};

// Of PLACE/bin/convscope, which brings it along: PLACE/share/datasets/fashion-mnist.
std::filesystem::path besideProgram() {
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    return program.empty() ? program : program.parent_path().parent_path() / "share/datasets/fashion-mnist";
}

} // namespace

std::optional<std::filesystem::path> wishedFashionMnist() {
    const std::filesystem::path wish = pathInEnvironment("CONVSCOPE_FASHION_MNIST");
    return wish.empty() ? std::nullopt : std::optional(wish);
}

std::optional<std::filesystem::path> findFashionMnist() {
    const auto isThere = [](const std::filesystem::path& path) {
        std::error_code ignored;
        return std::filesystem::is_directory(path, ignored);
    };
    if (const auto wish = wishedFashionMnist()) return isThere(*wish) ? wish : std::nullopt;
    if (const auto beside = besideProgram(); isThere(beside)) return beside;
    const auto place = std::ranges::find_if(fashionPlaces, isThere);
    return place == fashionPlaces.end() ? std::nullopt : std::optional<std::filesystem::path>(*place);
}

} // namespace cnn
