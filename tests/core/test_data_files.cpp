// Labelled images out of the files of other programs: what is read, and what is said about it.
#include "core/files/data_file.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/data_files.h"
#include "tests/support/expect_error.h"
#include "tests/support/idx_bytes.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <set>

namespace cnn::test_data_files {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

DataSplit read(const fs::path& path, const DataWish& wish = {}, DataPart part = DataPart::All) {
    return dataSplitOf(findDataFile(path, part), wish, part);
}

std::vector<int> sortedLabels(const Dataset& set) {
    std::vector<int> labels = set.labels;
    std::ranges::sort(labels);
    return labels;
}

std::string floats(std::initializer_list<float> values) {
    return {reinterpret_cast<const char*>(std::data(values)), values.size() * sizeof(float)};
}

TEST(DataFiles, ReadAMedMnistArchiveWithItsValidationSetAndCallTheClassesByTheirNumbers) {
    const TempFolder folder;
    for (const ZipWay way : {ZipWay{false, false}, ZipWay{true, false}, ZipWay{true, true}, ZipWay{false, true}}) {
        const fs::path file = folder.write("bloodmnist.npz", medicalNpz(16, 8, 4, 6, 3, 8, way));
        const DataSplit split = read(file);
        EXPECT_EQ(split.name, "bloodmnist");
        EXPECT_EQ(split.train.shape, (Shape{3, 6, 6, 1}));
        EXPECT_EQ(split.train.size(), 24U);
        EXPECT_EQ(split.watched, 8U);
        EXPECT_EQ(split.test.size(), 4U);
        EXPECT_EQ(split.train.classNames, (Names{"0", "1", "2", "3", "4", "5", "6", "7"}));
        const std::string bytes = pixelBytes(16 * 6 * 6 * 3);
        for (std::size_t pixel = 0; pixel < 36; ++pixel) // channels came last
            for (std::size_t c = 0; c < 3; ++c)
                EXPECT_EQ(split.train.pixels[36 * (3 + c) + pixel],
                          static_cast<unsigned char>(bytes[108 + 3 * pixel + c]));
        const Dataset test = read(file, {}, DataPart::TestSet).test;
        EXPECT_EQ(test.labels, split.test.labels);
        EXPECT_EQ(test.pixels, split.test.pixels);
    }
}

TEST(DataFiles, WatchTheValidationSetThatCameWithTheDataAndLearnTheOthers) {
    const TempFolder folder;
    const auto split = std::make_shared<const DataSplit>(read(folder.write("a.npz", medicalNpz(20, 6, 4, 28, 1, 10))));
    TrainingSettings settings;
    settings.validation = 0.5; // of data without a set of its own
    Trainer trainer(lenet5({}, 1), split, settings);
    EXPECT_EQ(trainer.learnedImages(), 20U);
    EXPECT_EQ(trainer.validationImages(), 6U);
    const TrainingParts parts = partsOf(*split, 0.5, 1);
    std::set<std::size_t> watched(parts.validation.begin(), parts.validation.end());
    EXPECT_EQ(watched, (std::set<std::size_t>{20, 21, 22, 23, 24, 25}));
    const TempFolder without;
    const DataSplit tested = read(without.write("a.npz", medicalNpz(20, 6, 0, 8, 1, 2)));
    EXPECT_EQ(tested.test.size(), 6U) << "validation images test where there are no others";
    EXPECT_EQ(tested.watched, 0U);
    EXPECT_NE(tested.note.find("The validation images are the test set: there is no other."), std::string::npos)
        << tested.note;
}

TEST(DataFiles, KeepASeededFifthOfEachClassForTestingWhereTheFileDoesNot) {
    const TempFolder folder;
    const fs::path file =
        folder.write("images.npz", zipFile({{"images.npy", npyFile("|u1", {20, 4, 4}, pixelBytes(320))},
                                            {"labels.npy", npyFile("|u1", {20}, labelBytes(20, 2))}}));
    const DataSplit split = read(file), again = read(file);
    EXPECT_EQ(sortedLabels(split.test), (std::vector<int>{0, 0, 1, 1}));
    EXPECT_EQ(split.train.size(), 16U);
    EXPECT_EQ(split.train.pixels, again.train.pixels);
    EXPECT_NE(split.note.find("a fifth of each class"), std::string::npos) << split.note;
    EXPECT_EQ(read(file, {}, DataPart::TestSet).test.pixels, split.test.pixels);
}

TEST(DataFiles, KnowTheNamesThatKerasKmnistAndEverybodyElseUse) {
    const std::string images = npyFile("|u1", {4, 4, 4}, pixelBytes(64)),
                      labels = npyFile("|u1", {4}, labelBytes(4, 2));
    const TempFolder keras, kmnist, pair, sklearn;
    EXPECT_EQ(read(keras.write("mnist.npz", zipFile({{"x_test.npy", images},
                                                     {"x_train.npy", images},
                                                     {"y_train.npy", labels},
                                                     {"y_test.npy", labels}})))
                  .train.size(),
              4U);
    for (const char* name : {"kmnist-train-imgs", "kmnist-test-imgs"})
        kmnist.write(std::string(name) + ".npz", zipFile({{"arr_0.npy", images}}, {true, false}));
    for (const char* name : {"kmnist-train-labels", "kmnist-test-labels"})
        kmnist.write(std::string(name) + ".npz", zipFile({{"arr_0.npy", labels}}));
    for (const fs::path& path : {kmnist.path(), kmnist.path() / "kmnist-train-imgs.npz"})
        EXPECT_EQ(read(path).test.size(), 4U) << path;
    pair.write("X.npy", images);
    pair.write("y.npy", labels);
    for (const fs::path& path : {pair.path(), pair.path() / "X.npy"})
        EXPECT_EQ(read(path).train.size() + read(path).test.size(), 4U) << path;
    const DataSplit digits = read(sklearn.write(
        "digits.npz", zipFile({{"data.npy", npyFile("|u1", {4, 64}, pixelBytes(256))}, {"target.npy", labels}})));
    EXPECT_EQ(digits.train.shape, (Shape{1, 8, 8, 1}));
    EXPECT_NE(digits.note.find("The 64 values of an image are read as 1@8×8."), std::string::npos) << digits.note;
}

TEST(DataFiles, ReadChannelsFirstOrLastAndOneHotLabels) {
    const TempFolder first, hot;
    first.write("X.npy", npyFile("|u1", {4, 3, 5, 6}, pixelBytes(360)));
    first.write("y.npy", npyFile("<i8", {4},
                                 std::string("\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0", 16) +
                                     std::string("\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0", 16)));
    EXPECT_EQ(read(first.path()).train.shape, (Shape{3, 5, 6, 1}));
    hot.write("X.npy", npyFile("|u1", {4, 5, 6, 1}, pixelBytes(120)));
    hot.write("y.npy", npyFile("<f4", {4, 2}, floats({1, 0, 0, 1, 1, 0, 0, 1})));
    const DataSplit split = read(hot.path());
    EXPECT_EQ(split.train.shape, (Shape{1, 5, 6, 1}));
    EXPECT_EQ(sortedLabels(split.train), (std::vector<int>{0, 1}));
}

// Texts are fixed widths: of U four bytes a sign, of S one.
TEST(DataFiles, TakeLabelsThatAreTextsAsTheNamesOfTheClasses) {
    const auto wide = [](std::initializer_list<std::u32string> texts) {
        std::string bytes;
        for (std::u32string text : texts) {
            text.resize(5);
            for (const char32_t sign : text)
                for (int i = 0; i < 4; ++i) bytes += static_cast<char>(sign >> (8 * i) & 0xFFU);
        }
        return bytes;
    };
    const std::string images = npyFile("|u1", {4, 4, 4}, pixelBytes(64));
    const std::string trained = npyFile("<U5", {4}, wide({U"oak", U"tanne", U"b\u00e4r", U"oak"})),
                      tested = npyFile("|S5", {4}, std::string("oak\0\0fern\0oak\0\0fern\0", 20));
    const TempFolder folder;
    const DataSplit split = read(folder.write("trees.npz", zipFile({{"train_images.npy", images},
                                                                    {"train_labels.npy", trained},
                                                                    {"test_images.npy", images},
                                                                    {"test_labels.npy", tested}})));
    EXPECT_EQ(split.train.classNames, (Names{"b\u00e4r", "oak", "tanne", "fern"}));
    EXPECT_FALSE(split.train.numbered);
    EXPECT_EQ(split.train.labels, (std::vector<int>{1, 2, 0, 1}));
    EXPECT_EQ(split.test.labels, (std::vector<int>{1, 3, 1, 3}));
    const auto refused = [&](const std::string& labels, std::initializer_list<std::string> words) {
        expectError(
            [&] {
                read(folder.write("a.npz", zipFile({{"images.npy", images}, {"labels.npy", labels}})));
            },
            ErrorCode::BadFormat, words);
    };
    refused(npyFile("<U5", {4}, std::string(79, 'a')), {"a.npz:labels", "needs 80 bytes", "holds 79"});
    refused(npyFile("<U99999", {4}, ""), {"element type", "<U99999"});
    refused(npyFile("|S1", {4, 2}, "abababab"), {"labels is (4, 2)", "one text an image"});
    expectError(
        [&] {
            read(folder.write("a.npz", zipFile({{"images.npy", npyFile("|S1", {4, 1, 1}, "abcd")},
                                                {"labels.npy", npyFile("|u1", {4}, labelBytes(4, 2))}})));
        },
        ErrorCode::BadFormat, {"images holds texts"});
}

TEST(DataFiles, KeepAllBitsOfFloatsAndWordsWithOneRangeForAllImages) {
    const TempFolder words, unit;
    std::string values;
    for (int i = 0; i < 4 * 16; ++i) values += {static_cast<char>(i * 40 % 256), static_cast<char>(i * 40 / 256)};
    words.write("X.npy", npyFile("<u2", {4, 4, 4}, values));
    words.write("y.npy", npyFile("|u1", {4}, labelBytes(4, 2)));
    const DataSplit split = read(words.path());
    EXPECT_EQ(split.train.pixels.kind(), Pixels::Kind::Words);
    EXPECT_EQ(split.train.range, split.test.range);
    EXPECT_GT(split.train.range.high, 255);
    EXPECT_NE(split.note.find("the same for all images"), std::string::npos) << split.note;
    DataWish typed;
    typed.range = {RangeRule::Typed, 0, {0, 4000}};
    EXPECT_EQ(read(words.path(), typed).train.range, (DisplayRange{0, 4000}));
    unit.write("X.npy", npyFile("<f4", {2, 4, 4}, std::string(32 * 4, '\0')));
    unit.write("y.npy", npyFile("|u1", {2}, labelBytes(2, 1)));
    EXPECT_EQ(read(unit.path()).train.range, (DisplayRange{0, 1})) << "divided by 255 already";
}

TEST(DataFiles, RefuseArraysThatAreNoLabelledImagesInASentence) {
    const TempFolder folder;
    const std::string images = npyFile("|u1", {4, 4, 4}, pixelBytes(64)),
                      labels = npyFile("|u1", {4}, labelBytes(4, 2));
    struct Case {
        const char* why;
        std::vector<std::pair<std::string, std::string>> files;
        ErrorCode code;
        std::initializer_list<std::string> words;
    };
    const Case cases[] = {
        {"multi-label",
         {{"images.npy", images}, {"labels.npy", npyFile("|u1", {4, 14}, std::string(56, '\1'))}},
         ErrorCode::BadFormat,
         {"labels", "(4, 14)", "several classes", "one of its 14 columns"}},
        {"volumes",
         {{"images.npy", npyFile("|u1", {4, 4, 4, 4}, pixelBytes(256))}, {"labels.npy", labels}},
         ErrorCode::BadFormat,
         {"images", "(4, 4, 4, 4)", "volumes"}},
        {"objects",
         {{"images.npy", npyFile("|O", {4}, "....")}, {"labels.npy", labels}},
         ErrorCode::BadFormat,
         {"Python objects"}},
        {"one array",
         {{"train_images.npy", images}},
         ErrorCode::NotFound,
         {"train_images without labels", "train_labels"}},
        {"no names", {{"a.npy", images}, {"b.npy", labels}}, ErrorCode::NotFound, {"\"a\", \"b\"", "Name them images"}},
        {"counts",
         {{"images.npy", images}, {"labels.npy", npyFile("|u1", {3}, labelBytes(3, 3))}},
         ErrorCode::Mismatch,
         {"images holds 4 images", "labels holds 3 labels"}},
        {"rows",
         {{"images.npy", npyFile("|u1", {4, 10}, pixelBytes(40))}, {"labels.npy", labels}},
         ErrorCode::BadFormat,
         {"(4, 10)", "rows, columns"}},
        {"halves",
         {{"images.npy", images}, {"labels.npy", npyFile("<f4", {4}, floats({0, 0.5F, 1, 0}))}},
         ErrorCode::BadFormat,
         {"not whole"}}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const fs::path file = folder.write("a.npz", zipFile(c.files));
        expectError([&] { read(file); }, c.code, c.words);
        expectError([&] { read(file); }, c.code, {file.string()});
    }
}

TEST(DataFiles, RefuseAnArchiveThatPromisesMoreThanItHolds) {
    const TempFolder folder;
    std::string zip = medicalNpz(4, 0, 4, 4, 1, 2);
    // Every size in the table of contents, and in its ZIP64 fields, becomes a lie.
    for (std::size_t at = zip.find("PK\1\2"); at + 24 < zip.size(); ++at) {
        std::string lie = zip;
        for (std::size_t i = 0; i < 8 && at + i < lie.size(); ++i) lie[at + i] = '\x7f';
        try {
            read(folder.write("lie.npz", lie));
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find("lie.npz"), std::string::npos) << error.what();
        }
    }
    zip = zipFile({{"images.npy", npyFile("|u1", {2, 4, 4}, pixelBytes(32))}, {"labels.npy", ""}}, {true, false});
    const std::size_t size = zip.find("PK\1\2") + 24; // unpacked, little-endian
    for (const auto& [megabytes, reason] : {std::pair{600U, "more than 512 MB"}, {100U, "is damaged"}}) {
        for (std::size_t i = 0; i < 4; ++i) zip[size + i] = static_cast<char>(megabytes * 1024U * 1024U >> (8 * i));
        expectError([&] { read(folder.write("bomb.npz", zip)); },
                    megabytes > 512 ? ErrorCode::TooLarge : ErrorCode::BadFormat, {"bomb.npz", "images", reason});
    }
}

