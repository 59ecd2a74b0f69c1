// Damaged data files: whatever was cut or changed, they are read or refused in a sentence that names the file.
#include "core/files/data_file.h"
#include "tests/support/data_files.h"
#include "tests/support/idx_bytes.h"
#include "tests/support/temp_folder.h"

#include "core/base/error.h"
#include <gtest/gtest.h>

namespace cnn::test_data_files_damaged {
namespace {

// Cut off at every byte or so, and each of the first bytes changed in four ways. Returns how many there were.
int tryAll(const TempFolder& folder, const std::string& name, const std::string& whole, std::size_t changed) {
    int tried = 0;
    const auto tryOne = [&](const std::string& bytes) {
        ++tried;
        const auto file = folder.write(name, bytes);
        try {
            const DataSplit split = dataSplitOf(findDataFile(file), {});
            EXPECT_EQ(split.train.pixels.size(), split.train.size() * split.train.shape.perImage());
        } catch (const Error& error) {
            const std::string sentence = error.what();
            EXPECT_TRUE(sentence.find(file.stem().string()) != sentence.npos ||
                        sentence.find(file.parent_path().filename().string()) != sentence.npos)
                << sentence;
            EXPECT_TRUE(sentence.ends_with('.')) << sentence;
        }
    };
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 400);
    for (std::size_t length = 0; length < whole.size(); length += step) tryOne(whole.substr(0, length));
    for (std::size_t at = 0; at < std::min(changed, whole.size()); ++at)
        for (const char byte : {'\0', '\x7f', '\x80', '\xff'}) {
            std::string bytes = whole;
            bytes[at] = byte;
            tryOne(bytes);
        }
    return tried;
}

TEST(DamagedDataFiles, ArchivesOfArraysAreReadOrRefused) {
    int tried = 0;
    for (const ZipWay way : {ZipWay{true, true}, ZipWay{false, false}}) {
        const TempFolder folder;
        const std::string zip = medicalNpz(4, 2, 2, 4, 1, 2, way);
        tried += tryAll(folder, "medical.npz", zip, 200);
        // The table of contents is at the end.
        const std::size_t contents = zip.find("PK\1\2");
        for (std::size_t at = contents; at < zip.size(); ++at)
            for (const char byte : {'\0', '\x7f', '\xff'}) {
                std::string bytes = zip;
                bytes[at] = byte;
                const auto file = folder.write("medical.npz", bytes);
                try {
                    dataSplitOf(findDataFile(file), {});
                } catch (const Error& error) {
                    EXPECT_NE(std::string(error.what()).find("medical"), std::string::npos) << error.what();
                }
                ++tried;
            }
    }
    EXPECT_GE(tried, 500);
}

TEST(DamagedDataFiles, CifarIsReadOrRefused) {
    const TempFolder folder;
    int tried = tryAll(folder, "cifar.bin", cifarFile(3, 3), 200);
    tried += tryAll(folder, "hundred.bin", cifarFile(2, 2, true), 4);
    EXPECT_GE(tried, 500);
}

TEST(DamagedDataFiles, TablesOfPixelsAreReadOrRefused) {
    const TempFolder folder;
    int tried = tryAll(folder, "table.csv", pixelTable(pixelHeader(4), 4, 2, 4), 400);
    tried += tryAll(folder, "table.csv", pixelTable("", 4, 2, 4), 100);
    EXPECT_GE(tried, 500);
}

TEST(DamagedDataFiles, MnistsKinAreReadOrRefused) {
    const TempFolder folder;
    folder.write("train-labels-idx1-ubyte", idxHeader(8, {4}) + labelBytes(4, 2));
    int tried = 0;
    for (const int type : {8, 9, 11, 12, 13, 14}) {
        const std::size_t width = type < 11 ? 1 : type == 11 ? 2 : type == 14 ? 8 : 4;
        tried +=
            tryAll(folder, "train-images-idx3-ubyte", idxHeader(type, {4, 2, 2}) + std::string(16 * width, '\1'), 32);
    }
    folder.write("train-images-idx3-ubyte", idxHeader(8, {4, 2, 2}) + pixelBytes(16));
    tried += tryAll(folder, "train-labels-idx2-int", idxHeader(12, {4, 8}) + std::string(128, '\0'), 16);
    EXPECT_GE(tried, 500);
}

TEST(DamagedDataFiles, ArraysAreReadOrRefused) {
    const TempFolder folder;
    folder.write("y.npy", npyFile("|u1", {4}, labelBytes(4, 2)));
    int tried = 0;
    for (const char* type : {"|u1", "<u2", ">i4", "<f4"}) {
        const std::size_t width = type[2] - '0';
        tried += tryAll(folder, "X.npy", npyFile(type, {4, 3, 3}, std::string(36 * width, '\1')), 90);
    }
    EXPECT_GE(tried, 500);
}

} // namespace
} // namespace cnn::test_data_files_damaged
