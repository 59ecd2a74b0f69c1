#include "app/labelled_images.h"

#include "app/command.h"
#include "core/train/sources.h"

namespace ui {
namespace {

// Enough for LeNet-5 to read its own digits; Fashion-MNIST has six times as many.
constexpr std::size_t drawnForTraining = 10000, drawnForTesting = 2000;

} // namespace

const char* const dataHelp = "fashion (Fashion-MNIST), digits (drawn by the program) or a folder with IDX files";

cnn::DataSplit loadImages(const QString& data, std::uint64_t seed) {
    if (data == "fashion") return cnn::loadFashionMnist();
    if (data == "digits") return cnn::drawnDigits(seed, drawnForTraining, drawnForTesting);
    return cnn::loadIdxFolder(pathFrom(data));
}

cnn::Dataset loadTestImages(const QString& data, std::uint64_t seed) {
    if (data == "fashion") {
        const auto folder = cnn::findFashionMnist();
        return folder ? cnn::loadIdxTestSet(*folder) : cnn::loadFashionMnist().test; // which says what is missing
    }
    if (data == "digits") return cnn::drawnDigits(seed, 1, drawnForTesting).test;
    return cnn::loadIdxTestSet(pathFrom(data));
}

void keepFirst(std::size_t images, cnn::Dataset& set) {
    if (images >= set.size()) return;
    set.labels.resize(images);
    set.pixels.resize(images * set.shape.perImage());
}

} // namespace ui
