// Autoencoders on the command line: noisy images in, clean ones out, and never an accuracy.
#include "tests/app/program.h"

#include "core/data/sources.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "core/train/denoise.h"
#include "core/train/trainer.h"
#include "tests/support/bar_images.h"

#include <QFile>
#include <QImageReader>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

namespace test_cli_denoise {

namespace {

Outcome python(const QStringList& arguments, const QString& where) {
    QProcess process;
    process.setWorkingDirectory(where);
    process.start("/usr/bin/python3", arguments);
    constexpr int untilHung = 600000;
    if (!process.waitForFinished(untilHung) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

class Denoise : public testing::Test {
protected:
    void SetUp() override { writeBars(m_folder); }
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    std::filesystem::path path(const char* name) const { return m_folder.path() / name; }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' ', Qt::SkipEmptyParts), where()); }
    QString text(const char* name) const {
        QFile file(where() + "/" + name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
        return file.readAll();
    }
    static QJsonObject object(const QString& line) { return QJsonDocument::fromJson(line.toUtf8()).object(); }
    QJsonObject lastEpoch(const QString& arguments) const {
        const Outcome outcome = convscope("train --model autoencoder --data . --batch 10 " + arguments);
        EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
        EXPECT_FALSE(outcome.out.contains("accuracy")) << outcome.out.toStdString();
        return object(outcome.out.split('\n', Qt::SkipEmptyParts).back());
    }
    QJsonObject evaluated(const QString& arguments) const {
        const Outcome outcome = convscope("eval clean.onnx --data . " + arguments);
        EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
        EXPECT_FALSE(outcome.out.contains("accuracy")) << outcome.out.toStdString();
        return object(outcome.out);
    }

private:
    TempFolder m_folder;
};

double psnr(double squaredError) {
    return -10 * std::log10(squaredError);
}

// eval reads the written network and lays the noise over the same test images again: the numbers are the run's.
TEST_F(Denoise, IsLearnedWithNoiseAndEvaluatedBesideFiltersOnTheSamePictures) {
    for (const char* loss : {"reconstruction", "reconstruction-entropy"}) {
        const QJsonObject epoch =
            lastEpoch(QString("--noise gaussian:0.4 --epochs 3 --width 8 --code 8 -o clean.onnx --loss ") + loss);
        for (const char* key : {"loss", "train_psnr", "test_psnr", "test_mse", "seconds", "images_per_s"})
            EXPECT_TRUE(epoch[key].isDouble()) << key;
        EXPECT_NEAR(epoch["test_psnr"].toDouble(), psnr(epoch["test_mse"].toDouble()), 1e-3);
        const QJsonObject result = evaluated("--noise gaussian:0.4");
        EXPECT_EQ(result["images"].toInt(), barTestImages);
        EXPECT_EQ(result["noise"].toString(), "gaussian:0.4");
        EXPECT_NEAR(result["mse"].toDouble(), epoch["test_mse"].toDouble(), 2e-6);
        EXPECT_NEAR(result["psnr"].toDouble(), psnr(result["mse"].toDouble()), 1e-9);
        const cnn::Dataset test = cnn::loadIdxTestSet(path("."));
        const cnn::RivalScores rivals = cnn::rivalsOn(test, test.size(), {cnn::NoiseKind::Gaussian, 0.4, false},
                                                      result["gaussian_filter_sigma"].toDouble());
        EXPECT_NEAR(result["noisy_psnr"].toDouble(), rivals.psnr(cnn::Rival::Noisy), 1e-9);
        EXPECT_NEAR(result["mean_filter_psnr"].toDouble(), rivals.psnr(cnn::Rival::Mean), 1e-9);
        EXPECT_NEAR(result["median_filter_psnr"].toDouble(), rivals.psnr(cnn::Rival::Median), 1e-9);
        EXPECT_NEAR(result["gaussian_filter_psnr"].toDouble(), rivals.psnr(cnn::Rival::Gaussian), 0.02);
        EXPECT_GT(result["psnr"].toDouble(), rivals.psnr(cnn::Rival::Noisy));
        const QJsonObject clean = evaluated("");
        EXPECT_FALSE(clean.contains("noisy_psnr"));
        EXPECT_NE(clean["mse"].toDouble(), result["mse"].toDouble());
    }
}

// As logits its outputs would be no pictures for whoever reads the file.
TEST_F(Denoise, EndsInASigmoidWhenItLearnedWithAnEntropy) {
    lastEpoch("--epochs 1 --depth 1 --code 4 -o plain.onnx");
    EXPECT_EQ(cnn::loadOnnx(path("plain.onnx")).layer(4).info().kind, "conv2d");
    lastEpoch("--epochs 1 --depth 1 --code 4 --loss reconstruction-entropy -o clean.onnx");
    const cnn::Network network = cnn::loadOnnx(path("clean.onnx"));
    EXPECT_EQ(network.layer(network.size() - 1).info().kind, "sigmoid");
    EXPECT_TRUE(network.classNames.empty());
    cnn::Trace trace;
    cnn::Tensor image(network.inputShape());
    network.forward(image, trace);
    EXPECT_GT(trace.output().array().minCoeff(), 0);
    EXPECT_LT(trace.output().array().maxCoeff(), 1);
}

TEST_F(Denoise, ComesInEveryShapeAndItsMapsCanBeWritten) {
    for (const char* shape : {"--depth 3 --shrinking stride --growing transposed --code 5",
                              "--depth 3 --growing nearest --code 5", "--depth 1 --growing transposed --code 5"}) {
        lastEpoch(QString("--epochs 1 --limit 20 --width 4 -o clean.onnx ") + shape);
        EXPECT_EQ(cnn::loadOnnx(path("clean.onnx")).outputShape(), (cnn::Shape{1, 28, 28, 1}));
    }
    const Outcome maps = convscope("maps clean.onnx --data . --image test:1 --layer pool1 --formats npy -o maps");
    ASSERT_EQ(maps.code, 0) << maps.err.toStdString();
    EXPECT_EQ(cnn::readNpy(path("maps/pool1.npy")).shape(), (cnn::Shape{5, 14, 14, 1}));
}

TEST_F(Denoise, TellsItsPsnrInLogChartAndFilm) {
    const QJsonObject epoch = lastEpoch("--noise salt:0.2,mixed --epochs 2 --width 4 --code 4 --validation 0.2 --log "
                                        "run.csv --chart course.csv --gif film.gif");
    EXPECT_TRUE(epoch["validation_psnr"].isDouble());
    const QStringList log = text("run.csv").split('\n', Qt::SkipEmptyParts);
    EXPECT_EQ(log[0], "step,epoch,loss,psnr,learning_rate,test_loss,test_psnr");
    ASSERT_EQ(log.size(), 1 + 2 * 16);
    EXPECT_NEAR(log.back().section(',', -1).toDouble(), epoch["test_psnr"].toDouble(), 1e-4);
    for (const QString& line : log.mid(1)) EXPECT_GT(line.section(',', 3, 3).toDouble(), 0) << line.toStdString();
    const QStringList course = text("course.csv").split('\n', Qt::SkipEmptyParts);
    EXPECT_EQ(course[0], "epochs,training_loss,training_psnr,test_loss,test_psnr");
    EXPECT_NEAR(course.back().section(',', -1).toDouble(), epoch["test_psnr"].toDouble(), 1e-4);
    EXPECT_GT(QImageReader(where() + "/film.gif").imageCount(), 2);
    ASSERT_EQ(
        convscope("train --model autoencoder --data . --epochs 1 --limit 20 --depth 1 --code 4 --chart c.svg").code, 0);
    EXPECT_FALSE(text("c.svg").contains("Accuracy"));
}

TEST_F(Denoise, SaysWhatDoesNotBelongTogether) {
    const auto refused = [&](const QString& arguments, const QStringList& words) {
        expectRefused(convscope("train --data . " + arguments), 2, words);
    };
    refused("--model autoencoder --noise fog:0.4", {"--noise fog:0.4", "gaussian, salt, poisson, blur, bar"});
    refused("--model autoencoder --noise gaussian:2", {"strength of 0 to 1"});
    refused("--model autoencoder --noise gaussian:0.4,often", {"mixed"});
    refused("--model autoencoder --loss cross-entropy", {"--loss cross-entropy", "gives pictures back"});
    refused("--loss reconstruction", {"--loss reconstruction", "--model autoencoder"});
    refused("--noise gaussian:0.4", {"Noise is laid over pictures", "reconstruction"});
    refused("--model mlp --depth 2", {"--depth is of an autoencoder"});
    refused("--model autoencoder --depth 4", {"--depth 4", "1 to 3"});
    const Outcome lenet = convscope("train --data . --epochs 1 --limit 20 -o lenet.onnx");
    ASSERT_EQ(lenet.code, 0);
    expectRefused(convscope("eval lenet.onnx --data . --noise gaussian:0.4"), 2, {"lenet.onnx tells classes"});
}

// Each noise as PyTorch makes it, and the run goes on from our weights: both losses, our outputs first.
TEST_F(Denoise, GoesOnLearningInPyTorchWithItsNoise) {
    if (python({"-c", "import torch, numpy"}, {}).code != 0) GTEST_SKIP() << "no python3-torch";
    for (const char* loss : {"reconstruction", "reconstruction-entropy"}) {
        lastEpoch(
            QString("--noise gaussian:0.3 --epochs 2 --growing transposed --width 4 --code 8 -o clean.onnx --loss ") +
            loss);
        const bool entropy = QString(loss).contains("entropy");
        for (const char* noise : {"gaussian:0.3", "salt:0.2,mixed", "poisson:0.4", "blur:0.5,mixed", "bar:0.2"}) {
            if (entropy && QString(noise) != "gaussian:0.3") continue;
            const QString folder = QString(noise).section(':', 0, 0) + loss;
            const Outcome written = convscope(
                QString("export-pytorch clean.onnx --data . --epochs 1 --batch 20 --optimizer adam --lr 0.001 "
                        "--loss %1 --noise %2 -o %3")
                    .arg(loss, noise, folder));
            ASSERT_EQ(written.code, 0) << written.err.toStdString();
            const Outcome outcome = python({folder + "/train.py"}, where());
            ASSERT_EQ(outcome.code, 0) << noise << outcome.err.toStdString();
            const QString line = outcome.out.split('\n', Qt::SkipEmptyParts)[2];
            EXPECT_TRUE(line.startsWith("epoch 1/1: test loss ")) << line.toStdString();
            const double reached = line.section("PSNR ", 1).section(' ', 0, 0).toDouble();
            EXPECT_GT(reached, 5) << noise << line.toStdString();
            EXPECT_LT(reached, 60) << noise << line.toStdString();
        }
    }
}

} // namespace

} // namespace test_cli_denoise
