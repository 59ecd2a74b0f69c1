// convscope explain on a tiny data set of the test's own: the files hold what the core computes.
#include "tests/app/program.h"

#include "core/data/sources.h"
#include "core/explain/ascent.h"
#include "core/explain/gradient_maps.h"
#include "core/explain/knock_out.h"
#include "core/explain/occlusion.h"
#include "core/explain/top_patches.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "tests/support/bar_images.h"

#include <QDir>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>

namespace test_cli_explain {

namespace {

class Explain : public testing::Test {
protected:
    void SetUp() override {
        writeBars(m_folder);
        // In a folder of their own: what lies in the working folder passes for Fashion-MNIST, whose classes have names.
        QDir(where()).mkdir("images");
        for (const QString& file : QDir(where()).entryList({"*ubyte*"}))
            QFile::rename(where() + '/' + file, where() + "/images/" + file);
        m_net.classNames = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
        cnn::saveOnnx(m_net, m_folder.path() / "model.onnx");
        m_set = cnn::loadIdxTestSet(m_folder.path() / "images");
        const std::size_t third = 3;
        m_set.gather(std::span(&third, 1), m_image);
        m_net.forward(m_image, m_trace);
        m_trace.output().array().maxCoeff(&m_class);
    }
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    Outcome explain(const QString& arguments) const { return convscope("explain model.onnx --method " + arguments); }
    cnn::Tensor numbers(const char* file) const { return cnn::readNpy(m_folder.path() / file); }
    QImage picture(const char* file) const { return QImage(where() + "/" + file); }

    cnn::Network m_net = cnn::lenet5({}, 7);
    cnn::Dataset m_set;
    cnn::Tensor m_image;
    cnn::Trace m_trace;
    int m_class = 0;

private:
    TempFolder m_folder;
};

TEST_F(Explain, WritesWhereTheNetworkLooksInNumbersAndOverTheImage) {
    const Outcome outcome = explain("saliency --image test:4 --data images -o out");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains(QString::fromStdString(m_net.classNames[static_cast<std::size_t>(m_class)])));
    EXPECT_EQ(numbers("out/saliency.npy"), cnn::saliency(m_net, m_trace, m_class));
    EXPECT_EQ(picture("out/saliency.png").size(), QSize(224, 224));

    ASSERT_EQ(explain("gradcam --image test:4 --data images --class two --layer conv1 -o out").code, 0);
    EXPECT_EQ(numbers("out/gradcam-conv1.npy"), cnn::gradCam(m_net, m_trace, 0, 2));
    ASSERT_EQ(explain("gradcam --image test:4 --data images --class 3 -o out").code, 0);
    EXPECT_EQ(numbers("out/gradcam-conv2.npy"), cnn::gradCam(m_net, m_trace, 3, 2)) << "the last convolution";

