// convscope train, eval and maps on a tiny data set of the test's own.
#include "tests/app/program.h"

#include "core/data/sources.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "tests/support/bar_images.h"
#include "tests/support/picture_files.h"
#include "ui/figure/style.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <csignal>

namespace test_cli_train {

namespace {

class Train : public testing::Test {
protected:
    void SetUp() override { writeBars(m_folder); }
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    std::filesystem::path path(const char* name) const { return m_folder.path() / name; }
    void write(const char* name, std::string_view bytes) const { m_folder.write(name, bytes); }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    std::string bytesOf(const char* name) const {
        QFile file(where() + "/" + name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().toStdString();
    }
    static QJsonObject object(const QString& line) { return QJsonDocument::fromJson(line.toUtf8()).object(); }

private:
    TempFolder m_folder;
};

TEST_F(Train, ReportsOneJsonObjectAnEpochAndLearnsTheBars) {
    const Outcome outcome = convscope("train --data . --epochs 4 --batch 10 --seed 1 --threads 1");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const QStringList lines = outcome.out.split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 4);
    for (int i = 0; i < 4; ++i) {
        const QJsonObject epoch = object(lines[i]);
        EXPECT_EQ(epoch["epoch"].toInt(), i + 1);
        for (const char* key : {"loss", "train_accuracy", "test_accuracy", "seconds", "images_per_s"})
            EXPECT_TRUE(epoch[key].isDouble()) << key;
        EXPECT_GT(epoch["images_per_s"].toDouble(), 0);
    }
    EXPECT_LT(object(lines[3])["loss"].toDouble(), object(lines[0])["loss"].toDouble());
    EXPECT_GE(object(lines[3])["test_accuracy"].toDouble(), 0.9);
    EXPECT_TRUE(outcome.err.contains("200 images to learn from"));
    EXPECT_TRUE(outcome.err.contains("100 %"));
}

TEST_F(Train, GivesTheSameBytesForASeedWithAnyNumberOfThreads) {
    for (const char* run : {"--seed 5 --threads 1 -o a.onnx", "--seed 5 --threads 2 -o b.onnx", "--seed 6 -o c.onnx"})
        ASSERT_EQ(convscope(QString("train --data . --epochs 1 --batch 48 %1").arg(run)).code, 0);
    EXPECT_EQ(bytesOf("a.onnx"), bytesOf("b.onnx"));
    EXPECT_NE(bytesOf("a.onnx"), bytesOf("c.onnx"));
}

TEST_F(Train, KnowsTheClassicalNetworkAdamAndALimit) {
    const Outcome outcome = convscope("train --data . --epochs 1 --batch 20 --optimizer adam --lr 0.002 "
                                      "--activation tanh --pooling average --limit 100 -o classical.onnx");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("100 images to learn from"));
    const cnn::Network network = cnn::loadOnnx(path("classical.onnx"));
    EXPECT_EQ(network.layer(1).info().kind, "tanh");
    EXPECT_EQ(network.layer(2).info().kind, "avgpool2d");
    EXPECT_EQ(network.parameterCount(), 61706U);
}

TEST_F(Train, KnowsScheduleWeightDecayDropoutInitialisationAndLoss) {
    const Outcome outcome =
        convscope("train --data . --epochs 2 --batch 50 --lr 0.1 --schedule step --schedule-every 1 --schedule-factor "
                  "0.5 --weight-decay 0.001 --dropout 0.25 --init lecun --loss squared-error --log run.csv -o n.onnx");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const cnn::Network network = cnn::loadOnnx(path("n.onnx"));
    ASSERT_TRUE(network.find("drop1"));
    EXPECT_EQ(network.layer(*network.find("drop1")).info().setting("share"), 0.25F);
    EXPECT_EQ(network.parameterCount(), 61706U);
    const QStringList lines = QString::fromStdString(bytesOf("run.csv")).split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 9); // a head and two epochs of four batches
    EXPECT_EQ(lines[0], "step,epoch,loss,accuracy,learning_rate,test_loss,test_accuracy");
    EXPECT_TRUE(lines[1].startsWith("1,0.25,"));
    EXPECT_TRUE(lines[1].endsWith(",0.1,,")) << lines[1].toStdString();
    EXPECT_TRUE(lines[8].startsWith("8,2,"));
    EXPECT_EQ(lines[8].split(',')[4], "0.05");
    const double last = object(outcome.out.split('\n', Qt::SkipEmptyParts).last())["test_accuracy"].toDouble();
    EXPECT_NEAR(lines[8].split(',')[6].toDouble(), last, 1e-6);
    for (const char* wrong :
         {"--dropout 1", "--init best", "--loss none", "--weight-decay -1", "--log nowhere/run.csv"})
        EXPECT_NE(convscope(QString("train --data . %1").arg(wrong)).code, 0) << wrong;
}

