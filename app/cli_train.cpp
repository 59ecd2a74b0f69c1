// train: LeNet-5 on labelled images, with progress.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/denoise_options.h"
#include "app/labelled_images.h"
#include "app/plan_file.h"
#include "app/training_run.h"
#include "core/base/outputs.h"
#include "core/base/save_file.h"
#include "core/base/system.h"
#include "core/data/class_match.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "core/train/denoise.h"
#include "core/train/run_log.h"
#include "ui/export/course_files.h"
#include "ui/export/training_gif.h"
#include "ui/lessons/training/run_course.h"

#include <QFileInfo>
#include <array>
#include <cstdint>
#include <map>
#include <optional>

namespace ui {
namespace {

constexpr qsizetype mostNamed = 20; // classes in a line

cnn::LeNetOptions modelOf(const Arguments& a) {
    cnn::LeNetOptions options;
    options.activation = a.choice<cnn::ActivationKind>("activation", {{"relu", cnn::ActivationKind::Relu},
                                                                      {"tanh", cnn::ActivationKind::Tanh},
                                                                      {"sigmoid", cnn::ActivationKind::Sigmoid}});
    options.pooling =
        a.choice<cnn::PoolingKind>("pooling", {{"max", cnn::PoolingKind::Max}, {"average", cnn::PoolingKind::Average}});
    return options;
}

// input: of the images, which only the plan of an autoencoder depends on.
cnn::NetworkPlan planOf(const Arguments& a, const cnn::Shape& input) {
    QStringList ids;
    for (const cnn::Model& model : cnn::models()) ids << QString(model.id);
    ids << "autoencoder";
    if (a.has("layers")) {
        for (const char* other : {"model", "activation", "pooling"})
            if (a.has(other))
                throw cnn::Error(cnn::ErrorCode::Usage,
                                 cnn::Message::tr("--layers says all layers: leave --%1 out.", std::string(other)));
        return readPlan(a.text("layers"));
    }
    if (isAutoencoder(a)) return cnn::autoencoderPlan(autoencoderOf(a), input);
    const cnn::Model* model = cnn::findModel(a.text("model").toStdString());
    if (!model)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("There is no network \"%1\"; there are %2.", a.text("model").toStdString(),
                                          ids.join(", ").toStdString()));
    return model->plan(modelOf(a));
}

cnn::Augmentation augmentationOf(const Arguments& a) {
    cnn::Augmentation how;
    for (const QString& name : a.text("augment").split(',', Qt::SkipEmptyParts)) {
        const auto found =
            std::ranges::find_if(cnn::augmentationSwitches, [&](const auto& s) { return name == s.name; });
        if (found == std::end(cnn::augmentationSwitches))
            throw cnn::Error(
                cnn::ErrorCode::Usage,
                cnn::Message::tr("There is no augmentation \"%1\"; there are shift, rotate, elastic and noise.",
                                 name.toStdString()));
        how.*found->on = true;
    }
    return how;
}

struct Beginning {
    cnn::NetworkPlan plan;
    cnn::Initialisation how;
};
Beginning beginningOf(const Arguments& a, const cnn::Shape& input = cnn::usualInput) {
    using Choice = std::optional<cnn::Initialisation>;
    const double dropout = a.number("dropout");
    if (!(dropout >= 0 && dropout < 1))
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("The dropout must be at least 0 and below 1."));
    const cnn::NetworkPlan plan = cnn::withDropout(planOf(a, input), static_cast<float>(dropout));
    const auto how = a.choice<Choice>("init", {{"usual", std::nullopt},
                                               {"he", cnn::Initialisation::He},
                                               {"he-uniform", cnn::Initialisation::HeUniform},
                                               {"glorot", cnn::Initialisation::Glorot},
                                               {"lecun", cnn::Initialisation::LeCun}});
    return {plan, how.value_or(cnn::usualInitialisation(plan))};
}

std::vector<Option> withFurtherOptions(std::vector<Option> own) {
    for (const std::vector<Option>& more : {stopOptions(), autoencoderOptions()})
        own.insert(own.end(), more.begin(), more.end());
    return own;
}

constexpr std::array files{"o", "log", "gif", "chart"}; // the options that name one