    ASSERT_EQ(explain("occlusion --image test:4 --data images --class nine --side 9 --stride 3 --grey 0.5 -o out").code,
              0);
    EXPECT_EQ(numbers("out/occlusion.npy"), cnn::occlusionMap(m_net, m_image, 9, {9, 3, 0.5F}).orThrow().probability);
    ASSERT_EQ(explain("occlusion --image test:4 --data images -o out").code, 0);
    EXPECT_EQ(numbers("out/occlusion.npy"),
              cnn::occlusionMap(m_net, m_image, m_class, {7, 1, 0.0F}).orThrow().probability);
    EXPECT_EQ(QDir(where() + "/out").entryList(QDir::Files).size(), 8);
}

// A class is known by its name; a number is its place, counted from 1, only where no class is named by a number.
TEST_F(Explain, TakesClassesByNameAndByNumberOnlyWhereNoNameIsOne) {
    const auto classOf = [&](const QString& name) {
        const Outcome outcome = explain("saliency --image test:4 --data images --class " + name + " -o out");
        EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
        const cnn::Tensor map = numbers("out/saliency.npy");
        for (int k = 0; k < 10; ++k)
            if (map == cnn::saliency(m_net, m_trace, k)) return k;
        return -1;
    };
    EXPECT_EQ(classOf("nine"), 9);
    EXPECT_EQ(classOf("1"), 0);
    EXPECT_EQ(classOf("10"), 9);
    expectRefused(explain("saliency --image test:4 --data images --class 0 -o out"), 2, {"--class 0", "from 1"});
    m_net.classNames = {"3", "1", "4", "15", "9", "2", "6", "5", "35", "8"};
    cnn::saveOnnx(m_net, where().toStdString() + "/model.onnx");
    EXPECT_EQ(classOf("1"), 1);
    EXPECT_EQ(classOf("35"), 8);
    expectRefused(explain("saliency --image test:4 --data images --class 7 -o out"), 2, {"--class 7", "35"});
    m_net.classNames.clear();
    cnn::saveOnnx(m_net, where().toStdString() + "/model.onnx");
    EXPECT_EQ(classOf("3"), 3);
    EXPECT_TRUE(explain("saliency --image test:4 --data images --class 3 -o out").err.contains("for 3 ("))
        << "its label";
}

// The help speaks of the files by the names that they have.
TEST_F(Explain, TheHelpNamesEveryFileThatIsWritten) {
    for (const char* arguments : {"saliency --image test:4 --data images", "gradcam --image test:4 --data images",
                                  "occlusion --image test:4 --data images --stride 7",
                                  "patches --data images --images 20", "ascent --layer conv2"})
        ASSERT_EQ(explain(QString(arguments) + " -o out").code, 0) << arguments;
    const QString help = QString(run({"help", "explain"}).out).simplified(); // lines may break anywhere
    const QStringList files = QDir(where() + "/out").entryList(QDir::Files);
    EXPECT_EQ(files.size(), 10);
    for (QString file : files) {
        file.replace("conv2", "LAYER");
        // Of the first three the help says that the pictures are named as the numbers.
        const QString named = help.contains(file) ? file : file.replace(".png", ".npy");
        EXPECT_TRUE(help.contains(named)) << file.toStdString();
    }
    EXPECT_TRUE(help.contains("the same name with .png"));
}

TEST_F(Explain, WritesThePatchesThatExciteEachFilterMost) {
    ASSERT_EQ(explain("patches --data images --layer conv2 --images 20 --best 2 -o out").code, 0);
    const auto lists = cnn::topPatches(m_net, 3, m_set, {20, 2}).orThrow();
    QFile file(where() + "/out/conv2-patches.csv");
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    ASSERT_EQ(lines.size(), 1 + 16 * 2);
    for (int line = 1; line < lines.size(); ++line) {
        const QList<QByteArray> cells = lines[line].split(',');
        const auto filter = static_cast<std::size_t>((line - 1) / 2), rank = static_cast<std::size_t>((line - 1) % 2);
        const cnn::Patch& p = lists[filter][rank];
        EXPECT_EQ(cells[0].toULongLong(), filter + 1);
        EXPECT_EQ(cells[1].toULongLong(), rank + 1);
        EXPECT_EQ(cells[2].toULongLong(), p.image + 1);
        EXPECT_EQ(cells[3].toInt(), p.y + 1);
        EXPECT_EQ(cells[4].toInt(), p.x + 1);
        EXPECT_EQ(cells[5].toFloat(), p.value);
    }
    // 14 x 14 pixels, four times as large, in two columns with 8 pixels between.
    const QImage sheet = picture("out/conv2-patches.png");
    ASSERT_EQ(sheet.size(), QSize(2 * 64 + 8, 16 * 64 + 8));
    const cnn::Tensor pixels = cnn::patchPixels(m_net, 3, m_set, lists[5][1]);
    for (const int y : {0, 6, 13})
        EXPECT_NEAR(qGray(sheet.pixel(8 + 64 + 4 * 5 + 2, 8 + 5 * 64 + 4 * y + 2)), 255 * pixels.at(0, y, 5), 1);
}

TEST_F(Explain, WritesThePicturesThatAGradientAscentFinds) {
    ASSERT_EQ(explain("ascent --layer conv1 --seed 3 -o out").code, 0);
    cnn::AscentSettings settings;
    settings.seed = 3;
    const std::vector channels{0, 1, 2, 3, 4, 5};
    const cnn::Tensor expected = cnn::ascend(m_net, 1, channels, settings).orThrow().pictures;
    const cnn::Tensor written = numbers("out/conv1-ascent.npy");
    ASSERT_EQ(written.shape(), (cnn::Shape{6, 28, 28, 1}));
    for (const int n : {0, 5}) EXPECT_EQ(written.at(n, 13, 14), expected.at(0, 13, 14, n));
    ASSERT_EQ(explain("ascent --layer dense3 -o out").code, 0);
    EXPECT_EQ(numbers("out/dense3-ascent.npy").shape(), (cnn::Shape{10, 28, 28, 1})) << "a picture a class";
    EXPECT_FALSE(picture("out/dense3-ascent.png").isNull());
}

TEST_F(Explain, TellsTheAccuracyWithoutEachFilter) {
    const Outcome outcome = explain("knockout --data images --layer conv1 --images 40");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const auto found = cnn::knockOut(m_net, 0, m_set, 40).orThrow();
    const QStringList lines = outcome.out.split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 7);
    const auto object = [&](int i) { return QJsonDocument::fromJson(lines[i].toUtf8()).object(); };
    EXPECT_EQ(object(0)["layer"].toString(), "conv1");
    EXPECT_EQ(object(0)["images"].toInt(), 40);
    EXPECT_EQ(object(0)["accuracy"].toDouble(), found.whole);
    for (int f = 0; f < 6; ++f) {
        EXPECT_EQ(object(f + 1)["without"].toInt(), f + 1);
        EXPECT_EQ(object(f + 1)["accuracy"].toDouble(), found.without[static_cast<std::size_t>(f)]);
    }
}

TEST_F(Explain, RefusesWhatDoesNotFitInOneLine) {
    expectRefused(explain("guess -o out"), 2, {"--method guess", "saliency", "knockout"});
    expectRefused(explain("saliency -o out"), 2, {"--image"});
    expectRefused(explain("saliency --image test:4 --data images"), 2, {"-o"});
    expectRefused(explain("patches -o out"), 2, {"--data"});
    expectRefused(explain("gradcam --image test:4 --data images --layer pool1 -o out"), 2,
                  {"pool1", "no convolution", "conv2"});
    expectRefused(explain("gradcam --image test:4 --data images --layer conv9 -o out"), 2, {"conv9", "conv1"});
    expectRefused(explain("saliency --image test:4 --data images --class ten -o out"), 2,
                  {"--class ten", "zero", "nine"});
    expectRefused(explain("saliency --image test:4 --data images --class 11 -o out"), 2, {"--class 11", "from 1"});
    expectRefused(explain("occlusion --image test:4 --data images --side 0 -o out"), 2, {"--side 0", "from 1 to 28"});
    expectRefused(explain("occlusion --image test:4 --data images --side 2 --stride 7 -o out"), 2,
                  {"square of 2 pixels moved by 7", "never covered", "at most the side"});
    expectRefused(explain("occlusion --image test:4 --data images --grey 2 -o out"), 2, {"--grey"});
    expectRefused(explain("patches --data images --best 0 -o out"), 2, {"--best 0"});
}

} // namespace

} // namespace test_cli_explain
