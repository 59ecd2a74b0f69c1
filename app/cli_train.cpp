// train: LeNet-5 on labelled images, with progress.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/labelled_images.h"
#include "app/training_run.h"
#include "core/base/save_file.h"
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
    s.schedule = a.choice<cnn::ScheduleKind>("schedule", {{"constant", cnn::ScheduleKind::Constant},
                                                          {"step", cnn::ScheduleKind::Step},
                                                          {"cosine", cnn::ScheduleKind::Cosine}});
    s.scheduleEvery = a.whole("schedule-every", 1, 100000);
    s.scheduleFactor = a.number("schedule-factor");
    s.weightDecay = a.number("weight-decay");
    s.loss = a.choice<cnn::LossKind>("loss", {{"cross-entropy", cnn::LossKind::SoftmaxCrossEntropy},
                                              {"squared-error", cnn::LossKind::SquaredError}});
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

cnn::Network untrained(const Arguments& a, std::uint64_t seed) {
    using Choice = std::optional<cnn::Initialisation>;
    const double dropout = a.number("dropout");
    if (!(dropout >= 0 && dropout < 1))
        throw cnn::Error(cnn::ErrorCode::Usage, "The dropout must be at least 0 and below 1.");
    const cnn::NetworkPlan plan = cnn::withDropout(cnn::lenet5Plan(modelOf(a)), static_cast<float>(dropout));
    const auto how = a.choice<Choice>("init", {{"usual", std::nullopt},
                                               {"he", cnn::Initialisation::He},
                                               {"he-uniform", cnn::Initialisation::HeUniform},
                                               {"glorot", cnn::Initialisation::Glorot},
                                               {"lecun", cnn::Initialisation::LeCun}});
    return cnn::build(plan, cnn::usualInput, cnn::usualClasses, how.value_or(cnn::usualInitialisation(plan)), seed);
}

// Better now than after an hour of training.
void requirePlace(const QString& path) {
    const QFileInfo file(path), folder(file.absolutePath());
    if (file.isDir() || !folder.isDir() || !folder.isWritable())
        throw cnn::Error(cnn::ErrorCode::WriteFailed, "Cannot write " + path.toStdString() +
                                                          (file.isDir()     ? ": it is a folder."
                                                           : folder.isDir() ? ": its folder allows no writing."
                                                                            : ": there is no such folder."));
}

void requirePlaces(const Arguments& a) {
    if (a.has("log")) requirePlace(a.text("log"));
    if (!a.has("o")) return;
    if (QFileInfo(a.text("o")).suffix().toLower() != "onnx")
        throw cnn::Error(cnn::ErrorCode::Usage,
                         a.text("o").toStdString() + ": networks are saved as ONNX, under a name that ends in .onnx.");
    requirePlace(a.text("o"));
}

// Saves the network when -o asks for it: "<what> is saved in model.onnx.", otherwise nothing.
std::string saved(const Arguments& a, const cnn::Network& network, const std::string& what) {
    if (!a.has("o")) return "";
    cnn::saveOnnx(network, pathFrom(a.text("o")));
    return what + " is saved in " + a.text("o").toStdString() + ".";
}

std::shared_ptr<const cnn::DataSplit> imagesOf(const Arguments& a, const cnn::Shape& input) {
    auto data = std::make_shared<cnn::DataSplit>(loadImages(a.text("data"), a.seed("seed"), input));
    if (a.has("limit")) keepFirst(static_cast<std::size_t>(a.whole("limit", 1, 1000000000)), data->train);
    say(QString("%1: %L2 images to learn from, %L3 to test with.")
            .arg(QString::fromStdString(data->name))
            .arg(data->train.size())
            .arg(data->test.size()));
    return data;
}

// The log is written however the run ends.
Ending trainLogged(const Arguments& a, cnn::Trainer& trainer) {
    cnn::RunLog log;
    const auto write = [&] {
        if (a.has("log")) cnn::saveFile(pathFrom(a.text("log")), log.csv());
    };
    Ending ending{};
    try {
        ending = trainWithProgress(
            trainer, [](const EpochReport& epoch) { printJsonLine(toJson(epoch)); }, &log);
    } catch (const cnn::Error&) {
        write();
        throw;
    }
    write();
    return ending;
}

void train(const Arguments& a, cnn::Trainer& trainer) {
    if (trainLogged(a, trainer) == Ending::Finished) return;
    throw cnn::Error(cnn::ErrorCode::Interrupted, QString("Training was interrupted after %1 of %2 epochs.")
                                                          .arg(trainer.progress(), 0, 'f', 2)
                                                          .arg(trainer.settings().epochs)
                                                          .toStdString() +
                                                      saved(a, trainer.network(), " The network reached so far"));
}

void runTrain(const Arguments& a) {
    const cnn::TrainingSettings settings = settingsOf(a);
    cnn::Network network = untrained(a, settings.seed);
    requirePlaces(a);
    const auto data = imagesOf(a, network.inputShape());
    cnn::Trainer trainer(std::move(network), data, settings);
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
    "The log's columns: step, epoch (1.25), loss and accuracy of the batch, learning_rate, and at the end of an epoch\n"
    "test_loss and test_accuracy.\n"
    "A folder holds pictures in one subfolder a class, or MNIST's IDX files. Pictures are brought to the network's\n"
    "input. Subfolders train and test (or val) are a split that is kept; otherwise a fifth of each class becomes the\n"
    "test set, the same one every time.\n"
    "\nExample: convscope train --data fashion --epochs 2 --seed 1 -o lenet.onnx\n",
    {{"data", "WHAT", dataHelp, "", Option::Required},
     {"epochs", "N", "passes over the training images", "10"},
     {"lr", "X", "learning rate", "0.02"},
     {"momentum", "X", "0 to below 1, for sgd", "0.9"},
     {"batch", "N", "images a step", "64"},
     {"seed", "N", "first weights, order of the images, drawn digits", "1"},
     {"threads", "N", "never changes the result (default: every core)"},
     {"optimizer", "NAME", "sgd or adam", "sgd"},
     {"schedule", "NAME", "of the learning rate: constant, step or cosine", "cosine"},
     {"schedule-every", "N", "epochs between two steps", "5"},
     {"schedule-factor", "X", "what a step multiplies by", "0.5"},
     {"weight-decay", "X", "0 to 1", "0.0005"},
     {"loss", "NAME", "cross-entropy or squared-error", "cross-entropy"},
     {"activation", "NAME", "relu, tanh or sigmoid", "relu"},
     {"pooling", "NAME", "max or average", "max"},
     {"limit", "N", "learn from the first N images only"},
     {"dropout", "X", "share of the hidden dense layers' values that a step leaves out, 0 to below 1", "0"},
     {"init", "NAME", "how weights begin: usual, he, he-uniform, glorot or lecun", "usual"},
     {"log", "FILE.csv", "where the course of the run goes, a line a batch"},
     {"o", "FILE.onnx", "where the trained network goes"}},
    runTrain};

} // namespace ui