void requirePlaces(const Arguments& a) {
    const auto requireSuffix = [&](const char* option, const char* suffix, const char* sentence) {
        if (QFileInfo(a.text(option)).suffix().toLower() != suffix)
            throw cnn::Error(cnn::ErrorCode::Usage, a.text(option).toStdString() + sentence);
    };
    if (a.has("o")) requireSuffix("o", "onnx", ": networks are saved as ONNX, under a name that ends in .onnx.");
    if (a.has("gif")) requireSuffix("gif", "gif", ": a film's name ends in .gif.");
    if (a.has("chart")) requireCourseName(a.text("chart"));
    std::map<std::filesystem::path, const char*> places;
    for (const char* option : files) {
        if (!a.has(option)) continue;
        const std::filesystem::path path = pathFrom(a.text(option));
        std::error_code none;
        // Better now than after an hour of training. A log in a device is no file, which costs the log alone.
        if (*option == 'o' || !std::filesystem::is_character_file(path, none)) cnn::requirePlace(path);
        const auto [other, isNew] =
            places.emplace(std::filesystem::weakly_canonical(std::filesystem::absolute(path), none), option);
        if (!isNew)
            throw cnn::Error(cnn::ErrorCode::Usage, "Two options name " + path.string() + ": -" +
                                                        (*other->second == 'o' ? "" : "-") + other->second + " and --" +
                                                        option + "; one would replace the other.");
    }
}

// Saves the network when -o asks for it: "<what> is saved in model.onnx.", otherwise nothing.
std::string saved(const Arguments& a, const cnn::Network& network, cnn::LossKind loss, const std::string& what) {
    if (!a.has("o")) return "";
    cnn::saveOnnx(cnn::givingPictures(network, loss), pathFrom(a.text("o")));
    return what + " is saved in " + a.text("o").toStdString() + ".";
}

std::shared_ptr<const cnn::DataSplit> imagesOf(const Arguments& a) {
    auto data = std::make_shared<cnn::DataSplit>(loadImages(a.text("data"), a.seed("seed"), dataWishOf(a)));
    if (a.has("limit")) keepFirst(static_cast<std::size_t>(a.whole("limit", 1, 1000000000)), *data);
    QStringList classes;
    for (const std::string& name : data->train.classNames) classes << QString::fromStdString(name);
    if (classes.size() > mostNamed) classes = classes.mid(0, mostNamed - 1) << "…";
    say(QString("%1: %L2 images to learn from, %L3 to test with. Each is %4. %L5 classes: %6.")
            .arg(QString::fromStdString(data->name))
            .arg(data->learned())
            .arg(data->test.size())
            .arg(QString::fromStdString(cnn::text(data->train.shape)))
            .arg(data->train.classNames.size())
            .arg(classes.join(", ")));
    return data;
}

// What --log, --chart and --gif tell of the run.
class Recorder {
public:
    Recorder(const Arguments& a, cnn::Trainer& trainer) : m_arguments(a), m_trainer(trainer) {
        const std::int64_t steps = std::int64_t{trainer.batchesPerEpoch()} * trainer.settings().epochs;
        m_every =
            std::max(std::int64_t{1}, (steps + std::int64_t{mostGifFrames} - 2) / (std::int64_t{mostGifFrames} - 1));
        if (a.has("gif")) takeFrame();
    }
    void add(const cnn::StepReport& step) {
        m_log.add(step);
        m_history.add(step);
        if (m_arguments.has("gif") && (++m_steps % m_every == 0 || m_trainer.finished())) takeFrame();
    }
    void add(const EpochReport& epoch) {
        const cnn::TestReport test{static_cast<double>(epoch.epoch), epoch.test, true};
        m_log.addTest(test.progress, test.test);
        m_history.add(test);
        if (epoch.stop) m_history.add(*epoch.stop);
    }
    void write(cnn::Outputs& outputs) const {
        const QString name = QString("Trained on %1").arg(QString::fromStdString(m_trainer.data().name));
        const auto make = [&](const char* option, const auto& save) {
            if (m_arguments.has(option)) outputs.make([&] { save(m_arguments.text(option)); });
        };
        make("log", [&](const QString& file) { cnn::saveFile(pathFrom(file), m_log.csv()); });
        make("chart", [&](const QString& file) {
            RunCourse course = courseOf(m_history, name);
            setTargets(course, m_trainer.settings().stop);
            saveCourse(course, file);
        });
        make("gif", [&](const QString& file) { saveFilm(m_frames, file); });
    }

private:
    void takeFrame() {
        constexpr std::size_t images = 1000; // enough for a caption
        const cnn::Evaluation test = m_trainer.evaluate(m_trainer.data().test, images);
        m_frames.push_back({m_trainer.progress(), std::make_shared<const cnn::Network>(m_trainer.network())});
        if (cnn::isReconstruction(m_trainer.settings().loss))
            m_frames.back().psnr = test.psnr();
        else
            m_frames.back().accuracy = test.accuracy;
    }
    const Arguments& m_arguments;
    cnn::Trainer& m_trainer;
    cnn::RunLog m_log;
    TrainingHistory m_history;
    std::vector<TrainingFrame> m_frames;
    std::int64_t m_every = 1, m_steps = 0;
};

