// Data sets of other programs on the command line: learned, tested, saved and exported like any other.
#include "tests/app/program.h"

#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/bar_images.h"
#include "tests/support/data_files.h"
#include "tests/support/picture_files.h"
#include "tests/support/twelve_bit_classes.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

namespace test_cli_data {

namespace {

using Names = std::vector<std::string>;

class Data : public testing::Test {
protected:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    std::filesystem::path path(const char* name) const { return m_folder.path() / name; }
    void write(const std::string& name, const std::string& bytes) const { m_folder.write(name, bytes); }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    cnn::Network network() const { return cnn::loadOnnx(path("n.onnx")); }
    static QJsonObject object(const QString& line) { return QJsonDocument::fromJson(line.toUtf8()).object(); }
    // Trains for an epoch, tests the saved network, and exports it with its images.
    void goAllTheWay(const QString& data, const cnn::Shape& shape, const Names& classes) const {
        const Outcome trained = convscope("train --data " + data + " --epochs 1 --batch 8 -o n.onnx");
        ASSERT_EQ(trained.code, 0) << trained.err.toStdString();
        EXPECT_EQ(network().inputShape(), shape);
        EXPECT_EQ(network().classNames, classes);
        const Outcome tested = convscope("eval n.onnx --data " + data);
        ASSERT_EQ(tested.code, 0) << tested.err.toStdString();
        const double inTraining = object(trained.out.section('\n', 0, 0))["test_accuracy"].toDouble();
        EXPECT_NEAR(object(tested.out)["accuracy"].toDouble(), inTraining, 1e-5);
        const Outcome written = convscope("export-pytorch n.onnx --data " + data + " -o torch");
        ASSERT_EQ(written.code, 0) << written.err.toStdString();
        const cnn::DataSplit back = cnn::loadIdxFolder(path("torch/data"));
        EXPECT_EQ(back.train.shape, shape);
        EXPECT_EQ(static_cast<qint64>(back.test.size()), object(tested.out)["images"].toInteger());
        const Outcome maps = convscope("maps n.onnx --image test:1 --data " + data + " --layer conv1 -o maps");
        EXPECT_EQ(maps.code, 0) << maps.err.toStdString();
    }

private:
    TempFolder m_folder;
};

TEST_F(Data, ALookTellsWhatWouldBeReadAndReadsItNot) {
    write("blood.npz", medicalNpz(40, 16, 16, 28, 3, 8));
    const Outcome looked = convscope("look blood.npz --grey --size 32");
    ASSERT_EQ(looked.code, 0) << looked.err.toStdString();
    for (const char* line : {"40 to learn from, 16 to watch it with, 16 to test with", "8: 0, 1, 2, 3, 4, 5, 6, 7",
                             "28 × 28, read at 32 × 32", "coloured, read in grey: 1 channel"})
        EXPECT_TRUE(looked.out.contains(line)) << line << " in\n" << looked.out.toStdString();
    EXPECT_EQ(convscope("look nowhere").code, 1);
}

TEST_F(Data, AMedMnistArchiveInColourIsLearnedWithItsValidationSet) {
    write("blood.npz", medicalNpz(40, 16, 16, 28, 3, 8));
    goAllTheWay("blood.npz", {3, 28, 28, 1}, {"0", "1", "2", "3", "4", "5", "6", "7"});
    const Outcome outcome = convscope("train --data blood.npz --epochs 1 --validation 0.2 --limit 24");
    EXPECT_TRUE(outcome.err.contains("16 validation images came with the data: the run is watched with them, and "
                                     "--validation is not needed."))
        << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("24 images to learn from, 16 to test with. Each is 3@28×28."))
        << outcome.err.toStdString();
    EXPECT_TRUE(object(outcome.out).contains("validation_accuracy"));
}

TEST_F(Data, CifarIsLearnedInColourAt32By32) {
    write("data_batch_1.bin", cifarFile(40, 4));
    write("test_batch.bin", cifarFile(12, 4));
    write("batches.meta.txt", "airplane\nautomobile\nbird\ncat\n");
    goAllTheWay(".", {3, 32, 32, 1}, {"airplane", "automobile", "bird", "cat"});
}

TEST_F(Data, ATableOfPixelsIsLearnedAndLeftOverIsNothing) {
    write("train.csv", pixelTable(pixelHeader(28), 40, 4, 28));
    goAllTheWay("train.csv", {1, 28, 28, 1}, {"0", "1", "2", "3"});
}

TEST_F(Data, AFolderOf12BitTiffsIsLearnedAndTheNetworkKeepsItsRange) {
    writeTwelveBitClasses(path("cells"));
    goAllTheWay("cells", {1, 16, 16, 1}, {"columns", "rows"});
    EXPECT_TRUE(network().displayRange.has_value());
}

TEST_F(Data, FloatsGoThroughWithAllTheirBitsAndTheNetworkKeepsTheirRange) {
    std::string values;
    for (int i = 0; i < 20 * 28 * 28; ++i) {
        const float v = static_cast<float>(i % 977) * 2.5F - 100;
        values.append(reinterpret_cast<const char*>(&v), sizeof(v));
    }
    write("X.npy", npyFile("<f4", {20, 28, 28}, values));
    write("y.npy", npyFile("|u1", {20}, labelBytes(20, 2)));
    const Outcome trained = convscope("train --data X.npy --epochs 1 --range -100..2340 -o n.onnx");
    ASSERT_EQ(trained.code, 0) << trained.err.toStdString();
    EXPECT_EQ(network().displayRange, (cnn::DisplayRange{-100, 2340}));
    const QString said = convscope("eval n.onnx --data X.npy").err;
    EXPECT_TRUE(said.contains("Values -100 to 2340 stand for black to white, as when the network learned."))
        << said.toStdString();
    ASSERT_EQ(convscope("export-pytorch n.onnx --data X.npy -o torch").code, 0);
    const cnn::DataSplit back = cnn::loadIdxFolder(path("torch/data"));
    EXPECT_EQ(back.train.pixels.kind(), cnn::Pixels::Kind::Floats);
}

TEST_F(Data, SizeAndGreyAreAsWishedAndWhatChangesIsSaid) {
    for (const auto& [name, colour] : {std::pair{"red", QColor(255, 0, 0)}, {"green", QColor(0, 130, 0)}})
        for (int i = 0; i < 5; ++i)
            writePicture(where() + "/pets", QString("%1/%2.png").arg(name).arg(i), {28, 28}, colour);
    write("blood.npz", medicalNpz(20, 0, 8, 20, 3, 2));
    const Outcome sized = convscope("train --data blood.npz --epochs 1 --size 32 --grey -o n.onnx");
    ASSERT_EQ(sized.code, 0) << sized.err.toStdString();
    EXPECT_EQ(network().inputShape(), (cnn::Shape{1, 32, 32, 1}));
    EXPECT_TRUE(
        sized.err.contains("The images are 20 × 20 and are read at 32 × 32. The images are coloured; they are read "
                           "in grey, without their colour."))
        << sized.err.toStdString();
    EXPECT_TRUE(convscope("eval n.onnx --data blood.npz").err.contains("read at 32 × 32"));
    const Outcome coloured = convscope("train --data pets --epochs 6 -o n.onnx");
    ASSERT_EQ(coloured.code, 0) << coloured.err.toStdString();
    EXPECT_EQ(network().inputShape(), (cnn::Shape{3, 28, 28, 1}));
    EXPECT_EQ(object(convscope("eval n.onnx --data pets").out)["accuracy"].toDouble(), 1.0);
    for (const char* size : {"--size 4", "--size 32x", "--size 28x28x3", "--size wide"})
        expectRefused(convscope(QString("train --data pets --epochs 1 ") + size), 2, {"--size"});
    expectRefused(convscope("train --data pets --epochs 1 --range 5..1"), 2, {"--range"});
    expectRefused(convscope("train --data digits --turned --epochs 1"), 2, {"--turned"});
}

TEST_F(Data, NetworksAndNumberedLabelsMeetByTheirNumbers) {
    cnn::Network ten = cnn::lenet5({}, 1);
    ten.classNames = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    cnn::saveOnnx(ten, path("n.onnx"));
    QDir(where()).mkpath("numbers"); // not where Fashion-MNIST is taken to be
    write("numbers/t10k-images-idx3-ubyte", barImages(10));
    write("numbers/t10k-labels-idx1-ubyte", idxHeader(8, {10}) + std::string("\3\7\3\7\3\7\3\7\3\7"));
    const Outcome outcome = convscope("eval n.onnx --data numbers --confusion c.csv");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const cnn::Dataset test = cnn::loadIdxTestSet(path("numbers"));
    EXPECT_EQ(test.classNames, (Names{"3", "7"}));
    QFile table(where() + "/c.csv");
    ASSERT_TRUE(table.open(QIODevice::ReadOnly));
    const QStringList rows = QString(table.readAll()).split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(rows.size(), 10);
    for (int row = 0; row < 10; ++row) {
        int images = 0;
        for (const QString& cell : rows[row].split(',')) images += cell.toInt();
        EXPECT_EQ(images, row == 3 || row == 7 ? 5 : 0) << row;
    }
}

TEST_F(Data, WhatIsNoDataSetIsAnsweredInOneLine) {
    write("mnist.pkl", std::string("\x80\4}q\0", 5));
    expectRefused(convscope("train --data mnist.pkl --epochs 1"), 1, {"mnist.pkl", "pickle", "numpy.savez"});
    write("chest.npz", zipFile({{"train_images.npy", npyFile("|u1", {4, 4, 4}, pixelBytes(64))},
                                {"train_labels.npy", npyFile("|u1", {4, 14}, std::string(56, '\1'))}}));
    expectRefused(convscope("train --data chest.npz --epochs 1"), 1, {"chest.npz", "several classes"});
    expectRefused(convscope("train --data none.npz --epochs 1"), 1, {"none.npz"});
    write("data.zip", "PK\3\4");
    expectRefused(convscope("eval n.onnx --data data.zip"), 1, {"n.onnx"});
}

} // namespace

} // namespace test_cli_data