TEST_F(Train, LearnsLayersOfOnesOwnAndSaysWhereTheyAreWrong) {
    write("own.json", R"({"layers": [
        {"kind": "conv2d", "outputs": 4, "kernel": 5}, {"kind": "leakyrelu", "slope": 0.2},
        {"kind": "maxpool2d", "kernel": 2, "stride": 2}, {"kind": "flatten"},
        {"kind": "dense", "outputs": 16}, {"kind": "leakyrelu"}, {"kind": "dense"}]})");
    const Outcome outcome = convscope("train --data . --epochs 1 --batch 50 --layers own.json -o n.onnx");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const cnn::Network network = cnn::loadOnnx(path("n.onnx"));
    ASSERT_EQ(network.size(), 7U);
    EXPECT_EQ(network.layer(1).info().kind, "leakyrelu");
    EXPECT_EQ(network.layer(1).info().setting("slope"), 0.2F);
    EXPECT_EQ(network.layer(5).info().setting("slope"), 0.01F);
    EXPECT_EQ(network.outputShape().c, 10);

    write("steep.json", "{\"layers\": [\n{\"kind\": \"leakyrelu\", \"slope\": 2}]}");
    write("odd.json", "{\"layers\": [\n\n{\"kind\": \"leeky\"}]}");
    write("more.json", "{\"layers\": [{\"kind\": \"dense\"}],\n\"slope\": 2}");
    write("none.json", "{}");
    write("short.json", R"({"layers": [{"kind": "flatten"}]})");
    const auto refused = [&](const char* file) { return convscope(QString("train --data . --layers ") + file); };
    expectRefused(refused("steep.json"), 1, {"steep.json, line 2", "\"slope\" must be a number from 0 to 1, not 2"});
    expectRefused(refused("odd.json"), 1, {"odd.json, line 3", "\"kind\" must be a kind of layer"});
    expectRefused(refused("more.json"), 1, {"more.json, line 2", "\"slope\" means nothing"});
    expectRefused(refused("none.json"), 1, {"none.json", "one layer or more"});
    const Outcome open = refused("short.json");
    EXPECT_EQ(open.code, 1);
    EXPECT_TRUE(open.err.contains("end it with a dense layer of that many outputs")) << open.err.toStdString();
    expectRefused(refused("own.json --model mlp"), 2, {"--layers", "leave --model out"});
}

TEST_F(Train, KnowsOtherNetworksAugmentationAndImagesThatAreOnlyWatched) {
    const Outcome outcome = convscope("train --data . --epochs 1 --batch 50 --model mlp --augment shift,noise "
                                      "--validation 0.25 -o n.onnx");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(cnn::loadOnnx(path("n.onnx")).layer(0).info().kind, "flatten");
    EXPECT_TRUE(outcome.err.contains("50 of the images to learn from are kept out")) << outcome.err.toStdString();
    const QJsonObject epoch = object(outcome.out.trimmed());
    EXPECT_TRUE(epoch["validation_accuracy"].isDouble());
    ASSERT_EQ(convscope("train --data . --epochs 1 --batch 50 --model mlp --validation 0.25 -o same.onnx").code, 0);
    EXPECT_NE(bytesOf("n.onnx"), bytesOf("same.onnx"));
    for (const char* wrong : {"--model vgg", "--augment turn", "--validation 1"})
        EXPECT_EQ(convscope(QString("train --data . %1").arg(wrong)).code, 2) << wrong;
}