bool writesFiles(const Arguments& a) {
    return std::ranges::any_of(files, [&](const char* option) { return a.has(option); });
}

// Reports go to stdout. Should nobody take them any more, the run goes on as long as it is for a file too.
void train(const Arguments& a, cnn::Trainer& trainer, Recorder& recorder, cnn::Outputs& outputs) {
    const auto report = [&](const EpochReport& epoch) {
        recorder.add(epoch);
        outputs.make([&] { printJsonLine(toJson(epoch)); });
        if (!writesFiles(a)) outputs.orThrow();
    };
    if (trainWithProgress(trainer, report, [&](const cnn::StepReport& step) { recorder.add(step); }) ==
        Ending::Finished)
        return;
    throw cnn::Error(cnn::ErrorCode::Interrupted, QString("Training was interrupted after %1 of %2 epochs.")
                                                      .arg(trainer.progress(), 0, 'f', 2)
                                                      .arg(trainer.settings().epochs)
                                                      .toStdString());
}

// The network first, then everything else, each whatever became of the others. `ended`: why before its time.
void finish(const Arguments& a, const cnn::Trainer& trainer, const Recorder& recorder,
            const std::optional<cnn::Error>& ended, cnn::Outputs& outputs) {
    const bool diverged = ended && ended->code() == cnn::ErrorCode::Diverged;
    const char* what = diverged ? " The last finite network" : ended ? " The network reached so far" : "The network";
    std::string said;
    outputs.make([&] { said = saved(a, trainer.network(), trainer.settings().loss, what); });
    recorder.write(outputs);
    if (!ended) {
        if (!said.empty()) say(QString::fromStdString(said));
        return outputs.orThrow();
    }
    const std::string failures = outputs.complete() ? "" : " " + outputs.failures();
    const std::string advice =
        diverged ? " Try a smaller learning rate than " + a.text("lr").toStdString() + "." : std::string();
    throw cnn::Error(ended->code(), ended->what() + said + failures + advice);
}

void runTrain(const Arguments& a) {
    (void)autoencoderOf(a); // its options are refused elsewhere
    cnn::TrainingSettings settings = settingsOf(a);
    settings.threads = threadsOf(a);
    settings.augment = augmentationOf(a);
    settings.validation = a.number("validation");
    settings.stop = stopRulesOf(a);
    cnn::checked(settings).orThrow();
    (void)beginningOf(a); // better refused now than when the images are read
    requirePlaces(a);
    const auto data = imagesOf(a);
    const Beginning beginning = beginningOf(a, data->train.shape);
    const auto untrained = cnn::isReconstruction(settings.loss) ? cnn::untrainedReconstruction : cnn::untrainedFor;
    cnn::Trainer trainer(untrained(*data, beginning.plan, beginning.how, settings.seed), data, settings);
    if (settings.noise.any())
        say(QString("Noise %1 is laid over what is read, in every epoch another; the clean images are the target.")
                .arg(textOf(settings.noise)));
    if (data->watched > 0)
        say(QString("%L1 validation images came with the data: the run is watched with them%2.")
                .arg(data->watched)
                .arg(settings.validation > 0 ? ", and --validation is not needed" : ""));
    else if (settings.validation > 0)
        say(QString("%L1 of the images to learn from are kept out to watch the run.").arg(trainer.validationImages()));
    Recorder recorder(a, trainer);
    cnn::Outputs outputs;
    std::optional<cnn::Error> ended;
    if (writesFiles(a)) cnn::outliveClosedPipe();
    try {
        train(a, trainer, recorder, outputs);
    } catch (const cnn::Error& e) {
        ended = e;
    }
    finish(a, trainer, recorder, ended, outputs);
}

} // namespace