TEST(DataFiles, ReadCifarWithItsNamesAndOneOfItsFiles) {
    const TempFolder ten, hundred;
    for (int i = 1; i <= 2; ++i) ten.write("data_batch_" + std::to_string(i) + ".bin", cifarFile(6, 10));
    ten.write("test_batch.bin", cifarFile(4, 10));
    ten.write("batches.meta.txt", "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");
    const DataSplit split = read(ten.path());
    EXPECT_EQ(split.train.shape, (Shape{3, 32, 32, 1}));
    EXPECT_EQ(split.train.size(), 12U);
    EXPECT_EQ(split.test.size(), 4U);
    EXPECT_EQ(split.train.classNames.size(), 10U);
    EXPECT_EQ(split.train.classNames[3], "cat");
    EXPECT_EQ(split.train.pixels[3072 * 2], static_cast<unsigned char>(pixelBytes(3072, 2)[0]));
    EXPECT_EQ(read(ten.path() / "data_batch_2.bin").train.size(), 6U);
    hundred.write("train.bin", cifarFile(6, 100, true));
    hundred.write("test.bin", cifarFile(4, 100, true));
    EXPECT_EQ(read(hundred.path()).train.labels, (std::vector<int>{0, 1, 2, 3, 4, 5}));
    const TempFolder other;
    EXPECT_EQ(read(other.write("mine.bin", cifarFile(10, 2))).test.size(), 2U);
    expectError([&] { read(ten.write("data_batch_1.bin", cifarFile(6, 10).substr(1))); }, ErrorCode::BadFormat,
                {"data_batch_1.bin", "3,073 bytes"});
}

