#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/expect_error.h"
#include "tests/support/idx_bytes.h"
#include "tests/support/named_pipe.h"
#include "tests/support/temp_folder.h"
#include "tests/support/variable.h"
#include "tests/support/without_root.h"

#include <algorithm>
#include <cstdlib>

namespace cnn::test_sources {
namespace {

namespace fs = std::filesystem;

const std::string twoImages = idxHeader(8, {2, 1, 2}) + std::string("\0\1\2\3", 4);
std::string labels(std::initializer_list<int> values) {
    std::string file = idxHeader(8, {static_cast<std::uint32_t>(values.size())});
    for (const int value : values) file += static_cast<char>(value);
    return file;
}

// A whole small data set; every test then spoils what it is about.
void writeDataSet(const TempFolder& folder) {
    folder.write("train-images-idx3-ubyte", twoImages);
    folder.write("train-labels-idx1-ubyte.gz", gzipped(labels({0, 2})));
    folder.write("t10k-images.idx3-ubyte.gz", gzipped(twoImages));
    folder.write("t10k-labels.idx1-ubyte", labels({3, 1}));
}

TEST(IdxFolder, LoadsPlainGzippedAndDottedFiles) {
    const TempFolder folder;
    writeDataSet(folder);
    const DataSplit split = loadIdxFolder(folder.path());
    EXPECT_EQ(split.name, folder.path().filename().string());
    EXPECT_EQ(loadIdxFolder(folder.path() / "").name, split.name);
    EXPECT_EQ(split.train.shape, (Shape{1, 1, 2, 1}));
    EXPECT_EQ(split.train.labels, (std::vector<int>{0, 2}));
    EXPECT_EQ(split.test.labels, (std::vector<int>{3, 1}));
    EXPECT_EQ(split.train.bytes(1)[0], 2);
    EXPECT_EQ(split.train.classNames, (std::vector<std::string>{"0", "1", "2", "3"}));
    EXPECT_EQ(split.test.classNames, split.train.classNames);
}

TEST(IdxFolder, NeedsNoTrainingImagesForATestSet) {
    const TempFolder folder;
    writeDataSet(folder);
    fs::remove(folder.path() / "train-images-idx3-ubyte");
    const Dataset set = loadIdxTestSet(folder.path());
    EXPECT_EQ(set.size(), 2U);
    EXPECT_EQ(set.classNames, (std::vector<std::string>{"1", "3"}));
    expectError([&] { loadIdxFolder(folder.path()); }, ErrorCode::NotFound,
                {folder.path().string(), "lacks train-images-idx3-ubyte;"});
}

TEST(IdxFolder, SaysWhatIsWrongWithAFolder) {
    const TempFolder folder;
    const std::string path = folder.path().string();
    expectError([&] { loadIdxFolder(folder.path()); }, ErrorCode::NotFound,
                {path, "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
                       "t10k-labels-idx1-ubyte, each plain or as .gz"});
    expectError([&] { loadIdxTestSet(folder.path()); }, ErrorCode::NotFound,
                {path, "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte"});
    expectError([&] { loadIdxFolder(folder.path() / "none"); }, ErrorCode::NotFound,
                {"There is no folder", path + "/none"});
    expectError([&] { loadIdxFolder(folder.write("file", "x")); }, ErrorCode::Unreadable,
                {path + "/file", "not a folder"});
    expectError([&] { loadIdxFolder(""); }, ErrorCode::NotFound, {"There is no folder"});
}

TEST(IdxFolder, NamesTheFileThatIsWrong) {
    struct Case {
        const char* file;
        std::string bytes;
        ErrorCode code;
        const char* reason;
    };
    const Case cases[] = {
        {"train-images-idx3-ubyte", twoImages.substr(0, 17), ErrorCode::BadFormat, "ends before"},
        {"train-images-idx3-ubyte", labels({1, 2}), ErrorCode::BadFormat, "1 axis"},
        {"train-labels-idx1-ubyte.gz", gzipped(labels({0, 2})).substr(0, 20), ErrorCode::BadFormat, "cut off"},
        {"train-labels-idx1-ubyte.gz", gzipped(labels({0, 2, 1})), ErrorCode::Mismatch, "holds 3 labels"},
        {"t10k-labels.idx1-ubyte", labels({1}), ErrorCode::Mismatch, "holds 1 label"},
        {"t10k-labels.idx1-ubyte", twoImages, ErrorCode::BadFormat, "3 axes"},
        {"t10k-images.idx3-ubyte.gz", gzipped(idxHeader(8, {2, 2, 1}) + "1234"), ErrorCode::Mismatch, "1@2×1"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.reason);
        const TempFolder folder;
        writeDataSet(folder);
        const std::string path = folder.write(c.file, c.bytes).string();
        expectError([&] { loadIdxFolder(folder.path()); }, c.code, {path, c.reason});
    }
}

TEST(IdxFolder, RefusesFoldersAndPipesInPlaceOfFiles) {
    const TempFolder folder;
    writeDataSet(folder);
    const auto file = folder.path() / "train-images-idx3-ubyte";
    fs::remove(file);
    fs::create_directory(file);
    expectError([&] { loadIdxFolder(folder.path()); }, ErrorCode::Unreadable, {file.string(), "not a regular file"});
    fs::remove(file);
    if (!hasPipes) return;
    ASSERT_TRUE(makePipe(file));
    expectError([&] { loadIdxFolder(folder.path()); }, ErrorCode::Unreadable, {file.string(), "not a regular file"});
}

TEST(IdxFolder, SaysThatItMayNotEnterAFolder) {
    const TempFolder folder;
    fs::permissions(folder.path(), fs::perms(0755));
    const auto locked = folder.path() / "locked";
    fs::create_directory(locked);
    fs::permissions(locked, fs::perms::none);
    const WithoutRoot somebody;
    if (somebody.isRoot()) GTEST_SKIP() << "root enters everywhere, and this root cannot become somebody else";
    expectError([&] { loadIdxFolder(locked); }, ErrorCode::Unreadable, {locked.string(), "Permission denied"});
}

TEST(IdxFolder, LeavesLabelsAndSizesThatANetworkDoesNotKnowToTheTrainer) {
    const TempFolder folder;
    writeDataSet(folder);
    expectError([&] { Trainer(lenet5({}, 1), std::make_shared<DataSplit>(loadIdxFolder(folder.path())), {}); },
                ErrorCode::Mismatch, {"1@28×28", "1@1×2"});
    const std::string image = idxHeader(8, {1, 28, 28}) + std::string(784, 'x');
    folder.write("train-images-idx3-ubyte", image);
    folder.write("t10k-images.idx3-ubyte.gz", image);
    folder.write("train-labels-idx1-ubyte.gz", labels({200}));
    folder.write("t10k-labels.idx1-ubyte", labels({3}));
    const DataSplit split = loadIdxFolder(folder.path());
    EXPECT_EQ(split.train.classNames, (std::vector<std::string>{"3", "200"})) << "without the gaps";
    EXPECT_NO_THROW(Trainer(lenet5({}, 1), std::make_shared<DataSplit>(split), {}));
}

// Points CONVSCOPE_FASHION_MNIST somewhere while a test runs.
class FashionAt {
public:
    explicit FashionAt(const fs::path& folder) { setVariable("CONVSCOPE_FASHION_MNIST", folder.string()); }
    ~FashionAt() { setVariable("CONVSCOPE_FASHION_MNIST", ""); }
    FashionAt(const FashionAt&) = delete;
    FashionAt& operator=(const FashionAt&) = delete;
};

TEST(FashionMnist, IsTakenFromTheFolderThatTheEnvironmentNames) {
    const TempFolder folder;
    writeDataSet(folder);
    const FashionAt here(folder.path());
    EXPECT_EQ(findFashionMnist(), folder.path());
    const DataSplit split = loadFashionMnist();
    EXPECT_EQ(split.name, "Fashion-MNIST");
    EXPECT_EQ(split.test.size(), 2U);
    ASSERT_EQ(split.train.classNames.size(), 10U);
    EXPECT_EQ(split.train.classNames.front(), "T-shirt/top");
    EXPECT_EQ(loadIdxTestSet(folder.path()).classNames.back(), "Ankle boot");
}

TEST(FashionMnist, SaysWhenTheFolderThatTheEnvironmentNamesIsNotThere) {
    const TempFolder folder;
    const FashionAt here(folder.path() / "none");
    EXPECT_FALSE(findFashionMnist());
    expectError([] { loadFashionMnist(); }, ErrorCode::NotFound, {"There is no folder", "none"});
}

TEST(FashionMnist, HoldsAllItsImagesWithTheirLabels) {
    if (!findFashionMnist()) GTEST_SKIP() << "Fashion-MNIST is not installed (package dataset-fashion-mnist)";
    const DataSplit split = loadFashionMnist();
    ASSERT_EQ(split.train.size(), 60000U);
    ASSERT_EQ(split.test.size(), 10000U);
    EXPECT_EQ(split.train.shape, (Shape{1, 28, 28, 1}));
    for (int label = 0; label < 10; ++label) {
        EXPECT_EQ(std::count(split.train.labels.begin(), split.train.labels.end(), label), 6000);
        EXPECT_EQ(std::count(split.test.labels.begin(), split.test.labels.end(), label), 1000);
    }
    EXPECT_EQ(split.train.classNames[9], "Ankle boot");
    EXPECT_EQ(split.train.labels[0], 9);
}

} // namespace
} // namespace cnn::test_sources
