#include "core/data/idx.h"
#include "tests/support/expect_error.h"
#include "tests/support/idx_bytes.h"
#include "tests/support/named_pipe.h"
#include "tests/support/temp_folder.h"
#include "tests/support/without_root.h"

namespace cnn::test_idx {
namespace {

const std::string sixPixels = {0, 50, 100, '\x96', '\xc8', '\xff'};
const std::string images = idxHeader(8, {1, 2, 3}) + sixPixels;
const std::vector<std::uint8_t> sixNumbers{0, 50, 100, 150, 200, 255};

TEST(Idx, ReadsPlainAndGzippedFilesAlike) {
    for (const std::string& file : {images, gzipped(images)}) {
        const IdxArray array = parseIdx(file, IdxContent::Images, "images");
        EXPECT_EQ(array.extents, (std::vector<int>{1, 2, 3}));
        EXPECT_EQ(array.values, Pixels(sixNumbers));
    }
    EXPECT_EQ(parseIdx(idxHeader(8, {6}) + sixPixels, IdxContent::Labels, "labels").values, Pixels(sixNumbers));
}

TEST(Idx, ReadsFilesWhateverTheyAreCalled) {
    const TempFolder folder;
    EXPECT_EQ(readIdx(folder.write("packed", gzipped(images)), IdxContent::Images).values, Pixels(sixNumbers));
    EXPECT_EQ(readIdx(folder.write("plain.gz", images), IdxContent::Images).values, Pixels(sixNumbers));
}

TEST(Idx, SaysWhatIsWrongWithABadFile) {
    const std::string labels = idxHeader(8, {6}) + sixPixels;
    std::string wrongStart = images;
    wrongStart[0] = '\1';
    std::string wrongSum = gzipped(images);
    wrongSum[wrongSum.size() - 8] ^= 1;
    struct Case {
        const char* why;
        std::string file;
        ErrorCode code;
        const char* reason;
    };
    const Case cases[] = {
        {"empty", "", ErrorCode::BadFormat, "is empty"},
        {"text", "hello, world", ErrorCode::BadFormat, "no IDX file"},
        {"first byte", wrongStart, ErrorCode::BadFormat, "no IDX file"},
        {"no axes", idxHeader(8, {}) + "x", ErrorCode::BadFormat, "no IDX file"},
        {"type 10", idxHeader(10, {1, 2, 3}) + sixPixels, ErrorCode::BadFormat, "no IDX element type 10"},
        {"floats that are bytes", idxHeader(13, {1, 2, 3}) + sixPixels, ErrorCode::BadFormat, "ends before the 24"},
        {"no number", idxHeader(13, {1, 1, 1}) + "\x7f\xc0" + std::string(2, '\0'), ErrorCode::BadFormat, "NaN"},
        {"labels", labels, ErrorCode::BadFormat, "1 axis, 3 (images, rows, columns) are needed, or 4 with channels"},
        {"volumes", idxHeader(8, {1, 1, 1, 2, 3}) + sixPixels, ErrorCode::BadFormat, "5 axes, 3"},
        {"no images", idxHeader(8, {0, 28, 28}), ErrorCode::BadFormat, "length 0"},
        {"513 MB", idxHeader(8, {513, 1024, 1024}), ErrorCode::TooLarge, "512 MB"},
        {"overflow", idxHeader(8, {0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU}), ErrorCode::TooLarge, "512 MB"},
        {"one more", images + "x", ErrorCode::BadFormat, "goes on after the 6 bytes"},
        {"one less", images.substr(0, images.size() - 1), ErrorCode::BadFormat, "ends before the 6 bytes"},
        {"512 MB that are not there", idxHeader(8, {512, 1024, 1024}), ErrorCode::BadFormat,
         "ends before the 536870912"},
        {"the same, gzipped", gzipped(idxHeader(8, {512, 1024, 1024})), ErrorCode::BadFormat,
         "ends before the 536870912"},
        {"one more, gzipped", gzipped(images + "x"), ErrorCode::BadFormat, "goes on after the 6 bytes"},
        {"one less, gzipped", gzipped(images.substr(0, images.size() - 1)), ErrorCode::BadFormat,
         "ends before the 6 bytes"},
        {"bytes after gzip", gzipped(images) + "x", ErrorCode::BadFormat, "after the end of its gzip data"},
        {"two gzip streams", gzipped(images) + gzipped(images), ErrorCode::BadFormat, "after the end of its gzip data"},
        {"gzip in gzip", gzipped(gzipped(images)), ErrorCode::BadFormat, "no IDX file"},
        {"wrong gzip checksum", wrongSum, ErrorCode::BadFormat, "damaged"},
        {"gzip of nothing", gzipped(""), ErrorCode::BadFormat, "ends within its header"},
        {"gzip by name only", "\x1f\x8b no gzip", ErrorCode::BadFormat, "damaged"}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        expectError([&] { parseIdx(c.file, IdxContent::Images, "train-images"); }, c.code, {"train-images", c.reason});
    }
    expectError([&] { parseIdx(images, IdxContent::Labels, "train-labels"); }, ErrorCode::BadFormat,
                {"train-labels", "3 axes, 1 (labels) is needed"});
}

TEST(Idx, RefusesAFileCutOffAtAnyByte) {
    for (const std::string& whole : {images, gzipped(images)})
        for (std::size_t length = 0; length < whole.size(); ++length)
            expectError([&] { parseIdx(whole.substr(0, length), IdxContent::Images, "cut"); }, ErrorCode::BadFormat,
                        {"cut"});
}

TEST(Idx, UnpacksAGzipBombOnlyAsFarAsItsHeaderPromises) {
    std::string bomb = gzipped(images + std::string(30U * 1024U * 1024U, '\0'));
    ASSERT_LT(bomb.size(), 40U * 1024U);
    bomb.resize(bomb.size() / 2); // whoever unpacked it all would say "cut off"
    expectError([&] { parseIdx(bomb, IdxContent::Images, "bomb"); }, ErrorCode::BadFormat,
                {"bomb", "goes on after the 6 bytes"});
}

TEST(Idx, RefusesWhatIsNoFile) {
    const TempFolder folder;
    const auto pipe = folder.path() / "pipe";
    expectError([&] { readIdx(folder.path(), IdxContent::Images); }, ErrorCode::Unreadable,
                {folder.path().string(), "not a regular file"});
    if (hasPipes) {
        ASSERT_TRUE(makePipe(pipe));
        expectError([&] { readIdx(pipe, IdxContent::Images); }, ErrorCode::Unreadable, {"pipe", "not a regular file"});
    }
    expectError([&] { readIdx(aDevice, IdxContent::Images); }, ErrorCode::Unreadable, {aDevice, "not a regular file"});
    expectError([&] { readIdx(folder.path() / "none", IdxContent::Images); }, ErrorCode::NotFound,
                {"none", "No such file"});
}

TEST(Idx, SaysThatItMayNotReadAFile) {
    namespace fs = std::filesystem;
    const TempFolder folder;
    fs::permissions(folder.path(), fs::perms(0755));
    const auto file = folder.write("secret", images);
    fs::permissions(file, fs::perms::none);
    const WithoutRoot somebody;
    if (somebody.isRoot()) GTEST_SKIP() << "root reads everything, and this root cannot become somebody else";
    expectError([&] { readIdx(file, IdxContent::Images); }, ErrorCode::Unreadable, {"secret", "Permission denied"});
}

} // namespace
} // namespace cnn::test_idx