TEST(DataFiles, ReadTablesOfPixelsWithAndWithoutAHeader) {
    const TempFolder folder, kaggle, sign, letters;
    const DataSplit digits = read(folder.write("train.csv", pixelTable(pixelHeader(5), 20, 4, 5)));
    EXPECT_EQ(digits.train.shape, (Shape{1, 5, 5, 1}));
    EXPECT_EQ(digits.train.classNames, (Names{"0", "1", "2", "3"}));
    EXPECT_EQ(digits.train.size() + digits.test.size(), 20U);
    kaggle.write("train.csv", pixelTable(pixelHeader(5), 20, 4, 5));
    std::string unlabelled = pixelHeader(5).substr(6);
    for (int i = 0; i < 25; ++i) unlabelled += std::to_string(i) + (i < 24 ? "," : "\n");
    kaggle.write("test.csv", unlabelled);
    EXPECT_NE(read(kaggle.path()).note.find("test.csv has no labels and is not used."), std::string::npos);
    sign.write("sign_mnist_train.csv", pixelTable(pixelHeader(5, 1), 20, 5, 5, 1));
    sign.write("sign_mnist_test.csv", pixelTable(pixelHeader(5, 1), 5, 5, 5, 1));
    for (const fs::path& path : {sign.path(), sign.path() / "sign_mnist_train.csv"}) {
        EXPECT_EQ(read(path).test.size(), 5U);
        EXPECT_EQ(read(path).train.classNames, (Names{"1", "2", "3", "4", "5"})) << "labels from 1 keep their numbers";
    }
    const DataSplit noHeader = read(letters.write("A_Z Handwritten Data.csv", pixelTable("", 20, 4, 5)));
    EXPECT_EQ(noHeader.train.size() + noHeader.test.size(), 20U);
    EXPECT_EQ(read(letters.write("words.csv", "class,a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16\n"
                                              "dog,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n"
                                              "cat,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n"
                                              "cat,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n"))
                  .train.classNames,
              (Names{"cat", "dog"}));
    // A last column that is neither label nor pixel; the first of the others is the label.
    const DataSplit nameless = read(folder.write(
        "id.csv", "a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,id\n"
                  "7,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,1\n7,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,2\n"
                  "9,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,3\n9,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,4\n"));
    EXPECT_EQ(nameless.train.classNames, (Names{"7", "9"}));
    expectError([&] { read(folder.write("bad.csv", pixelTable(pixelHeader(5), 3, 2, 5) + "1,2,3\n")); },
                ErrorCode::BadFormat, {"bad.csv", "line 5 has 3 cells"});
    expectError(
        [&] {
            read(folder.write("bad.csv",
                              pixelTable(pixelHeader(4), 3, 2, 4) + "1,2,3,4,x,6,7,8,9,10,11,12,13,14,15,16,17\n"));
        },
        ErrorCode::BadFormat, {"bad.csv", "line 5, column 5", "\"x\" is no number"});
}