TEST_F(Train, WritesTheLogOfARunThatDiverges) {
    const Outcome outcome = convscope("train --data . --epochs 3 --lr 1e30 --log run.csv");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(bytesOf("run.csv").starts_with("step,epoch,loss"));
}

TEST_F(Train, StopsByItselfWhenItDivergesAndKeepsTheLastFiniteNetwork) {
    const Outcome outcome = convscope("train --data . --epochs 3 --lr 1e30 -o last.onnx");
    EXPECT_EQ(outcome.code, 1);
    const QString last = outcome.err.split('\n', Qt::SkipEmptyParts).last();
    EXPECT_TRUE(last.startsWith("convscope: ")) << last.toStdString();
    for (const char* word : {"beyond all bounds", "last.onnx", "smaller learning rate"})
        EXPECT_TRUE(last.contains(word)) << last.toStdString();
    const cnn::Network network = cnn::loadOnnx(path("last.onnx"));
    for (std::size_t i = 0; i < network.size(); ++i)
        for (const cnn::Parameter& p : network.layer(i).parameters()) EXPECT_TRUE(p.value.allFinite());
}

TEST_F(Train, LearnsPicturesInOneSubfolderAClass) {
    const QString pictures = where() + "/pictures";
    for (const auto& [name, shade] : {std::pair<const char*, int>{"dark", 20}, {"light", 200}})
        for (int i = 0; i < 20; ++i)
            writePicture(pictures, QString("%1/%2.png").arg(name).arg(i), {40, 30}, QColor(shade, shade, shade + i));
    writePicture(where(), "pictures/dark/cut.png", {40, 30}, Qt::white);
    QFile(pictures + "/dark/cut.png").resize(20);
    const Outcome outcome = convscope("train --data pictures --epochs 8 --batch 8 -o model.onnx");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("pictures: 32 images to learn from, 8 to test with."))
        << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("1 of 41 files could not be read as pictures and were left out: dark/cut.png."));
    EXPECT_EQ(object(outcome.out.split('\n', Qt::SkipEmptyParts).last())["test_accuracy"].toDouble(), 1);
    const Outcome test = convscope("eval model.onnx --data pictures");
    EXPECT_EQ(object(test.out)["images"].toInt(), 8) << test.err.toStdString();
    EXPECT_EQ(object(test.out)["accuracy"].toDouble(), 1);
    EXPECT_EQ(convscope("maps model.onnx --image test:8 --data pictures --layer pool1 -o out").code, 0);
    expectRefused(convscope("train --data pictures/dark"), 1, {"pictures/dark", "neither", "train-images-idx3-ubyte"});
}

TEST_F(Train, EndsInOrderOnAnInterruptAndSavesTheNetworkReachedSoFar) {
    Program program(where());
    program.setArguments({"train", "--data", ".", "--epochs", "100000", "-o", "early.onnx"});
    program.start();
    ASSERT_TRUE(program.waitForReadyRead(600000)); // the first epoch's line
    ASSERT_EQ(::kill(static_cast<pid_t>(program.processId()), SIGINT), 0);
    const Outcome outcome = program.finish();
    EXPECT_EQ(outcome.code, 1);
    const QString last = outcome.err.split('\n', Qt::SkipEmptyParts).last();
    EXPECT_TRUE(last.contains("interrupted") && last.contains("early.onnx")) << last.toStdString();
    EXPECT_EQ(cnn::loadOnnx(path("early.onnx")).parameterCount(), 61706U);
}

