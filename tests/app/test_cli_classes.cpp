// Classes on the command line: as many outputs as there are class folders, with their names, and names, not positions,
// wherever a network meets images.
#include "tests/app/program.h"

#include "core/data/sources.h"
#include "core/layers/catalog.h"
#include "core/layers/conv2d.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "tests/support/bar_images.h"
#include "tests/support/picture_files.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace test_cli_classes {

namespace {

using Names = std::vector<std::string>;

class Classes : public testing::Test {
protected:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    std::filesystem::path path(const char* name) const { return m_folder.path() / name; }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    // Class k of the ten bars, `each` pictures, as a class folder `name` in `data`. A network that learned it says so.
    void writeBar(const QString& data, const QString& name, int k, int each = 10) const {
        for (int i = 0; i < each; ++i) {
            QImage picture(28, 28, QImage::Format_Grayscale8);
            for (int y = 0; y < 28; ++y)
                for (int x = 0; x < 28; ++x)
                    picture.scanLine(y)[x] =
                        static_cast<uchar>((y - 3) / 2 == k && y >= 3 ? 230 : (x * 7 + y * 13 + i * 31) % 40);
            const QString file = where() + '/' + data + '/' + name + QString("/%1.png").arg(i);
            QDir().mkpath(QFileInfo(file).path());
            EXPECT_TRUE(picture.save(file));
        }
    }
    // A network that says class k for bar k: the mean of the rows of each bar.
    cnn::Network barReader(const Names& names) const {
        const int classes = static_cast<int>(names.size());
        cnn::Network net(cnn::Shape{1, 28, 28, 1});
        net.add("flatten", cnn::makeLayer({"flatten", {}, 0, 0}));
        net.add("dense", cnn::makeLayer({"dense", {}, 784, classes}));
        for (int k = 0; k < classes; ++k)
            for (int y = 3 + 2 * k; y < 5 + 2 * k; ++y)
                for (int x = 0; x < 28; ++x) net.layer(1).parameters()[0].value.data()[k * 784 + y * 28 + x] = 0.2F;
        net.classNames = names;
        return net;
    }
    void save(const cnn::Network& network, const char* name) const { cnn::saveOnnx(network, path(name)); }
    static QJsonObject object(const QString& line) { return QJsonDocument::fromJson(line.toUtf8()).object(); }
    TempFolder m_folder;
};

const Names ten{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

TEST_F(Classes, TrainGivesAnOutputAndANameToEveryFolderWithPictures) {
    for (int k = 0; k < 3; ++k) writeBar("data", QStringList{"été", "漢字", "sechs sieben"}[k], k);
    QDir(where()).mkpath("data/empty");
    const Outcome outcome = convscope("train --data data --epochs 1 -o n.onnx");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("The subfolder empty holds no files and is left out."))
        << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("3 classes: sechs sieben, été, 漢字.")) << outcome.err.toStdString();
    const cnn::Network network = cnn::loadOnnx(path("n.onnx"));
    EXPECT_EQ(network.outputShape().c, 3);
    EXPECT_EQ(network.classNames, (Names{"sechs sieben", "été", "漢字"}));
    EXPECT_EQ(network.parameterCount(), 61706U - 7 * 85) << "LeNet-5 with three logits";
    const Outcome look =
        run({"explain", "n.onnx", "--method", "saliency", "--image", "data/漢字/0.png", "--class", "漢字", "-o", "out"},
            where());
    ASSERT_EQ(look.code, 0) << look.err.toStdString();
    EXPECT_TRUE(look.err.contains("saliency for 漢字 (")) << look.err.toStdString();
    EXPECT_EQ(object(convscope("eval n.onnx --data data").out)["images"].toInt(), 6);
}

TEST_F(Classes, TrainTakesMoreThanTenClassesAndFewerThanThreeInTheOrderOfTheirNumbers) {
    for (int k = 0; k < 11; ++k) writeBar("eleven", QString::number(k), k, 3);
    ASSERT_EQ(convscope("train --data eleven --epochs 1 -o n.onnx").code, 0);
    EXPECT_EQ(cnn::loadOnnx(path("n.onnx")).classNames,
              (Names{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}));
    writeBar("two", "b", 0, 3);
    writeBar("two", "a", 1, 3);
    ASSERT_EQ(convscope("train --data two --epochs 1 --model mlp -o two.onnx").code, 0);
    EXPECT_EQ(cnn::loadOnnx(path("two.onnx")).classNames, (Names{"a", "b"}));
    writeBar("one", "a", 1, 3);
    const Outcome one = convscope("train --data one --epochs 1");
    EXPECT_EQ(one.code, 1);
    EXPECT_TRUE(one.err.contains("one class only")) << one.err.toStdString();
}

