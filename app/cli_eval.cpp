// eval: how good is a saved network?
#include "app/cli_commands.h"
#include "app/grid_file.h"
#include "app/labelled_images.h"
#include "app/training_run.h"
#include "core/base/outputs.h"
#include "core/onnx/onnx_file.h"
#include "core/train/metrics.h"

namespace ui {
namespace {

void runEval(const Arguments& a) {
    const int threads = threadsOf(a);
    if (a.has("confusion")) requireGridName(a.text("confusion"));
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    const cnn::Dataset images = loadTestImages(a.text("data"), a.seed("seed"), network.inputShape());
    const cnn::Evaluation e = cnn::evaluate(network, images, cnn::LossKind::SoftmaxCrossEntropy, threads);
    cnn::Outputs outputs;
    outputs.make([&] {
        printJsonLine({{"images", static_cast<qint64>(e.images)}, {"accuracy", e.accuracy}, {"loss", e.loss}});
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
    "\nExample: convscope eval lenet.onnx --data fashion\n",
    {{"data", "WHAT", dataHelp, "", Option::Required},
     {"seed", "N", "for drawn digits", "1"},
     {"confusion", "FILE", "also write how often each class (row) was taken for each (column): .csv or .npy"},
     {"threads", "N", "never changes the result (default: every core)"}},
    runEval};

} // namespace ui
