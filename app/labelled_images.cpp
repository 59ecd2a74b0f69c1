#include "app/labelled_images.h"

#include "app/console.h"
#include "core/base/error.h"
#include "core/train/class_match.h"
#include "core/train/sources.h"
#include "core/train/trainer.h"
#include "ui/media/picture_folder.h"

#include <QFileInfo>

namespace ui {
namespace {

// Enough for LeNet-5 to read its own digits; Fashion-MNIST has six times as many.
constexpr std::size_t drawnForTraining = 10000, drawnForTesting = 2000;

cnn::DataSplit readFolder(const QString& folder, const cnn::Shape& wish, FolderPart part) {
    cnn::DataSplit split;
    {
        ProgressBar bar;
        split = readImageFolder(folder, wish, {{}, [&](double done) { bar.show(done, "reading " + folder); }}, part);
    }
    if (!split.note.empty()) say(QString::fromStdString(split.note));
    return split;
}

} // namespace

const char* const dataHelp = "fashion (Fashion-MNIST), digits (drawn by the program) or a folder";

cnn::DataSplit loadImages(const QString& data, std::uint64_t seed, const cnn::Shape& wish) {
    if (data == "fashion") return cnn::loadFashionMnist();
    if (data == "digits") return cnn::drawnDigits(seed, drawnForTraining, drawnForTesting);
    return readFolder(data, wish, FolderPart::All);
}

cnn::Dataset loadTestImages(const QString& data, std::uint64_t seed, const cnn::Shape& wish) {
    if (data == "fashion") {
        const auto folder = cnn::findFashionMnist();
        return folder ? cnn::loadIdxTestSet(*folder) : cnn::loadFashionMnist().test; // which says what is missing
    }
    if (data == "digits") return cnn::drawnDigits(seed, 1, drawnForTesting).test;
    return readFolder(data, wish, FolderPart::TestSet).test;
}

cnn::Dataset loadTestImagesFor(const cnn::Network& network, const QString& file, const QString& data,
                               std::uint64_t seed, std::size_t* leftOut) {
    const cnn::Dataset images = loadTestImages(data, seed, network.inputShape());
    cnn::requireReadable(network, images);
    const cnn::ClassMatch match = cnn::matchClasses(network, QFileInfo(file).fileName().toStdString(), images);
    if (match.known == 0) throw cnn::Error(cnn::ErrorCode::Mismatch, match.note);
    if (!match.note.empty()) say(QString::fromStdString(match.note));
    if (leftOut) *leftOut = match.unknown;
    return cnn::matched(images, match);
}

void keepFirst(std::size_t images, cnn::Dataset& set) {
    if (images >= set.size()) return;
    set.labels.resize(images);
    set.pixels.resize(images * set.shape.perImage());
}

} // namespace ui
