// train: LeNet-5 on labelled images, with progress.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/labelled_images.h"
#include "app/training_run.h"
#include "core/base/error.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"

#include <QFileInfo>

namespace ui {
namespace {

cnn::TrainingSettings settingsOf(const Arguments& a) {
    cnn::TrainingSettings s;
    s.learningRate = a.number("lr");
    s.momentum = a.number("momentum");
    s.batch = a.whole("batch", 1, 65536);
    s.epochs = a.whole("epochs", 1, 100000);
    s.seed = a.seed("seed");
    s.threads = threadsOf(a);
    s.optimizer = a.choice<cnn::OptimizerKind>(
        "optimizer", {{"sgd", cnn::OptimizerKind::SgdMomentum}, {"adam", cnn::OptimizerKind::Adam}});
    return cnn::checked(s).orThrow();
}

cnn::LeNetOptions modelOf(const Arguments& a) {
    cnn::LeNetOptions options;
    options.activation = a.choice<cnn::ActivationKind>("activation", {{"relu", cnn::ActivationKind::Relu},
                                                                      {"tanh", cnn::ActivationKind::Tanh},
                                                                      {"sigmoid", cnn::ActivationKind::Sigmoid}});
    options.pooling =
        a.choice<cnn::PoolingKind>("pooling", {{"max", cnn::PoolingKind::Max}, {"average", cnn::PoolingKind::Average}});
    return options;
}

// Better now than after an hour of training.
void requireModelPlace(const Arguments& a) {
    if (!a.has("o")) return;
    const QFileInfo file(a.text("o"));
    if (file.suffix().toLower() != "onnx")
        throw cnn::Error(cnn::ErrorCode::Usage,
                         a.text("o").toStdString() + ": networks are saved as ONNX, under a name that ends in .onnx.");
    const QFileInfo folder(file.absolutePath());
    if (file.isDir() || !folder.isDir() || !folder.isWritable())
        throw cnn::Error(cnn::ErrorCode::WriteFailed, "Cannot write " + a.text("o").toStdString() +
                                                          (file.isDir()     ? ": it is a folder."
                                                           : folder.isDir() ? ": its folder allows no writing."
                                                                            : ": there is no such folder."));
}

// Saves the network when -o asks for it: "<what> is saved in model.onnx.", otherwise nothing.
std::string saved(const Arguments& a, const cnn::Network& network, const std::string& what) {
    if (!a.has("o")) return "";
    cnn::saveOnnx(network, pathFrom(a.text("o")));
    return what + " is saved in " + a.text("o").toStdString() + ".";
}

std::shared_ptr<const cnn::DataSplit> imagesOf(const Arguments& a) {
    auto data = std::make_shared<cnn::DataSplit>(loadImages(a.text("data"), a.seed("seed")));
    if (a.has("limit")) keepFirst(static_cast<std::size_t>(a.whole("limit", 1, 1000000000)), data->train);
    say(QString("%1: %L2 images to learn from, %L3 to test with.")
            .arg(QString::fromStdString(data->name))
            .arg(data->train.size())
            .arg(data->test.size()));
    return data;
}

void train(const Arguments& a, cnn::Trainer& trainer) {
    const auto report = [](const EpochReport& epoch) { printJsonLine(toJson(epoch)); };
    if (trainWithProgress(trainer, report) == Ending::Finished) return;
    throw cnn::Error(cnn::ErrorCode::Interrupted, QString("Training was interrupted after %1 of %2 epochs.")
                                                          .arg(trainer.progress(), 0, 'f', 2)
                                                          .arg(trainer.settings().epochs)
                                                          .toStdString() +
                                                      saved(a, trainer.network(), " The network reached so far"));
}

void runTrain(const Arguments& a) {
    const cnn::TrainingSettings settings = settingsOf(a);
    cnn::Network network = cnn::lenet5(modelOf(a), settings.seed);
    requireModelPlace(a);
    cnn::Trainer trainer(std::move(network), imagesOf(a), settings);
    try {
        train(a, trainer);
    } catch (const cnn::Error& e) {
        if (e.code() != cnn::ErrorCode::Diverged) throw;
        throw cnn::Error(e.code(), e.what() + saved(a, trainer.network(), " The last finite network") +
                                       " Try a smaller learning rate than " + a.text("lr").toStdString() + ".");
    }
    const std::string end = saved(a, trainer.network(), "The network");
    if (!end.empty()) say(QString::fromStdString(end));
}

} // namespace

const Command trainCommand{
    "train",
    "",
    "Train LeNet-5; one JSON object an epoch on stdout, progress on stderr",
    "\nloss and train_accuracy are means over the epoch as it was learned, test_accuracy is measured after it; "
    "seconds\n"
    "and images_per_s count the learning alone. The same seed gives the same network with any number of threads.\n"
    "Ctrl+C ends it in order: with -o the network reached so far is saved.\n"
    "\nExample: convscope train --data fashion --epochs 2 --seed 1 -o lenet.onnx\n",
    {{"data", "WHAT", dataHelp, "", Option::Required},
     {"epochs", "N", "passes over the training images", "10"},
     {"lr", "X", "learning rate", "0.02"},
     {"momentum", "X", "0 to below 1, for sgd", "0.9"},
     {"batch", "N", "images a step", "64"},
     {"seed", "N", "first weights, order of the images, drawn digits", "1"},
     {"threads", "N", "never changes the result (default: every core)"},
     {"optimizer", "NAME", "sgd or adam", "sgd"},
     {"activation", "NAME", "relu, tanh or sigmoid", "relu"},
     {"pooling", "NAME", "max or average", "max"},
     {"limit", "N", "learn from the first N images only"},
     {"o", "FILE.onnx", "where the trained network goes"}},
    runTrain};

} // namespace ui
