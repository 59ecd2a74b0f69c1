// convscope info and convscope run: any network of this field, looked at and run from the command line.
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "tests/app/program.h"
#include "tests/support/sample_networks.h"
#include "tests/support/temp_folder.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>
#include <fstream>

namespace test_cli_model {

namespace {

const QString data = CONVSCOPE_TEST_DATA;

QString path(const TempFolder& folder, const char* name) {
    return QString::fromStdString((folder.path() / name).string());
}

TEST(InfoCommand, TellsLayersCostsAndWhatIsAssumed) {
    const TempFolder folder;
    cnn::Network net = cnn::lenet5({}, 1);
    net.classNames = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    cnn::saveOnnx(net, folder.path() / "lenet.onnx");
    const Outcome outcome = run({"info", path(folder, "lenet.onnx")});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err.toStdString(), "");
    for (const char* part : {"conv1", "6@28×28", "2,416", "61,706 parameters", "multiply-adds", "all", "values 0 to 1",
                             "Assumed", "Classes: a, b, c", "opset 13, IR version 7, by ConvScope"})
        EXPECT_TRUE(outcome.out.contains(part)) << part << "\n" << outcome.out.toStdString();
    const QJsonObject whole =
        QJsonDocument::fromJson(run({"info", path(folder, "lenet.onnx"), "--json"}).out.toUtf8()).object();
    EXPECT_EQ(whole["parameters"].toInt(), 61'706);
    EXPECT_EQ(whole["multiply_adds"].toInt(), 416'520);
    EXPECT_EQ(whole["layers"].toArray().size(), 12);
    EXPECT_EQ(whole["layers"][3]["field"][0].toInt(), 14);
    EXPECT_EQ(whole["layers"][3]["jump"][0].toInt(), 2);
    EXPECT_EQ(whole["layers"][11]["field"][0].toString(), "all");
    EXPECT_EQ(whole["weight_bytes"].toInt(), 61'706 * 4);
}

TEST(InfoCommand, KnowsTheProgramsNetworksAndWritesTheTableAsCsv) {
    const TempFolder folder;
    const Outcome outcome = run({"info", "vgg19", "--csv", path(folder, "vgg19.csv")});
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.out.contains("143,667,240 parameters, 19,632,062,464 multiply-adds a picture, 548.05 MiB of "
                                     "weights, 62.53 MiB of maps"))
        << outcome.out.toStdString();
    std::ifstream csv(folder.path() / "vgg19.csv");
    std::string head, line;
    std::getline(csv, head);
    EXPECT_TRUE(QString::fromStdString(head).contains("parameters,multiply-adds,map (bytes),field rows (pixels)"))
        << head;
    int lines = 0;
    bool isThere = false;
    for (; std::getline(csv, line); ++lines)
        isThere =
            isThere || line == "fc6,dense,Dense (4096),flatten,4096,1,1,102764544,102760448,16384,all,all,all,all";
    EXPECT_EQ(lines, 43);
    EXPECT_TRUE(isThere);
}

TEST(InfoCommand, TellsTwoNetworksApart) {
    const TempFolder folder;
    cnn::saveOnnx(cnn::tinyVgg({}, 1), folder.path() / "mine.onnx");
    const Outcome outcome = run({"info", "lenet5", path(folder, "mine.onnx")});
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    for (const char* part : {"LeNet-5: 61,706 parameters", "mine.onnx: 55,042 parameters", "9 of 9 rows differ"})
        EXPECT_TRUE(outcome.out.contains(part)) << part << "\n" << outcome.out.toStdString();
    const QJsonObject both =
        QJsonDocument::fromJson(run({"info", "vgg16", "vgg19", "--diff", "--json"}).out.toUtf8()).object();
    EXPECT_EQ(both["rows"].toArray().size(), 12);
    EXPECT_TRUE(both["rows"][0]["first"].isNull());
    EXPECT_EQ(both["rows"][0]["second"].toString(), "conv3_4");
    EXPECT_EQ(both["second"]["parameters"].toInt(), 143'667'240);
    expectRefused(run({"info", "vgg16", "vgg19", "mlp"}), 2, {"two models at most"});
    expectRefused(run({"info", "vgg20"}), 1, {"vgg20"});
}

TEST(InfoCommand, ShowsBranchesAndThePreprocessingInside) {
    const Outcome residual = run({"info", data + "/exports/residual_11.onnx"});
    EXPECT_TRUE(residual.out.contains("b_Conv, ")) << residual.out.toStdString(); // what the sum reads
    const Outcome inside = run({"info", data + "/exports/normalised_13.onnx"});
    EXPECT_TRUE(inside.out.contains("less 0.4")) << inside.out.toStdString();
    const Outcome bytes = run({"info", data + "/graphs/bytes_in.onnx"});
    EXPECT_TRUE(bytes.out.contains("values 0 to 255")) << bytes.out.toStdString();
}

// Of a model beside its numbers.
void expectRight(const QString& model) {
    const TempFolder folder;
    const QString to = path(folder, "y.npy");
    const Outcome outcome = run({"run", model + ".onnx", "--input", model + ".input.npy", "-o", to});
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    const cnn::Tensor is = cnn::readNpy(to.toStdString()), should = cnn::readNpy((model + ".output.npy").toStdString());
    ASSERT_EQ(is.shape(), should.shape()) << model.toStdString();
    for (std::size_t i = 0; i < is.size(); ++i)
        EXPECT_NEAR(is.data()[i], should.data()[i], 1e-4F * std::max(1.0F, std::abs(should.data()[i])));
}

TEST(RunCommand, GivesTheNumbersOfTheProgramThatWroteTheModel) {
    for (const char* model : {"exports/residual_11", "exports/mlp_13", "exports/unet_nearest_13", "graphs/torch_29",
                              "graphs/keras_classifier", "graphs/no_batch"})
        expectRight(data + "/" + model);
}

TEST(RunCommand, PrintsCsvWithoutAFile) {
    const QString model = data + "/exports/softmax_13";
    const Outcome outcome = run({"run", model + ".onnx", "--input", model + ".input.npy"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out.count(','), 4);
    double sum = 0;
    for (const QString& word : outcome.out.trimmed().split(',')) sum += word.toDouble();
    EXPECT_NEAR(sum, 1, 1e-5);
    const QString maps = data + "/graphs/upsample_7";
    EXPECT_EQ(run({"run", maps + ".onnx", "--input", maps + ".input.npy"}).out.count('\n'), 2 * 6 + 1);
}

TEST(RunCommand, APictureIsBroughtToTheSizeAndTheValuesThatTheNetworkExpects) {
    const TempFolder folder;
    QImage grey(40, 30, QImage::Format_Grayscale8);
    grey.fill(128);
    grey.save(path(folder, "grey.png"));
    const Outcome outcome =
        run({"run", data + "/graphs/bytes_in.onnx", "--input", path(folder, "grey.png"), "-o", path(folder, "y.csv")});
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("values 0 to 255")) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("y.csv: 2@4×4")) << outcome.err.toStdString();
}

TEST(RunCommand, OptionsThatWouldMeanNothingAreRefused) {
    expectRefused(run({"info", "lenet5", "--diff"}), 2, {"--diff", "second"});
    expectRefused(run({"info", "lenet5", "--size", "1x28x28"}), 2, {"--size", "own networks"});
    expectRefused(run({"run", data + "/exports/softmax_13.onnx", "--input", "x.npy", "--preset", "caffe"}), 2,
                  {"--preset", "pictures"});
}

TEST(RunCommand, AsksForAFreeSizeAndForOneOfSeveralOutputs) {
    const TempFolder folder;
    cnn::Network net(cnn::Shape{1, 6, 6, 1});
    net.add("conv", std::make_unique<cnn::Conv2d>(1, 2, cnn::Window::square(3)));
    cnn::fillParameters(net, 1);
    std::string bytes = cnn::toOnnx(net);
    ASSERT_NE(bytes.find("\x0a\x02\x08\x06"), std::string::npos);
    for (std::size_t at = bytes.find("\x0a\x02\x08\x06"); at != std::string::npos; at = bytes.find("\x0a\x02\x08\x06"))
        bytes.replace(at, 4, std::string("\x0a\x02\x12\x00", 4)); // one without a number or a name
    std::ofstream(folder.path() / "free.onnx", std::ios::binary) << bytes;
    const QString model = path(folder, "free.onnx");
    expectRefused(run({"info", model}), 2, {"size of its input is not fixed", "--size"});
    expectRefused(run({"info", model, "--size", "3x8"}), 2, {"--size 3x8", "1x3x224x224"});
    // The window, where nobody is asked, assumes a size and says so.
    cnn::OnnxOptions options;
    options.assumes = true;
    const cnn::OnnxModel assumed = cnn::openOnnx(folder.path() / "free.onnx", options);
    EXPECT_EQ(assumed.network.inputShape(), (cnn::Shape{1, 224, 224, 1}));
    EXPECT_EQ(assumed.card.notes,
              (std::vector<std::string>{"The file leaves the rows of its input free: 224 are taken.",
                                        "The file leaves the columns of its input free: 224 are "
                                        "taken."}));
    const Outcome outcome = run({"info", model, "--size", "1x1x8x9", "--json"});
    EXPECT_EQ(QJsonDocument::fromJson(outcome.out.toUtf8())["output"].toArray(), (QJsonArray{2, 6, 7}))
        << outcome.err.toStdString();
    expectRefused(run({"info", data + "/exports/softmax_13.onnx", "--output", "none"}), 2, {"no output \"none\""});
    expectRefused(run({"info", data + "/exports/softmax_13.onnx", "--size", "3x3x3"}), 2, {"its size is fixed"});
}

TEST(RunCommand, RefusesWhatDoesNotFit) {
    const QString model = data + "/exports/residual_11.onnx";
    expectRefused(run({"run", model, "--input", data + "/exports/softmax_13.input.npy"}), 1, {"3@12×12"});
    expectRefused(run({"run", model}), 2, {"--input"});
    expectRefused(run({"run", model, "--input", data + "/exports/residual_11.input.npy", "-o", "y.txt"}), 2, {".npy"});
}

} // namespace

} // namespace test_cli_model