TEST(DataFiles, ReadMnistsKinUnderTheirOwnNames) {
    const TempFolder emnist, qmnist, kaggle;
    const auto images = [](std::uint32_t count) {
        return idxHeader(8, {count, 2, 3}) + pixelBytes(std::size_t{count} * 6);
    };
    const auto labels = [](std::uint32_t count, int classes) {
        return idxHeader(8, {count}) + labelBytes(static_cast<int>(count), classes, 1);
    };
    for (const char* half : {"train", "test"}) {
        const std::string name = std::string("emnist-letters-") + half;
        emnist.write(name + "-images-idx3-ubyte.gz", gzipped(images(6)));
        emnist.write(name + "-labels-idx1-ubyte.gz", gzipped(labels(6, 3)));
    }
    EXPECT_EQ(read(emnist.path()).train.classNames, (Names{"1", "2", "3"}));
    EXPECT_TRUE(findDataFile(emnist.path()).mayBeTurned);
    EXPECT_NE(read(emnist.path()).note.find("--turned"), std::string::npos);
    emnist.write("emnist-letters-mapping.txt", "1 65 97\n2 66 98\n3 67 99\n");
    EXPECT_EQ(read(emnist.path()).train.classNames, (Names{"A", "B", "C"}));
    DataWish turned;
    turned.turned = true;
    const DataSplit upright = read(emnist.path(), turned);
    EXPECT_EQ(upright.train.shape, (Shape{1, 3, 2, 1}));
    EXPECT_EQ(upright.note.find("--turned"), std::string::npos);
    EXPECT_EQ(upright.train.pixels[1], static_cast<unsigned char>(pixelBytes(6)[3]));
    emnist.write("emnist-digits-train-images-idx3-ubyte", images(6));
    expectError([&] { read(emnist.path()); }, ErrorCode::Usage,
                {"several data sets", "emnist-digits and emnist-letters"});
    EXPECT_EQ(read(emnist.path() / "emnist-letters-train-images-idx3-ubyte.gz").train.size(), 6U);

    std::string table = idxHeader(0x0C, {4, 8});
    for (int i = 0; i < 4; ++i)
        table += std::string("\0\0\0", 3) + static_cast<char>(i % 2 + 3) + std::string(28, '\7');
    for (const char* half : {"train", "test"}) {
        qmnist.write(std::string("qmnist-") + half + "-images-idx3-ubyte", images(4));
        qmnist.write(std::string("qmnist-") + half + "-labels-idx2-int", table);
    }
    EXPECT_EQ(read(qmnist.path()).train.classNames, (Names{"3", "4"}));

    for (const char* half : {"train", "t10k"})
        for (const auto& [name, bytes] :
             {std::pair{"-images-idx3-ubyte", images(4)}, {"-labels-idx1-ubyte", labels(4, 2)}}) {
            const fs::path wrapped = kaggle.path() / (std::string(half) + name);
            fs::create_directory(wrapped);
            kaggle.write((wrapped.filename() / wrapped.filename()).string(), bytes);
        }
    const fs::path wrapped = kaggle.path() / "train-images-idx3-ubyte";
    for (const fs::path& path : {kaggle.path(), wrapped, wrapped / "", wrapped / wrapped.filename()})
        EXPECT_EQ(read(path).test.size(), 4U) << "a folder named like the file with the file in it, given as " << path;
}

