// eval: how good is a saved network?
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/denoise_options.h"
#include "app/grid_file.h"
#include "app/labelled_images.h"
#include "app/training_run.h"
#include "core/base/error.h"
#include "core/base/outputs.h"
#include "core/explain/inside.h"
#include "core/onnx/onnx_file.h"
#include "core/train/denoise.h"
#include "core/train/metrics.h"
#include "core/train/trainer.h"

#include <cmath>

namespace ui {
namespace {

// PSNR of what needs no learning, on the same noisy images.
std::vector<std::pair<QString, double>> rivalsBeside(const cnn::Dataset& images, const cnn::Noise& noise, int threads) {
    constexpr std::size_t searched = 500; // enough for a width
    const double sigma = cnn::bestGaussianWidth(images, searched, noise, threads);
    const cnn::RivalScores scores = cnn::rivalsOn(images, images.size(), noise, sigma, threads);
    std::vector<std::pair<QString, double>> named;
    for (const auto& [rival, name] : cnn::rivalNames)
        named.emplace_back(QString(rival == cnn::Rival::Noisy ? "%1_psnr" : "%1_filter_psnr").arg(name),
                           scores.psnr(rival));
    named.emplace_back("gaussian_filter_sigma", std::round(sigma * 100) / 100);
    return named;
}

// A network that gives a picture back: how much it differs.
void evaluateReconstruction(const Arguments& a, const cnn::Network& network, int threads) {
    const std::string shape = cnn::text(network.outputShape());
    if (network.outputShape() != network.inputShape() || a.has("confusion"))
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         a.operand(0).toStdString() + " tells no classes: its output is " + shape +
                             ", so there is no " + (a.has("confusion") ? "confusion" : "accuracy") + " to measure.");
    say(QString("%1 tells no classes: its output is a picture, %2, which is compared with its input.")
            .arg(a.operand(0), QString::fromStdString(shape)));
    const cnn::Dataset images = loadTestImages(a.text("data"), a.seed("seed"), dataWishFor(a, network));
    const cnn::Noise noise = noiseFrom(a.text("noise"));
    const cnn::Evaluation e =
        cnn::evaluate(network, images, cnn::LossKind::Reconstruction, threads, images.size(), noise);
    QJsonObject result{{"images", static_cast<qint64>(e.images)},
                       {"reconstruction_error", e.loss},
                       {"mse", e.squaredError},
                       {"psnr", e.psnr()}};
    if (noise.any()) {
        result["noise"] = textOf(noise);
        for (const auto& [key, value] : rivalsBeside(images, noise, threads)) result[key] = value;
    }
    printJsonLine(result);
}

void runEval(const Arguments& a) {
    const int threads = threadsOf(a);
    if (a.has("confusion")) requireGridName(a.text("confusion"));
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    if (!cnn::tellsClasses(network)) return evaluateReconstruction(a, network, threads);
    if (a.has("noise"))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--noise is for networks that give pictures back; %1 tells classes.",
                                          a.operand(0).toStdString()));
    std::size_t leftOut = 0;
    const cnn::Dataset images =
        loadTestImagesFor(network, a.operand(0), a.text("data"), a.seed("seed"), dataWishFor(a, network), &leftOut);
    const cnn::Evaluation e = cnn::evaluate(network, images, cnn::LossKind::SoftmaxCrossEntropy, threads);
    cnn::Outputs outputs;
    outputs.make([&] {
        QJsonObject result{{"images", static_cast<qint64>(e.images)}, {"accuracy", e.accuracy}, {"loss", e.loss}};
        if (leftOut > 0) result["images_of_other_classes"] = static_cast<qint64>(leftOut);
        printJsonLine(result);
    });
    if (a.has("confusion"))
        outputs.make([&] {
            writeGrid(cnn::confusionOf(cnn::verdictsOn(network, images, images.size(), threads)).table(),
                      a.text("confusion"));
        });
    outputs.orThrow();
}

} // namespace

const Command evalCommand{
    "eval",
    "MODEL",
    "Test a saved network (.onnx); one JSON object with images, accuracy and loss",
    "\nOnly the test images are read, and brought to the network's size, colours and range of values. The loss is the "
    "mean softmax cross-entropy.\n"
    "Classes are matched by name. Images of classes that the network does not tell are left out and counted as\n"
    "images_of_other_classes; a network without names takes them in their order, which is said.\n"
    "A network whose output is a picture of the input's size is tested by its reconstruction_error, the mean squared\n"
    "difference of a value, by mse, the same of the picture with values cut to 0 to 1, and by psnr, the peak signal "
    "to\n"
    "noise ratio of that in dB (null: infinite, they are equal); any other that tells no classes is refused. With\n"
    "--noise it reads noisy images and is compared with the clean ones, beside the PSNR of what needs no learning: "
    "the\n"
    "noisy image itself, a mean and a median of 3x3, and a Gaussian filter of the width that suits these images best.\n"
    "\nExamples: convscope eval lenet.onnx --data fashion\n"
    "          convscope eval clean.onnx --data digits --noise gaussian:0.4\n",
    {{"data", "WHAT", dataHelp, "", Option::Required},
     turnedOption,
     rangeOption,
     {"seed", "N", "for drawn digits and cells", "1"},
     {"confusion", "FILE",
      "also write how often each class (row) was taken for each (column), in the network's order: .csv or "
      ".npy"},
     noiseOption,
     {"threads", "N", "never changes the result (default: every core)"}},
    runEval};

} // namespace ui
