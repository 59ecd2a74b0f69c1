// tour: every lesson rendered, LeNet-5 trained for a moment, its maps, and a page over it all.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/labelled_images.h"
#include "app/lesson_stage.h"
#include "app/tour_page.h"
#include "core/base/error.h"
#include "core/base/outputs.h"
#include "core/base/save_file.h"
#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "ui/export/export_format.h"
#include "ui/export/folder.h"
#include "ui/export/map_export.h"
#include "ui/lessons/training/strip/network_strip.h"

#include <QDir>

namespace ui {
namespace {

constexpr QSize pictureSize(1280, 900), stripSize(1600, 720);
constexpr int mostSteps = 12; // pictures of steps a lesson
constexpr std::size_t trainingImages = 12000;
constexpr int trainingEpochs = 2;

// The folder a tour goes into, and what of it could not be written.
struct TourFolder {
    const Style& style;
    QDir folder;
    cnn::Outputs& outputs;

    void write(const Figure& figure, const QString& name) const {
        outputs.make([&] { exportFigure(figure, style, folder.filePath(name)); });
    }
};

TourPicture renderStep(const LessonStage& stage, int step, const TourFolder& to, const QString& name) {
    const auto figure = stage.figure(step, pictureSize);
    to.write(*figure, name);
    return {name, figure->describe()};
}

// At most mostSteps of 1 .. count, evenly spread, the first and the last among them.
std::vector<int> stepsToShow(int count) {
    std::vector<int> steps;
    const int shown = std::min(count, mostSteps);
    for (int i = 0; i < shown; ++i) steps.push_back(shown == 1 ? 1 : 1 + i * (count - 1) / (shown - 1));
    return steps;
}

TourLesson renderLesson(const Lesson& lesson, const TourFolder& to) {
    const LessonStage stage({&lesson}, to.style, 0);
    const QString base = "lessons/" + lesson.id;
    TourLesson shown{lesson, renderStep(stage, stage.step(), to, base + ".png"), {}};
    if (stage.steps() == 1) return shown;
    for (const int step : stepsToShow(stage.steps()))
        shown.steps.push_back(renderStep(stage, step, to, QString("%1-%2.png").arg(base).arg(step)));
    return shown;
}

std::vector<TourLesson> renderLessons(const TourFolder& to) {
    say("Rendering the lessons.");
    makeFolder(to.folder.filePath("lessons"));
    ProgressBar bar;
    std::vector<TourLesson> shown;
    for (const Lesson& lesson : lessons()) {
        bar.show(static_cast<double>(shown.size()) / static_cast<double>(lessons().size()), lesson.title);
        shown.push_back(renderLesson(lesson, to));
    }
    return shown;
}

std::shared_ptr<const cnn::DataSplit> imagesToLearn() {
    auto data = std::make_shared<cnn::DataSplit>(loadImages(cnn::findFashionMnist() ? "fashion" : "digits", 1));
    keepFirst(trainingImages, *data);
    return data;
}

// The first image of the test set on its way through the network.
std::shared_ptr<const NetworkPicture> firstImage(const cnn::Network& network, const cnn::Dataset& set) {
    const std::size_t first = 0;
    cnn::Tensor image;
    set.gather(std::span(&first, 1), image);
    auto picture =
        std::make_shared<NetworkPicture>(NetworkPicture::of(std::make_shared<const cnn::Network>(network), image));
    picture->trueClass = set.labels[first];
    picture->caption = "Test image 1: " + picture->classNames[picture->trueClass];
    return picture;
}

TourMaps exportSheet(const MapSet& maps, const QStringList& caption, const QStringList& formats, const TourFolder& to,
                     const QString& words) {
    to.outputs.make([&] { writeMaps(maps, {}, caption, formats, to.folder.filePath("maps")); });
    return {maps.title,
            mapColours(maps, {})[0].range(),
            {"maps/" + maps.name + "-sheet.png", words},
            formats.contains("npy") ? "maps/" + maps.name + ".npy" : QString()};
}

void exportMaps(const cnn::Network& network, const cnn::Dataset& set, const TourFolder& to, TourTraining& shown) {
    makeFolder(to.folder.filePath("maps"));
    const auto picture = firstImage(network, set);
    const auto strip = networkStrip(stripSize, to.style, picture);
    to.write(*strip, "maps/network.png");
    shown.strip = {"maps/network.png", strip->describe()};
    NetworkExport from;
    from.network = picture->network;
    from.name = shown.model;
    from.image = picture->trace.values.front();
    from.imageName = picture->caption;
    shown.maps.push_back(exportSheet(layerWeights(from, QString::fromStdString(network.name(0))),
                                     mapCaption(from, false), {"sheet"}, to, "The kernels of the first convolution"));
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (network.outputShape(i).h == 1) break; // no maps any more
        const QString layer = QString::fromStdString(network.name(i));
        shown.maps.push_back(exportSheet(layerMaps(from, layer), mapCaption(from, true), usualMapFormats, to,
                                         "The feature maps of " + layer));
    }
}

TourTraining train(const TourFolder& to, int threads) {
    const auto data = imagesToLearn();
    say(QString("Training LeNet-5 on %1 images of %2.")
            .arg(data->train.size())
            .arg(QString::fromStdString(data->name)));
    cnn::TrainingSettings settings;
    settings.epochs = trainingEpochs;
    settings.threads = threads;
    cnn::Trainer trainer(cnn::lenet5({}, settings.seed), data, settings);
    TourTraining shown{QString::fromStdString(data->name),
                       "lenet.onnx",
                       data->train.size(),
                       trainer.network().parameterCount(),
                       {},
                       {},
                       {}};
    const auto epochDone = [&](const EpochReport& epoch) {
        shown.epochs.push_back(epoch);
        say(QString("Epoch %1: %2 % of the test images are right.")
                .arg(epoch.epoch)
                .arg(100 * epoch.test.accuracy, 0, 'f', 1));
    };
    if (trainWithProgress(trainer, epochDone) == Ending::Interrupted)
        throw cnn::Error(
            cnn::ErrorCode::Interrupted,
            cnn::Message::tr("The tour was interrupted; %1 holds only a part of it.", to.folder.path().toStdString()));
    to.outputs.make([&] { cnn::saveOnnx(trainer.network(), pathFrom(to.folder.filePath(shown.model))); });
    exportMaps(trainer.network(), data->test, to, shown);
    return shown;
}

void runTour(const Arguments& a) {
    const Style style = styleOf(a);
    const QDir folder(a.text("o"));
    makeFolder(folder);
    const int threads = threadsOf(a);
    cnn::Outputs outputs;
    const TourFolder to{style, folder, outputs};
    const auto shown = renderLessons(to);
    const TourTraining training = train(to, threads);
    const QString page = folder.filePath("index.html");
    outputs.make([&] { cnn::saveFile(pathFrom(page), tourPage(shown, training, style.colors()).toStdString()); });
    outputs.orThrow();
    printResult((page + "\n").toStdString());
}

} // namespace

const Command tourCommand{
    "tour",
    "",
    "Render every lesson, train LeNet-5 for a moment, export its maps, a page over it all",
    "\nPrints the name of the page, index.html in the folder, for a browser. Trained on Fashion-MNIST when it is\n"
    "installed, else on drawn digits.\n"
    "\nExample: convscope tour -o tour\n",
    {themeOption,
     {"threads", "N", "never changes the result (default: every core)"},
     {"o", "DIR", "the folder; made when it is not there", "", Option::Required}},
    runTour,
    true};

} // namespace ui