const Command trainCommand{
    "train",
    "",
    "Train LeNet-5 or another network; one JSON object an epoch on stdout, progress on stderr",
    "\nloss and train_accuracy are means over the epoch as it was learned, test_accuracy is measured after it; "
    "seconds\n"
    "and images_per_s count the learning alone; validation_accuracy is there with --validation. Target and patience "
    "are\n"
    "of the validation images, or else the test images; the line of the epoch that they end says why. The same seed "
    "gives "
    "the same network with any number of threads.\n"
    "Ctrl+C, or the end of the terminal, ends it in order: with -o the network reached so far is saved. The network "
    "is\nwritten first, then the log, the chart and the film, each also when another cannot be written.\n"
    "The log's columns: step, epoch (1.25), loss and accuracy of the batch, learning_rate, and at the end of an epoch\n"
    "test_loss and test_accuracy.\n"
    "Images are a folder of pictures, one subfolder a class, or a folder or file of other programs: MNIST's files and\n"
    "their kin, CIFAR's binary files, NumPy's .npz (MedMNIST, Keras) and .npy, a table of pixels (.csv). They are read "
    "as\n"
    "they are: of up to 64x64 in their size, larger ones and mixed ones at 32x32, coloured ones in colour. A split and "
    "a\n"
    "validation set that came with them are kept; otherwise a fifth of each class becomes the test set, the same one "
    "every\n"
    "time. What is assumed or left out is said. Of cells 6,000 are learned and 1,000 tested; see \"convscope help "
    "cells\".\n"
    "The network has an output for each class, 2 to 1,000, and keeps their names.\n"
    "An autoencoder gives images back instead, with --noise clean ones for noisy ones. Unless it is told otherwise it\n"
    "learns with Adam at 0.003 in batches of 32 without decay. Instead of accuracies there are train_psnr, test_psnr "
    "and\n"
    "test_mse: of its images, 0 to 1, the mean squared error and in dB the peak signal to noise ratio of that. The "
    "test\n"
    "images have the same noise after every epoch. With --loss reconstruction-entropy the network that is written "
    "ends\nin a sigmoid, so that its outputs are images.\n"
    "\nExamples: convscope train --data fashion --epochs 2 --seed 1 -o lenet.onnx\n"
    "          convscope train --model autoencoder --data digits --noise gaussian:0.4 -o clean.onnx\n",
    withTrainingOptions(withDataOptions(withFurtherOptions(
        {{"data", "WHAT", dataHelp, "", Option::Required},
         {"threads", "N", "never changes the result (default: every core)"},
         {"model", "NAME", "lenet5, lenet1998, mlp, tinyvgg or autoencoder", "lenet5"},
         {"layers", "FILE.json",
          "a network of your own: {\"layers\": [{\"kind\": \"dense\"}, ...]}; see \"convscope help layers\""},
         {"activation", "NAME", "relu, tanh or sigmoid", "relu"},
         {"pooling", "NAME", "max or average", "max"},
         {"loss", "NAME",
          "cross-entropy, squared-error, or of pictures that are given back: reconstruction (mean squared\n"
          "error) or reconstruction-entropy (default: cross-entropy, of an autoencoder reconstruction)"},
         noiseOption,
         {"dropout", "X", "share of the hidden dense layers' values that a step leaves out, 0 to below 1", "0"},
         {"init", "NAME", "how weights begin: usual, he, he-uniform, glorot or lecun", "usual"},
         {"augment", "LIST", "each time an image is learned it is changed: shift, rotate, elastic, noise, by commas",
          ""},
         {"validation", "X", "share of the training images that is watched instead of learned, 0 to 0.9", "0"},
         {"limit", "N", "learn from the first N images only"},
         {"log", "FILE.csv", "where the course of the run goes, a line a batch"},
         {"chart", "FILE", "loss and accuracy over the epochs: .png, .svg, .pdf, or .csv for the numbers"},
         {"gif", "FILE.gif", "the filters of the first layer over time, as a film"},
         {"o", "FILE.onnx", "where the trained network goes"}}))),
    runTrain,
    true};

} // namespace ui