TEST_F(Classes, EvalGoesByTheNamesOfTheFolders) {
    save(barReader(ten), "digits.onnx");
    writeBar("data", "3", 3);
    writeBar("data", "7", 7);
    const Outcome outcome = convscope("eval digits.onnx --data data --confusion c.csv");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(object(outcome.out)["images"].toInt(), 4);
    EXPECT_EQ(object(outcome.out)["accuracy"].toDouble(), 1.0);
    EXPECT_TRUE(outcome.err.contains("Of the 10 classes that digits.onnx tells apart, these images are of 3, 7."))
        << outcome.err.toStdString();
    const cnn::Tensor table = cnn::readCsv(path("c.csv"));
    ASSERT_EQ(table.shape(), (cnn::Shape{1, 10, 10, 1}));
    EXPECT_EQ(table.at(0, 3, 3), 2);
    EXPECT_EQ(table.at(0, 7, 7), 2);
    // An empty folder, whatever its name, changes nothing.
    for (const char* name : {"data/0", "data/5", "data/zebra"}) QDir(where()).mkpath(name);
    const Outcome again = convscope("eval digits.onnx --data data");
    EXPECT_EQ(again.out, outcome.out);
    EXPECT_TRUE(again.err.contains("The subfolders 0, 5, zebra hold no files and are left out."))
        << again.err.toStdString();
}

TEST_F(Classes, EvalCountsImagesOfOtherClassesSeparatelyAndRefusesWhenThereAreNoOthers) {
    save(barReader({"cat", "dog"}), "pets.onnx");
    writeBar("data", "dog", 1);
    writeBar("data", "ant", 0);
    const Outcome outcome = convscope("eval pets.onnx --data data");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(object(outcome.out)["images"].toInt(), 2);
    EXPECT_EQ(object(outcome.out)["accuracy"].toDouble(), 1.0);
    EXPECT_EQ(object(outcome.out)["images_of_other_classes"].toInt(), 2);
    EXPECT_TRUE(outcome.err.contains("pets.onnx does not know ant: 2 of 4 images")) << outcome.err.toStdString();
    writeBar("others", "emu", 1);
    writeBar("others", "ant", 0);
    for (const char* command : {"eval pets.onnx --data others", "export-pytorch pets.onnx --data others -o torch"}) {
        const Outcome none = convscope(command);
        EXPECT_EQ(none.code, 1);
        EXPECT_EQ(none.out, "");
        EXPECT_TRUE(none.err.contains("No class in common: pets.onnx tells cat, dog apart, these images are of ant, "
                                      "emu."))
            << none.err.toStdString();
    }
}

TEST_F(Classes, EvalSaysThatPositionsAreAssumedOfANetworkWithoutNames) {
    cnn::Network nameless = barReader({"a", "b"});
    nameless.classNames.clear();
    save(nameless, "n.onnx");
    writeBar("data", "cat", 0);
    writeBar("data", "dog", 1);
    const Outcome outcome = convscope("eval n.onnx --data data");
    ASSERT_EQ(outcome.code, 0);
    EXPECT_EQ(object(outcome.out)["accuracy"].toDouble(), 1.0);
    EXPECT_TRUE(outcome.err.contains("n.onnx names none of its 2 classes")) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("in the order of the images' classes, cat, dog.")) << outcome.err.toStdString();
}

TEST_F(Classes, KnockingFiltersOutGoesByNamesToo) {
    cnn::Network net(cnn::Shape{1, 28, 28, 1});
    auto conv = std::make_unique<cnn::Conv2d>(1, 1, cnn::Window{});
    conv->parameters()[0].value.fill(1);
    net.add("conv", std::move(conv));
    const cnn::Network reader = barReader(ten);
    net.add("flatten", reader.layer(0).clone());
    net.add("dense", reader.layer(1).clone());
    net.classNames = ten;
    save(net, "digits.onnx");
    writeBar("data", "3", 3);
    writeBar("data", "7", 7);
    const Outcome outcome = convscope("explain digits.onnx --method knockout --data data");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(object(outcome.out.section('\n', 0, 0))["accuracy"].toDouble(), 1.0) << outcome.out.toStdString();
    EXPECT_EQ(object(outcome.out.section('\n', 1, 1))["accuracy"].toDouble(), 0.0);
    EXPECT_TRUE(outcome.err.contains("these images are of 3, 7"));
}

