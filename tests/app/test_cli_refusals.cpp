// Damaged files of every kind through every command that reads them: one line that names the file and ends with one
// stop, exit code 1, and no word of how the command is used.
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "tests/app/program.h"
#include "tests/support/digit_folder.h"
#include "tests/support/temp_folder.h"

#include <QImage>

namespace test_cli_refusals {

namespace {

class CliRefusals : public testing::Test {
protected:
    static void SetUpTestSuite() {
        files = new TempFolder;
        cnn::saveOnnx(cnn::mlp({cnn::ActivationKind::Relu, {20}}, 1), (files->path() / "flat.onnx").string());
        cnn::saveOnnx(cnn::lenet5({}, 1), (files->path() / "lenet.onnx").string());
        cnn::saveOnnx(cnn::autoencoder(1), (files->path() / "auto.onnx").string());
        cnn::saveOnnx(cnn::tinyVgg({}, 1, {2, 32, 32, 1}), (files->path() / "channels.onnx").string());
        files->write("good.csv", "1,2,3\n4,5,6\n7,8,9\n");
        files->write("column.csv", "1\n2\n4\n");
        QImage picture(28, 28, QImage::Format_Grayscale8);
        picture.fill(100);
        picture.save(QString::fromStdString((files->path() / "good.png").string()));
        const std::string onnx = cnn::toOnnx(cnn::lenet5({}, 1));
        files->write("cut.onnx", std::string_view(onnx).substr(0, onnx.size() / 2));
        files->write("words.onnx", "this is no network");
        files->write("empty.onnx", "");
        const std::string npy = cnn::toNpy(cnn::Tensor({1, 5, 5, 1}), true);
        files->write("cut.npy", std::string_view(npy).substr(0, npy.size() - 9));
        files->write("words.npy", "this is no array");
        files->write("empty.npy", "");
        files->write("words.csv", "1,2\n3,four\n");
        files->write("ragged.csv", "1,2\n3\n");
        files->write("empty.csv", "");
        files->write("words.png", "this is no picture");
        files->write("empty.png", "");
        files->write("cut.json", "{\n\"convscope\": 1,\n");
        files->write("twice.json", "{\"convscope\": 1, \"convscope\": 1}");
        files->write("empty.json", "");
        files->write("other.json", "{\"name\": \"package\"}");
        files->write("stride.json", scene("stride", "\"input\": [\"1 2\"], \"stride\": 0"));
        files->write("batch.json", "{\"convscope\": 1, \"lesson\": \"lenet-live\",\n\"scene\": {\n\"batch\": 0}}");
        files->write("grid.json", scene("stride", "\"input\": [\"1 2\", \"3\"]"));
        for (const char* folder : {"cut", "none", "good"}) std::filesystem::create_directory(files->path() / folder);
        writeDigitFolder(files->path() / "good", 20, 20);
        writeDigitFolder(files->path() / "cut", 20, 20);
        for (const char* name : {"train-images-idx3-ubyte", "t10k-images-idx3-ubyte"})
            std::filesystem::resize_file(files->path() / "cut" / name, 1000);
    }
    static void TearDownTestSuite() {
        delete files;
        files = nullptr;
    }
    static std::string scene(const char* lesson, const char* setting) {
        return std::string("{\"convscope\": 1, \"lesson\": \"") + lesson +
               "\",\n\"scene\": {\"operation\": \"conv\",\n" + setting + ",\n\"kernel\": [\"1\"]}}";
    }
    static void refuses(const QString& file, const QString& command) {
        const Outcome outcome = run(command.split(' '), QString::fromStdString(files->path().string()));
        SCOPED_TRACE(command.toStdString());
        expectRefused(outcome, 1, {file});
        EXPECT_TRUE(outcome.err.endsWith(".\n") && !outcome.err.endsWith("..\n")) << outcome.err.toStdString();
        EXPECT_FALSE(outcome.err.contains("convscope help")) << outcome.err.toStdString();
    }
    static TempFolder* files;
};

TempFolder* CliRefusals::files = nullptr;

TEST_F(CliRefusals, ScenesNameFileAndLine) {
    for (const char* file : {"cut.json", "twice.json", "empty.json", "other.json"})
        refuses(file, QString("code ") + file);
    for (const char* file : {"stride.json", "batch.json", "grid.json"})
        for (const char* command : {"render %1 -o a.png", "code %1", "screenshot %1 -o a.png"})
            refuses(QString(file) + ", line 3", QString(command).arg(file));
}

TEST_F(CliRefusals, GridsAndPicturesAreNamed) {
    for (const char* file :
         {"cut.npy", "words.npy", "empty.npy", "words.csv", "ragged.csv", "empty.csv", "words.png", "empty.png"})
        for (const char* command : {"op maxpool --input %1 --kernel 2", "filter --input %1 --kernel sobel-x -o a.png",
                                    "maps lenet.onnx --image %1 --layer conv1 -o d"})
            refuses(file, QString(command).arg(file));
    for (const char* file : {"cut.npy", "words.csv", "words.png"})
        for (const char* command :
             {"op conv --input good.csv --kernel %1", "filter --input good.png --kernel %1 -o a.png",
              "explain lenet.onnx --method saliency --image %1 -o d", "correlate1d --input column.csv --kernel %1"})
            refuses(file, QString(command).arg(file));
    refuses("empty.csv", "correlate1d --input empty.csv --kernel 1");
}

TEST_F(CliRefusals, NetworksAreNamed) {
    for (const char* file : {"cut.onnx", "words.onnx", "empty.onnx"})
        for (const char* command : {"eval %1 --data good", "maps %1 --kernels --layer conv1 -o d",
                                    "export-pytorch %1 -o d", "explain %1 --method saliency --image good.png -o d"})
            refuses(file, QString(command).arg(file));
}

TEST_F(CliRefusals, ImagesAreNamed) {
    refuses("t10k-images-idx3-ubyte", "eval lenet.onnx --data cut");
    refuses("train-images-idx3-ubyte", "train --data cut --epochs 1");
    refuses("none", "eval lenet.onnx --data none");
    refuses("none", "train --data none --epochs 1");
    refuses("nowhere", "eval lenet.onnx --data nowhere");
}

TEST_F(CliRefusals, WhatDoesNotGoTogetherNamesAFile) {
    refuses("good", "eval channels.onnx --data good");
    refuses("good", "export-pytorch channels.onnx --data good -o d");
    refuses("auto.onnx", "explain auto.onnx --method saliency --image good.png -o d");
    refuses("flat.onnx", "explain flat.onnx --method gradcam --image good.png -o d");
    refuses("good.csv", "op conv --input good.csv --kernel good.csv --dilation 2");
    refuses("good.csv", "op maxpool --input good.csv --kernel 7");
    refuses("good.csv", "maps lenet.onnx --image good.csv --layer conv1 -o d");
}

TEST_F(CliRefusals, AFileThatIsNotThereIsNoCommand) {
    refuses("nothere.onnx", "nothere.onnx");
    refuses("nothere.json", "render nothere.json -o a.png");
}

} // namespace

} // namespace test_cli_refusals
