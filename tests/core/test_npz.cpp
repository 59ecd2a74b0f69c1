// .npz archives. That NumPy reads them, test_cli_pytorch shows where Python is at hand; here their bytes.
#include "core/files/npz_read.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"

#include "tests/support/expect_error.h"
#include <map>
#include <zlib.h>

namespace cnn::test_npz {
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

std::string read(std::string_view zip, const std::optional<std::string>& wanted, std::string& note,
                 Several several = Several::Ask) {
    note.clear();
    return arrayFromNpz(zip, "a.npz", wanted, several, note);
}

// What toNpz wrote, with its first file compressed as numpy.savez_compressed does.
std::string compressed(const std::string& zip) {
    constexpr std::size_t headSize = 30;
    const std::size_t nameSize = number(zip, 26, 2), size = number(zip, 22, 4);
    std::string packed(size + 100, '\0');
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zip.data() + headSize + nameSize));
    stream.avail_in = static_cast<uInt>(size);
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    const std::size_t contents = headSize + nameSize + size;
    std::string result = zip.substr(0, headSize + nameSize) + packed + zip.substr(contents);
    const auto put = [&](std::size_t at, std::uint64_t value, std::size_t bytes) {
        for (std::size_t i = 0; i < bytes; ++i) result[at + i] = static_cast<char>(value >> (8 * i));
    };
    const std::size_t entry = headSize + nameSize + packed.size();
    put(entry + 10, 8, 2);
    put(entry + 20, packed.size(), 4);
    put(result.size() - 6, entry, 4);
    return result;
}

TEST(NpzReading, TakesTheOnlyArrayOrTheOneThatIsNamed) {
    const std::vector<float> x{1, 2, 3, 4}, y{5};
    const NpyArray one[] = {{"x", {2, 2}, x}}, two[] = {{"x", {2, 2}, x}, {"y", {1}, y}};
    std::string note;
    EXPECT_EQ(fromNpy(read(toNpz(one), {}, note), "x"), Tensor({1, 2, 2, 1}, x));
    EXPECT_EQ(note, " It holds the array \"x\"; it is read.");
    EXPECT_EQ(fromNpy(read(toNpz(two), "y", note), "y"), Tensor({1, 1, 1, 1}, y));
    EXPECT_EQ(note, "");
    EXPECT_EQ(fromNpy(read(toNpz(two), {}, note, Several::First), "x"), Tensor({1, 2, 2, 1}, x));
    EXPECT_EQ(note, " It holds the arrays \"x\", \"y\"; the first is read.");
    EXPECT_EQ(fromNpy(read(compressed(toNpz(one)), {}, note), "x"), Tensor({1, 2, 2, 1}, x));
    expectError([&] { read(toNpz(two), {}, note); }, ErrorCode::Usage, {"a.npz", "\"x\", \"y\"", "a.npz:x"});
    expectError([&] { read(toNpz(two), "z", note); }, ErrorCode::NotFound, {"\"z\"", "\"x\", \"y\""});
}

TEST(NpzReading, RefusesWhatWasCutOrChanged) {
    const std::vector<float> x{1, 2, 3, 4};
    const NpyArray arrays[] = {{"x", {2, 2}, x}};
    std::string note;
    for (const std::string& zip : {toNpz(arrays), compressed(toNpz(arrays))}) {
        for (std::size_t left = 0; left < zip.size(); ++left)
            EXPECT_THROW(read(zip.substr(0, left), {}, note), Error) << left;
        for (std::size_t at = 40; at < 60; ++at) {
            std::string changed = zip;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            EXPECT_THROW(read(changed, {}, note), Error) << at;
        }
    }
    expectError([&] { read(toNpz({}), {}, note); }, ErrorCode::BadFormat, {"no arrays"});
    expectError([&] { read("PK", {}, note); }, ErrorCode::BadFormat, {"no zip archive"});
}

} // namespace
} // namespace cnn::test_npz
