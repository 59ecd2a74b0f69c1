// .npz archives. That NumPy reads them, test_cli_pytorch shows where Python is at hand; here their bytes.
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"

#include <gtest/gtest.h>
#include <map>
#include <zlib.h>

namespace cnn {
namespace {

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return value;
}

// What an unzip program does: from the end to the table of contents, from there to each file.
std::map<std::string, std::string> unzipped(const std::string& zip) {
    constexpr std::size_t endSize = 22, entrySize = 46, headSize = 30;
    std::map<std::string, std::string> files;
    const std::size_t end = zip.size() - endSize;
    EXPECT_EQ(zip.substr(end, 4), "PK\5\6");
    std::size_t entry = number(zip, end + 16, 4);
    EXPECT_EQ(entry + number(zip, end + 12, 4), end);
    for (std::uint64_t left = number(zip, end + 10, 2); left > 0; --left) {
        EXPECT_EQ(zip.substr(entry, 4), "PK\1\2");
        const std::size_t nameSize = number(zip, entry + 28, 2), at = number(zip, entry + 42, 4);
        const std::size_t size = number(zip, entry + 24, 4);
        const std::string name = zip.substr(entry + entrySize, nameSize);
        EXPECT_EQ(zip.substr(at, 4), "PK\3\4");
        EXPECT_EQ(zip.substr(at + headSize, nameSize), name);
        EXPECT_EQ(zip.substr(at + 4, 26), zip.substr(entry + 6, 26)) << "both descriptions of a file are the same";
        const std::string content = zip.substr(at + headSize + nameSize, size);
        EXPECT_EQ(number(zip, entry + 16, 4),
                  crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(size)));
        files[name] = content;
        entry += entrySize + nameSize;
    }
    EXPECT_EQ(entry, end);
    return files;
}

// Each array is a .npy file in the archive, under its name, with its extents and its numbers.
TEST(Npz, HoldsEachArrayAsANpyFile) {
    const std::vector<float> kernels{1, 2, 3, 4, 5, 6, 7, 8}, bias{-0.5F, 0.25F};
    const NpyArray arrays[] = {{"0.weight", {2, 1, 2, 2}, kernels}, {"0.bias", {2}, bias}};
    const auto files = unzipped(toNpz(arrays));
    ASSERT_EQ(files.size(), 2U);
    const auto filters = filtersFromNpy(files.at("0.weight.npy"), "weight");
    ASSERT_EQ(filters.size(), 2U);
    EXPECT_EQ(filters[1], Tensor({1, 2, 2, 1}, std::vector<float>{5, 6, 7, 8}));
    EXPECT_EQ(fromNpy(files.at("0.bias.npy"), "bias"), Tensor({1, 1, 2, 1}, bias));
    EXPECT_NE(files.at("0.bias.npy").find("'shape': (2,)"), std::string::npos) << "as NumPy writes one axis";
}

TEST(Npz, MayBeEmpty) {
    EXPECT_TRUE(unzipped(toNpz({})).empty());
}

} // namespace
} // namespace cnn
