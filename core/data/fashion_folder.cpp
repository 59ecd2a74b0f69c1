#include "core/data/fashion_folder.h"

#include <algorithm>
#include <cstdlib>

namespace cnn {
namespace {

constexpr std::array<const char*, 2> fashionPlaces{"/usr/share/datasets/fashion-mnist", // Debian, Ubuntu
                                                   "/usr/local/share/datasets/fashion-mnist"};

// Of PLACE/bin/convscope, which brings it along: PLACE/share/datasets/fashion-mnist.
std::filesystem::path besideProgram() {
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    return program.parent_path().parent_path() / "share/datasets/fashion-mnist";
}

} // namespace

std::optional<std::filesystem::path> wishedFashionMnist() {
    const char* wish = std::getenv("CONVSCOPE_FASHION_MNIST");
    return wish && *wish ? std::optional<std::filesystem::path>(wish) : std::nullopt;
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
