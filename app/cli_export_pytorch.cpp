// export-pytorch: a network goes on learning elsewhere.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/denoise_options.h"
#include "app/labelled_images.h"
#include "app/training_run.h"
#include "core/base/rng.h"
#include "core/data/class_match.h"
#include "core/data/idx_folder.h"
#include "core/data/sources.h"
#include "core/onnx/onnx_file.h"
#include "ui/export/torch_folder.h"
#include "ui/export/torch_script.h"

#include <QFileInfo>

namespace ui {
namespace {

// Grey noise, where no images are known.
cnn::Tensor noise(const cnn::Shape& shape) {
    cnn::Tensor image(shape);
    cnn::Rng rng(1);
    for (float& value : image.values()) value = static_cast<float>(rng.uniform());
    return image;
}

cnn::Tensor firstImage(const cnn::Dataset& set, const cnn::Shape& input) {
    if (set.shape != input)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("The network reads images of %1, the data holds %2.", cnn::text(input),
                                          cnn::text(set.shape)));
    cnn::Tensor image;
    const std::size_t first = 0;
    set.gather(std::span(&first, 1), image);
    return image;
}

// Where --data lies as MNIST's files.
QString folderOf(const QString& data) {
    if (data == "fashion") return QString::fromStdString(cnn::findFashionMnist().value().string());
    return QDir(data).absolutePath();
}

// Whether the files hold what the network reads: nothing was scaled.
bool readsAlike(const cnn::Dataset& set, const cnn::Network& network) {
    return set.shape == network.inputShape() && set.pixels.kind() == cnn::Pixels::Kind::Bytes;
}

// Whether the labels in the files count the classes from 0.
bool isLabelledByNumber(const cnn::Dataset& set) {
    if (!set.numbered) return true; // Fashion-MNIST's
    for (std::size_t i = 0; i < set.classNames.size(); ++i)
        if (set.classNames[i] != std::to_string(i)) return false;
    return true;
}

// The images' labels are the network's outputs: MNIST's files can stay where they are when that is so already, all
// others are written beside the script.
void readImages(const Arguments& a, NetworkExport& run) {
    const QString data = a.text("data");
    const cnn::Network& network = *run.network;
    const bool labelled = !cnn::isReconstruction(run.settings.loss);
    const auto match = [&](const auto& images) {
        cnn::ClassMatch found = cnn::matchClasses(network, QFileInfo(a.operand(0)).fileName().toStdString(), images);
        if (found.known == 0) throw cnn::Error(cnn::ErrorCode::Mismatch, found.note);
        if (!found.note.empty()) say(QString::fromStdString(found.note));
        return found;
    };
    const cnn::DataWish wish = dataWishFor(a, network);
    const bool namable = data.isValidUtf16(); // a script is text: it cannot name a folder by bytes that are none
    if (!wish.turned &&
        (data == "fashion" || (!isDrawnHere(data) && namable && cnn::holdsMnistFiles(pathFrom(data))))) {
        const cnn::Dataset test = loadTestImages(data, run.settings.seed);
        if (readsAlike(test, network) && (!labelled || (isLabelledByNumber(test) && cnn::keepsLabels(match(test))))) {
            run.image = firstImage(test, network.inputShape());
            run.imagesFolder = folderOf(data);
            return;
        }
    }
    auto images = std::make_shared<const cnn::DataSplit>(loadImages(data, run.settings.seed, wish));
    run.image = firstImage(images->test, network.inputShape());
    if (labelled) images = cnn::matched(images, match(*images));
    run.data = images;
}

void runExport(const Arguments& a) {
    NetworkExport run;
    run.network = std::make_shared<const cnn::Network>(cnn::loadOnnx(pathFrom(a.operand(0))));
    run.settings = trainingSettings(a);
    run.settings.loss =
        a.choice<cnn::LossKind>("loss", {{"cross-entropy", cnn::LossKind::SoftmaxCrossEntropy},
                                         {"squared-error", cnn::LossKind::SquaredError},
                                         {"reconstruction", cnn::LossKind::Reconstruction},
                                         {"reconstruction-entropy", cnn::LossKind::ReconstructionEntropy}});
    run.settings.noise = noiseFrom(a.text("noise"));
    cnn::checked(run.settings).orThrow();
    run.image = noise(run.network->inputShape());
    if (!a.text("data").isEmpty()) readImages(a, run);
    const QDir folder(a.text("o"));
    writeTorchFolder(run, folder);
    say(QString("Written to %1; go on with: python3 %2").arg(folder.path(), folder.filePath(torch_files::script)));
}

} // namespace

const Command exportPytorchCommand{
    "export-pytorch",
    "MODEL",
    "Write a folder in which a network goes on learning with PyTorch",
    "\nWritten: train.py, a short program with the same network, images and settings, which runs as it is with "
    "Debian's\n"
    "python3-torch and, under torchrun, on as many processes as wanted; model.onnx and weights.npz; a test image with\n"
    "its outputs, which train.py compares first. Images that are not in MNIST's files, or not labelled as the "
    "network's\n"
    "outputs, are written beside them.\n"
    "With --noise the script lays it over the images that are read, and the clean ones are the target.\n"
    "\nExample: convscope export-pytorch lenet.onnx --data fashion --lr 0.01 -o lenet-pytorch\n",
    withTrainingOptions(
        {{"data", "WHAT", dataHelp},
         turnedOption,
         rangeOption,
         {"loss", "NAME", "cross-entropy, squared-error, reconstruction or reconstruction-entropy", "cross-entropy"},
         noiseOption,
         {"o", "DIR", "the folder; made when it is not there", "", Option::Required}}),
    runExport};

} // namespace ui