// The film begins before the first step and ends after the last; the chart's numbers are those of the epochs.
TEST_F(Train, WritesAFilmOfItsFiltersAndAChartOfItsCourse) {
    const QString train = "train --data . --epochs 2 --batch 20 ";
    const Outcome outcome = convscope(train + "--gif film.gif --chart run.csv");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    QImageReader film(where() + "/film.gif");
    int frames = 0;
    while (!film.read().isNull()) ++frames;
    EXPECT_EQ(frames, 1 + 20);
    const QStringList lines = QString::fromStdString(bytesOf("run.csv")).split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 1 + 20);
    EXPECT_NEAR(lines[20].section(',', 4).toDouble(), object(outcome.out.split('\n')[1])["test_accuracy"].toDouble(),
                1e-6);
    ASSERT_EQ(convscope(train + "--chart run.svg").code, 0);
    EXPECT_NE(bytesOf("run.svg").find("<svg"), std::string::npos);
    expectRefused(convscope(train + "--gif film.png"), 2, {"film.png", ".gif"});
    expectRefused(convscope(train + "--chart run.txt"), 2, {"run.txt", ".svg"});
}

TEST_F(Train, RefusesAPlaceForTheModelBeforeItTrains) {
    expectRefused(convscope("train --data . -o absent/model.onnx"), 1, {"absent/model.onnx", "no such folder"});
    QDir(where()).mkdir("folder.onnx");
    expectRefused(convscope("train --data . -o folder.onnx"), 1, {"folder.onnx", "it is a folder"});
}

TEST_F(Train, RefusesDamagedDataInOneLineThatNamesTheFile) {
    expectRefused(convscope("train --data absent"), 1, {"absent"});
    write("t10k-labels-idx1-ubyte", barLabels(barTestImages - 1));
    expectRefused(convscope("train --data ."), 1, {"t10k-labels", "49", "50"});
    write("t10k-labels-idx1-ubyte", barLabels(barTestImages));
    write("t10k-images-idx3-ubyte", barImages(barTestImages).substr(0, 5000));
    expectRefused(convscope("train --data ."), 1, {"t10k-images"});
    write("t10k-images-idx3-ubyte", barLabels(barTestImages));
    expectRefused(convscope("train --data ."), 1, {"t10k-images"});
    write("t10k-images-idx3-ubyte", barImages(barTestImages));
    const std::string labels = gzipped(barLabels(barTrainImages));
    write("train-labels-idx1-ubyte.gz", labels.substr(0, labels.size() / 2));
    expectRefused(convscope("train --data ."), 1, {"train-labels-idx1-ubyte.gz"});
}

class Trained : public Train {
protected:
    void SetUp() override {
        Train::SetUp();
        ASSERT_EQ(convscope("train --data . --epochs 2 --batch 10 --seed 1 -o model.onnx").code, 0);
    }
    // The layer's output for test image 3, computed here.
    cnn::Tensor expectedMaps(const std::string& layer) const {
        const cnn::Network network = cnn::loadOnnx(path("model.onnx"));
        const std::size_t index = 3;
        cnn::Tensor image;
        cnn::loadIdxTestSet(path(".")).gather(std::span(&index, 1), image);
        cnn::Trace trace;
        network.forward(image, trace);
        return trace.values[*network.find(layer) + 1];
    }
    cnn::Tensor numbers(const char* name) const { return cnn::fromNpy(bytesOf(name), name); }
};

// Ramps are painted from tables.
void expectNear(QRgb pixel, const QColor& colour) {
    EXPECT_NEAR(qRed(pixel), colour.red(), 3);
    EXPECT_NEAR(qGreen(pixel), colour.green(), 3);
    EXPECT_NEAR(qBlue(pixel), colour.blue(), 3);
}

TEST_F(Trained, EvaluatesToOneJsonObjectWithTheTestSetAlone) {
    QFile::remove(where() + "/train-images-idx3-ubyte");
    const Outcome outcome = convscope("eval model.onnx --data .");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(outcome.err.toStdString(), "");
    EXPECT_EQ(outcome.out.count('\n'), 1);
    const QJsonObject result = object(outcome.out);
    EXPECT_EQ(result["images"].toInt(), barTestImages);
    EXPECT_GT(result["accuracy"].toDouble(), 0.5);
    EXPECT_GT(result["loss"].toDouble(), 0);
    EXPECT_EQ(convscope("eval model.onnx --data . --threads 2").out,
              convscope("eval model.onnx --data . --threads 1").out);
}