TEST_F(Classes, ThePyTorchFolderHoldsTheImagesLabelledAsTheNetworkLabelsThem) {
    save(barReader(ten), "digits.onnx");
    writeBar("data", "7", 7, 5);
    writeBar("data", "3", 3, 5);
    ASSERT_EQ(convscope("export-pytorch digits.onnx --data data -o torch").code, 0);
    const cnn::DataSplit written = cnn::loadIdxFolder(path("torch") / "data");
    EXPECT_EQ(written.train.size(), 8U);
    EXPECT_EQ(written.train.classNames, (Names{"3", "7"})) << "the labels in the files";
    TempFolder bars; // labels from 0 to 9: they are the outputs, and stay where they are
    writeBars(bars);
    const QString files = QString::fromStdString(bars.path().string());
    ASSERT_EQ(convscope("export-pytorch digits.onnx --data " + files + " -o stays").code, 0);
    EXPECT_FALSE(QDir(where() + "/stays/data").exists());
}

TEST_F(Classes, ANetworkThatTellsNoClassesIsTestedByItsReconstructionOrRefused) {
    writeBar("data", "3", 3);
    writeBar("data", "7", 7);
    cnn::Network same(cnn::Shape{1, 28, 28, 1});
    auto conv = std::make_unique<cnn::Conv2d>(1, 1, cnn::Window{});
    conv->parameters()[0].value.fill(1);
    conv->parameters()[1].value.fill(0.5F); // every value is 0.5 too large
    same.add("conv", std::move(conv));
    save(same, "same.onnx");
    const Outcome outcome = convscope("eval same.onnx --data data");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const QJsonObject result = object(outcome.out);
    EXPECT_NEAR(result["reconstruction_error"].toDouble(), 0.25, 1e-6);
    EXPECT_FALSE(result.contains("accuracy"));
    expectRefused(convscope("eval same.onnx --data data --confusion c.csv"), 1,
                  {"same.onnx tells no classes", "1@28×28", "no confusion"});
    cnn::Network maps(cnn::Shape{1, 28, 28, 1});
    maps.add("conv", std::make_unique<cnn::Conv2d>(1, 2, cnn::Window{{3, 1, 0, 0, 1}, {3, 1, 0, 0, 1}}));
    save(maps, "maps.onnx");
    expectRefused(convscope("eval maps.onnx --data data"), 1, {"maps.onnx tells no classes", "2@26×26", "no accuracy"});
    expectRefused(convscope("explain maps.onnx --method knockout --data data"), 1, {"tells no classes"});
}

TEST_F(Classes, OutputsThatAreNotFiniteAreAFailureAndNoNumbers) {
    cnn::Network huge = barReader(ten);
    huge.add("second", cnn::makeLayer({"dense", {}, 10, 10}));
    for (const std::size_t layer : {1U, 2U})
        for (cnn::Parameter& p : huge.layer(layer).parameters()) p.value.fill(3e38F);
    save(huge, "huge.onnx");
    writeBar("data", "3", 3);
    writeBar("data", "7", 7);
    for (const char* command :
         {"eval huge.onnx --data data", "explain huge.onnx --method saliency --image data/3/0.png -o out",
          "maps huge.onnx --image data/3/0.png --layer second -o out"}) {
        const Outcome outcome = convscope(command);
        EXPECT_EQ(outcome.code, 1) << command;
        EXPECT_EQ(outcome.out, "") << command;
        EXPECT_TRUE(outcome.err.contains("not finite") || outcome.err.contains("beyond all bounds"))
            << outcome.err.toStdString();
    }
}

TEST_F(Classes, SaysThatColourIsDropped) {
    for (const auto& [name, colour] : {std::pair{"red", QColor(255, 0, 0)}, {"green", QColor(0, 130, 0)}})
        for (int i = 0; i < 5; ++i)
            writePicture(where() + "/data", QString("%1/%2.png").arg(name).arg(i), {28, 28}, colour);
    const Outcome outcome = convscope("train --data data --epochs 1 --grey -o n.onnx");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("10 of 10 pictures are coloured; they are read in grey, without their colour."))
        << outcome.err.toStdString();
    EXPECT_TRUE(convscope("eval n.onnx --data data").err.contains("2 of 2 pictures are coloured"));
    EXPECT_TRUE(convscope("maps n.onnx --image data/red/0.png --layer conv1 -o out")
                    .err.contains("data/red/0.png is coloured; it goes through in grey, without its colour."));
}

} // namespace

} // namespace test_cli_classes
