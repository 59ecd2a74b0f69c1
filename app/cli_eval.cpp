// eval: how good is a saved network?
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/grid_file.h"
#include "app/labelled_images.h"
#include "app/training_run.h"
#include "core/base/error.h"
#include "core/base/outputs.h"
#include "core/explain/inside.h"
#include "core/onnx/onnx_file.h"
#include "core/train/metrics.h"

namespace ui {
namespace {

// A network that gives a picture back: how much it differs.
void evaluateReconstruction(const Arguments& a, const cnn::Network& network, int threads) {
    const std::string shape = cnn::text(network.outputShape());
    if (network.outputShape() != network.inputShape() || a.has("confusion"))
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         a.operand(0).toStdString() + " tells no classes: its output is " + shape +
                             ", so there is no " + (a.has("confusion") ? "confusion" : "accuracy") + " to measure.");
    say(QString("%1 tells no classes: its output is a picture, %2, which is compared with its input.")
            .arg(a.operand(0), QString::fromStdString(shape)));
    const cnn::Dataset images = loadTestImages(a.text("data"), a.seed("seed"), network.inputShape());
    const cnn::Evaluation e = cnn::evaluate(network, images, cnn::LossKind::Reconstruction, threads);
    printJsonLine({{"images", static_cast<qint64>(e.images)}, {"reconstruction_error", e.loss}});
}

void runEval(const Arguments& a) {
    const int threads = threadsOf(a);
    if (a.has("confusion")) requireGridName(a.text("confusion"));
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    if (!cnn::tellsClasses(network)) return evaluateReconstruction(a, network, threads);
    std::size_t leftOut = 0;
    const cnn::Dataset images = loadTestImagesFor(network, a.operand(0), a.text("data"), a.seed("seed"), &leftOut);
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
    "\nOf a folder only the test images are read. The loss is the mean softmax cross-entropy.\n"
    "Classes are matched by name. Images of classes that the network does not tell are left out and counted as\n"
    "images_of_other_classes; a network without names takes them in their order, which is said.\n"
    "A network whose output is a picture of the input's size is tested by its reconstruction_error, the mean squared\n"
    "difference of a value; any other that tells no classes is refused.\n"
    "\nExample: convscope eval lenet.onnx --data fashion\n",
    {{"data", "WHAT", dataHelp, "", Option::Required},
     {"seed", "N", "for drawn digits", "1"},
     {"confusion", "FILE",
      "also write how often each class (row) was taken for each (column), in the network's order: .csv or "
      ".npy"},
     {"threads", "N", "never changes the result (default: every core)"}},
    runEval};

} // namespace ui