TEST_F(Trained, WritesTheConfusionThatItsAccuracyIsCountedFrom) {
    const Outcome outcome = convscope("eval model.onnx --data . --confusion confusion.csv");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const cnn::Tensor counts = cnn::fromCsv(bytesOf("confusion.csv")).orThrow();
    EXPECT_EQ(counts.shape(), (cnn::Shape{1, 10, 10, 1}));
    float correct = 0, all = 0;
    for (int truth = 0; truth < 10; ++truth)
        for (int said = 0; said < 10; ++said) {
            all += counts.at(0, truth, said);
            if (truth == said) correct += counts.at(0, truth, said);
        }
    EXPECT_EQ(all, barTestImages);
    EXPECT_NEAR(object(outcome.out)["accuracy"].toDouble(), static_cast<double>(correct / all), 1e-9);
    expectRefused(convscope("eval model.onnx --data . --confusion confusion.doc"), 2, {"confusion.doc", ".csv"});
}

TEST_F(Trained, RefusesModelsThatAreNoneAndDataThatDoesNotBelong) {
    write("noise.onnx", "this is no network");
    expectRefused(convscope("eval noise.onnx --data ."), 1, {"noise.onnx"});
    expectRefused(convscope("eval absent.onnx --data ."), 1, {"absent.onnx"});
    const Outcome noFolder = convscope("eval model.onnx --data nowhere");
    expectRefused(noFolder, 1, {"There is no file or folder nowhere."});
    EXPECT_FALSE(noFolder.err.contains("model.onnx")) << noFolder.err.toStdString();
    write("cut.onnx", bytesOf("model.onnx").substr(0, 100000));
    expectRefused(convscope("eval cut.onnx --data ."), 1, {"cut.onnx"});
    write("t10k-images-idx3-ubyte", idxHeader(8, {barTestImages, 4, 4}) + std::string(barTestImages * 16, '\0'));
    const Outcome scaled = convscope("eval model.onnx --data .");
    EXPECT_EQ(scaled.code, 0);
    EXPECT_TRUE(scaled.err.contains("The images are 4 × 4 and are read at 28 × 28.")) << scaled.err.toStdString();
}

TEST_F(Trained, WritesTheTrueValuesOfALayerItsMapsAndASheet) {
    const Outcome outcome = convscope("maps model.onnx --image test:4 --data . --layer pool1 -o out/deep");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const cnn::Tensor maps = expectedMaps("pool1");
    EXPECT_EQ(numbers("out/deep/pool1.npy"), maps);
    const float largest = maps.array().maxCoeff();
    for (int c = 0; c < 6; ++c) {
        const QImage picture(where() + QString("/out/deep/pool1-%1.png").arg(c + 1));
        ASSERT_EQ(picture.size(), QSize(14 * 16, 14 * 16));
        for (const int cell : {0, 5, 13}) {
            const QColor expected = ui::unsignedRamp(static_cast<double>(maps.at(c, cell, 7) / largest));
            expectNear(picture.pixel(7 * 16, cell * 16), expected);
            EXPECT_EQ(picture.pixel(7 * 16 + 15, cell * 16 + 15), picture.pixel(7 * 16, cell * 16));
        }
    }
    const QImage sheet(where() + "/out/deep/pool1-sheet.png");
    EXPECT_GT(sheet.width(), 3 * 14 * 16);
    EXPECT_GT(sheet.height(), 2 * 14 * 16);
    EXPECT_EQ(QDir(where() + "/out/deep").entryList(QDir::Files).size(), 8);
}

// The help speaks of the files by the names that they have.
TEST_F(Trained, TheHelpOfMapsNamesTheFilesThatAreWritten) {
    const QString help = convscope("help maps").out;
    ASSERT_EQ(convscope("maps model.onnx --image test:4 --data . --layer conv1 -o named").code, 0);
    ASSERT_EQ(convscope("maps model.onnx --image test:4 --data . --layer conv2 -o named").code, 0);
    for (const char* layer : {"conv1", "conv2"})
        ASSERT_EQ(convscope(QString("maps model.onnx --kernels --layer %1 -o named").arg(layer)).code, 0);
    for (QString file : {"conv1-1.png", "conv2-01.png", "conv1-kernels-1.png", "conv2-kernels-01-1.png",
                         "conv1-sheet.png", "conv1.npy", "conv1-kernels-sheet.png", "conv1-kernels.npy"}) {
        EXPECT_TRUE(QFile::exists(where() + "/named/" + file)) << file.toStdString();
        EXPECT_TRUE(help.contains(file.replace(QRegularExpression("^conv\\d"), "LAYER"))) << file.toStdString();
    }
}

