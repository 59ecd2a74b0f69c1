// convscope export-pytorch, and what PyTorch makes of it where Python has it.
#include "tests/app/program.h"

#include "core/data/sources.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "tests/support/bar_images.h"
#include "tests/support/expect_error.h"
#include "tests/support/sample_networks.h"
#include "ui/export/torch_folder.h"
#include "ui/export/torch_layers.h"
#include "ui/export/torch_script.h"

#include <QDir>
#include <QFile>
#include <set>

namespace test_cli_pytorch {

namespace {

Outcome python(const QString& interpreter, const QStringList& arguments, const QString& where) {
    QProcess process;
    process.setWorkingDirectory(where);
    process.start(interpreter, arguments);
    constexpr int untilHung = 600000;
    if (!process.waitForFinished(untilHung) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

// The first Python that has PyTorch; empty when none has.
const QString& pythonWithTorch() {
    static const QString found = [] {
        for (const char* name : {"/usr/bin/python3", "python3"})
            if (python(name, {"-c", "import torch, numpy"}, {}).code == 0) return QString(name);
        return QString();
    }();
    return found;
}

class ExportPytorch : public testing::Test {
protected:
    void SetUp() override { writeBars(m_folder); }
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    std::filesystem::path path(const char* name) const { return m_folder.path() / name; }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    QString text(const char* name) const {
        QFile file(where() + "/" + name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
        return file.readAll();
    }
    void saveLeNet() const {
        cnn::Network network = cnn::lenet5({}, 3);
        cnn::fillParameters(network, 3);
        cnn::saveOnnx(network, path("lenet.onnx"));
    }

private:
    TempFolder m_folder;
};

// The folder holds the program, the network twice, and an image with the network's own outputs.
TEST_F(ExportPytorch, WritesAProgramTheWeightsAndAnImageWithItsOutputs) {
    saveLeNet();
    const Outcome outcome =
        convscope("export-pytorch lenet.onnx --data . --epochs 3 --lr 0.05 --batch 20 --schedule constant "
                  "--weight-decay 0 -o deep/out");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(QDir(where() + "/deep/out").entryList(QDir::Files, QDir::Name),
              (QStringList{"check_image.npy", "check_output.npy", "model.onnx", "train.py", "weights.npz"}));
    const cnn::Network network = cnn::loadOnnx(path("deep/out/model.onnx"));
    const cnn::Tensor image = cnn::readNpy(path("deep/out/check_image.npy"));
    cnn::Tensor first;
    const std::size_t index = 0;
    cnn::loadIdxTestSet(path(".")).gather(std::span(&index, 1), first);
    EXPECT_EQ(image, first);
    cnn::Trace trace;
    network.forward(image, trace);
    EXPECT_EQ(cnn::readNpy(path("deep/out/check_output.npy")), trace.output());
    const QString script = text("deep/out/train.py");
    for (const QString& line : QStringList{"nn.Conv2d(1, 6, 5, padding=2),  # conv1", "nn.MaxPool2d(2), ",
                                           "nn.Linear(84, 10), ", "default=3,", "default=20,", "default=0.05,",
                                           "torch.optim.SGD(model.parameters(), lr=args.lr, momentum=0.9)",
                                           "HERE / \"" + QDir(where()).absolutePath() + "\""})
        EXPECT_TRUE(script.contains(line)) << line.toStdString() << " is missing in\n" << script.toStdString();
    EXPECT_FALSE(script.contains('\t'));
    for (const QString& line : script.split('\n')) EXPECT_LE(line.size(), 120) << line.toStdString();
}

// The other ways to train: Adam with weight decay along a cosine, a rate in steps, the losses that are no
// cross-entropy.
TEST_F(ExportPytorch, SaysOptimizerScheduleAndLossAsPyTorchDoes) {
    saveLeNet();
    ASSERT_EQ(convscope("export-pytorch lenet.onnx --optimizer adam --weight-decay 0.01 --schedule cosine "
                        "--loss squared-error -o a")
                  .code,
              0);
    const QString a = text("a/train.py");
    EXPECT_TRUE(a.contains("torch.optim.Adam(model.parameters(), lr=args.lr, weight_decay=0.01)\n"
                           "    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, args.epochs * "
                           "len(batches))\n\n"))
        << a.toStdString();
    EXPECT_TRUE(a.contains("            optimizer.step()\n            schedule.step()\n        if rank == 0:"));
    EXPECT_TRUE(a.contains("F.one_hot(labels, outputs.shape[1])"));
    ASSERT_EQ(convscope("export-pytorch lenet.onnx --schedule step --schedule-every 2 --schedule-factor 0.1 -o b").code,
              0);
    const QString b = text("b/train.py");
    EXPECT_TRUE(b.contains("torch.optim.lr_scheduler.StepLR(optimizer, 2, 0.1)\n")) << b.toStdString();
    EXPECT_TRUE(b.contains("            optimizer.step()\n        schedule.step()\n        if rank == 0:"));
}

// PyTorch's first outputs are ours to 1e-5, and the run goes on from there: the bars are learned.
TEST_F(ExportPytorch, RunsAsItIsAndGoesOnLearning) {
    if (pythonWithTorch().isEmpty()) GTEST_SKIP() << "no Python with torch and numpy (Debian: python3-torch)";
    cnn::saveOnnx(cnn::lenet5({}, 1), path("lenet.onnx"));
    ASSERT_EQ(convscope("export-pytorch lenet.onnx --data . --epochs 2 --batch 10 --schedule cosine -o out").code, 0);
    const Outcome outcome = python(pythonWithTorch(), {"out/train.py"}, where());
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(outcome.err.toStdString(), "");
    const QStringList lines = outcome.out.split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 5) << outcome.out.toStdString();
    EXPECT_LE(lines[1].section(": ", 1).toDouble(), 1e-5) << lines[1].toStdString();
    EXPECT_TRUE(lines[2].startsWith("epoch 1/2: test loss "));
    EXPECT_GE(lines[3].section(' ', -1).chopped(1).toDouble(), 90) << lines[3].toStdString();
    EXPECT_TRUE(QFile::exists(where() + "/out/trained.pt"));
}

// Windows that differ by axis, padding on one side, gaps, a layer without bias: PyTorch computes the same numbers.
TEST_F(ExportPytorch, KnowsEveryLayerAtItsMostCrooked) {
    if (pythonWithTorch().isEmpty()) GTEST_SKIP() << "no Python with torch and numpy (Debian: python3-torch)";
    cnn::Network average(cnn::Shape{2, 7, 6, 1});
    average.add("gaps", cnn::makeLayer({"avgpool2d", cnn::Window{{3, 2, 1, 0, 2}, {2, 1, 1, 1, 3}}, 0, 0}));
    average.add("conv", std::make_unique<cnn::Conv2d>(2, 2, cnn::Window::square(1)));
    cnn::fillParameters(average, 5);
    // ONNX, which stands in the folder too, has no adaptive pooling into windows of different sizes, PyTorch no
    // transposed convolution with another padding before than after, and no average pooling with gaps or
    // uneven padding that is rounded up or leaves the padding out.
    std::set<std::string> kindsLeftOut;
    const cnn::Network samples = cnn::everySample(5, [&](const cnn::LayerSample& sample) {
        cnn::Network alone(sample.in);
        alone.add("learns", std::make_unique<cnn::Conv2d>(sample.in.c, sample.in.c, cnn::Window::square(1)));
        alone.add("layer", cnn::makeLayer(sample.info));
        try {
            cnn::toOnnx(alone);
            ui::torchScript(alone, {}, "data");
            return false;
        } catch (const cnn::Error&) {
            kindsLeftOut.insert(sample.info.kind);
            return true;
        }
    });
    EXPECT_EQ(kindsLeftOut,
              (std::set<std::string>{"adaptiveavgpool2d", "adaptivemaxpool2d", "avgpool2d", "convtranspose2d"}));
    for (const cnn::Network& network : {cnn::everyKind(5), cnn::kindsOf1998(5), average, samples}) {
        ui::NetworkExport run;
        run.network = std::make_shared<const cnn::Network>(network);
        run.image = cnn::randomImages(network.inputShape(), 1, 3);
        ui::writeTorchFolder(run, QDir(where() + "/out"));
        const Outcome outcome = python(pythonWithTorch(), {"out/train.py", "--check"}, where());
        ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString() << text("out/train.py").toStdString();
        EXPECT_LE(outcome.out.split('\n')[1].section(": ", 1).toDouble(), 1e-5) << outcome.out.toStdString();
    }
}

// Weights that are not the network's any more are noticed before an hour is spent on them.
TEST_F(ExportPytorch, NoticesThatTheOutputsDiffer) {
    if (pythonWithTorch().isEmpty()) GTEST_SKIP() << "no Python with torch and numpy (Debian: python3-torch)";
    saveLeNet();
    ASSERT_EQ(convscope("export-pytorch lenet.onnx --data . -o out").code, 0);
    QFile output(where() + "/out/check_output.npy");
    ASSERT_TRUE(output.open(QIODevice::ReadWrite));
    QByteArray bytes = output.readAll();
    bytes.back() = static_cast<char>(bytes.back() ^ 1); // the exponent of the last output
    output.seek(0);
    output.write(bytes);
    output.close();
    const Outcome outcome = python(pythonWithTorch(), {"out/train.py", "--check"}, where());
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.err.contains("not the network")) << outcome.err.toStdString();
}

// A layer kind that is new to the core must be told to PyTorch, too.
TEST_F(ExportPytorch, HasATwinForEveryKindOfLayer) {
    for (const cnn::LayerKind& kind : cnn::layerKinds())
        EXPECT_TRUE(ui::knowsTorch(kind.kind))
            << kind.kind << " has no module: name one in its facts (.torch), or in ui/export/torch_layers.cpp";
}

// Images that lie in no folder of MNIST's files are written beside the program.
TEST_F(ExportPytorch, WritesImagesBesideTheProgramWhenTheyAreNowhereElse) {
    ui::NetworkExport run;
    run.network = std::make_shared<const cnn::Network>(cnn::lenet5({}, 1));
    run.data = std::make_shared<const cnn::DataSplit>(cnn::drawnDigits(1, 30, 20));
    run.image = cnn::Tensor(cnn::Shape{1, 28, 28, 1});
    ui::writeTorchFolder(run, QDir(where() + "/out"));
    EXPECT_TRUE(text("out/train.py").contains("DATA = HERE / \"data\""));
    const cnn::DataSplit back = cnn::loadIdxFolder(path("out/data"));
    EXPECT_EQ(back.train.pixels, run.data->train.pixels);
    EXPECT_EQ(back.train.labels, run.data->train.labels);
    EXPECT_EQ(back.test.pixels, run.data->test.pixels);
    EXPECT_EQ(back.test.labels, run.data->test.labels);
}

// Names and paths out of files stay text in the program, whatever is in them.
TEST_F(ExportPytorch, TakesNamesAndPathsForTextOnly) {
    cnn::Network network(cnn::Shape{4, 1, 1, 1});
    network.add("a\nimport os @DATA@", std::make_unique<cnn::Dense>(4, 2));
    const QString script = ui::torchScript(network, {}, "/tmp/\"; import os\n@SEED@\\");
    EXPECT_TRUE(script.contains("# a import os @DATA@\n")) << script.toStdString();
    EXPECT_TRUE(script.contains(R"(HERE / "/tmp/\"; import os\x0a@SEED@\\")")) << script.toStdString();
}

TEST_F(ExportPytorch, RefusesWhatCannotGoOnInOneLine) {
    saveLeNet();
    expectRefused(convscope("export-pytorch absent.onnx -o out"), 1, {"absent.onnx"});
    expectRefused(convscope("export-pytorch lenet.onnx --data absent -o out"), 1, {"absent"});
    expectRefused(convscope("export-pytorch lenet.onnx --lr -1 -o out"), 2, {"learning rate"});
    expectRefused(convscope("export-pytorch lenet.onnx -o lenet.onnx/out"), 1, {"lenet.onnx/out"});
    cnn::Network fixed(cnn::Shape{1, 4, 4, 1});
    fixed.add("pool", cnn::makeLayer({"maxpool2d", cnn::Window::square(2, 2), 0, 0}));
    cnn::saveOnnx(fixed, path("fixed.onnx"));
    expectRefused(convscope("export-pytorch fixed.onnx -o out"), 2, {"no weights"});
    const Outcome scaled = convscope("export-pytorch fixed.onnx --data . -o out");
    EXPECT_EQ(scaled.code, 1) << "four outputs for ten classes";
    EXPECT_TRUE(scaled.err.contains("The images are 28 × 28 and are read at 4 × 4.")) << scaled.err.toStdString();
    EXPECT_FALSE(QDir(where() + "/out").exists());
}

} // namespace

} // namespace test_cli_pytorch