TEST(DataFiles, StepIntoAFolderThatHoldsNothingElse) {
    const TempFolder folder;
    fs::create_directories(folder.path() / "cifar" / "cifar-10-batches-bin");
    folder.write("cifar/cifar-10-batches-bin/data_batch_1.bin", cifarFile(10, 2));
    EXPECT_EQ(read(folder.path()).train.size(), 8U);
}

TEST(DataFiles, AnswerPicklesAndArchivesWithWhatToDo) {
    const TempFolder folder, python;
    struct Case {
        const char* file;
        std::string bytes;
        std::string advice;
    };
    const Case cases[] = {{"mnist.pkl", std::string("\x80\4}q\0", 5), "pickle.load(open(\"mnist.pkl\""},
                          {"model.pt", "PK\3\4", "torch.load(\"model.pt\")"},
                          {"data.zip", "PK\3\4", "unpack it first"},
                          {"cifar-10-binary.tar.gz", gzipped("tar"), "unpack it first"},
                          {"a.7z", "7z\xbc\xaf\x27\x1c", "unpack it first"},
                          {"a.rar", "Rar!\x1a\7", "unpack it first"},
                          {"train_32x32.mat", "MATLAB 5.0 MAT-file", "scipy.io.loadmat(\"train_32x32.mat\")"},
                          {"later.mat", "MATLAB 7.3" + std::string(502, ' ') + "\x89HDF\r\n", "HDF5"},
                          {"train.parquet", "PAR1", "numpy.savez"},
                          {"notes.txt", "nothing of the kind", "is no data set that can be read here"}};
    for (const Case& c : cases)
        expectError([&] { read(folder.write(c.file, c.bytes)); }, ErrorCode::BadFormat, {c.file, c.advice});
    expectError([&] { read(folder.path() / "none.npz"); }, ErrorCode::NotFound,
                {"There is no file or folder", "none.npz"});
    python.write("data_batch_1", std::string("\x80\2}q\1(U", 7));
    python.write("batches.meta", std::string("\x80\2}q\1(U", 7));
    expectError([&] { read(python.path()); }, ErrorCode::BadFormat,
                {"python version", "binary version", "https://www.cs.toronto.edu/~kriz/cifar.html"});
}

} // namespace
} // namespace cnn::test_data_files