// As the window counts them: "Test image 1" is the first.
TEST_F(Trained, TestImagesCountFromOne) {
    const cnn::Dataset set = cnn::loadIdxTestSet(where().toStdString());
    for (const std::size_t index : {std::size_t{0}, std::size_t{6}, set.size() - 1}) {
        const QString image = QString("maps model.onnx --image test:%1 --data . --layer input -o first").arg(index + 1);
        ASSERT_EQ(convscope(image).code, 0);
        cnn::Tensor expected;
        set.gather(std::span(&index, 1), expected);
        EXPECT_EQ(numbers("first/input.npy"), expected);
    }
}

TEST_F(Trained, ShowsNegativeValuesOnTheSignedRamp) {
    ASSERT_EQ(convscope("maps model.onnx --image test:4 --data . --layer conv1 -o out").code, 0);
    const cnn::Tensor maps = expectedMaps("conv1");
    ASSERT_LT(maps.array().minCoeff(), 0);
    const float largest = maps.array().abs().maxCoeff();
    expectNear(QImage(where() + "/out/conv1-1.png").pixel(0, 0),
               ui::signedRamp(static_cast<double>(maps.at(0, 0, 0) / largest)));
}

TEST_F(Trained, TakesPicturesScaledToTheNetworkAndNumbersAsTheyAre) {
    QImage picture(280, 280, QImage::Format_Grayscale8);
    picture.fill(0);
    for (int y = 90; y < 110; ++y) std::fill_n(picture.scanLine(y), 280, uchar{255});
    ASSERT_TRUE(picture.save(where() + "/bar.png"));
    cnn::Tensor same(cnn::Shape{1, 28, 28, 1});
    for (int y = 9; y < 11; ++y) std::fill_n(&same.at(0, y, 0), 28, 1.0F);
    write("bar.npy", cnn::toNpy(same));
    ASSERT_EQ(convscope("maps model.onnx --image bar.png --layer dense3 -o a").code, 0);
    ASSERT_EQ(convscope("maps model.onnx --image bar.npy --layer dense3 -o b").code, 0);
    EXPECT_EQ(numbers("a/dense3.npy"), numbers("b/dense3.npy"));
}

TEST_F(Trained, RefusesLayersImagesAndFoldersThatDoNotExistInOneLine) {
    const QString maps = "maps model.onnx --image %1 --layer %2 -o %3";
    expectRefused(convscope(maps.arg("test:4", "conv9", "out") + " --data ."), 2, {"conv9", "conv1", "dense3"});
    expectRefused(convscope(maps.arg("test:51", "conv1", "out") + " --data ."), 2, {"test:1 to test:50"});
    expectRefused(convscope(maps.arg("test:x", "conv1", "out") + " --data ."), 2, {"test:N"});
    expectRefused(convscope(maps.arg("test:0", "conv1", "out") + " --data ."), 2, {"from 1", "test:1 to test:50"});
    expectRefused(convscope(maps.arg("test:4", "conv1", "out")), 2, {"--data"});
    expectRefused(convscope(maps.arg("absent.png", "conv1", "out")), 1, {"absent.png"});
    expectRefused(convscope(maps.arg("model.onnx", "conv1", "out")), 1, {"model.onnx", "no picture"});
    expectRefused(convscope(maps.arg("test:4", "conv1", "model.onnx/out") + " --data ."), 1, {"model.onnx/out"});
    write("small.csv", "1;2\n3;4\n");
    expectRefused(convscope(maps.arg("small.csv", "conv1", "out")), 1, {"1@2×2", "1@28×28"});
}

} // namespace

} // namespace test_cli_train
