#include "app/labelled_images.h"

#include "app/cell_options.h"
#include "app/console.h"
#include "app/picture_options.h"
#include "core/base/error.h"
#include "core/data/class_match.h"
#include "core/data/sources.h"
#include "core/train/trainer.h"
#include "ui/media/file_names.h"
#include "ui/media/fit_data.h"
#include "ui/media/labelled_data.h"

#include <QFileInfo>

namespace ui {
namespace {

using Draw = cnn::DataSplit (*)(std::uint64_t seed, std::size_t trainImages, std::size_t testImages);
// What the program draws itself: enough to learn from.
struct DrawnData {
    const char* name;
    Draw draw;
    std::size_t trained, tested;
};
constexpr DrawnData drawnData[] = {{"digits", cnn::drawnDigits, 10000, 2000},
                                   {"objects", cnn::drawnObjects, 8000, 1000}};

const DrawnData* findDrawn(const QString& data) {
    for (const DrawnData& one : drawnData)
        // "digits" has always meant the drawn ones; of the others a folder of the name comes first.
        if (data == one.name && (data == "digits" || !QFileInfo::exists(data))) return &one;
    return nullptr;
}

constexpr int smallestSide = 8, largestSide = 512; // of --size

// What is shown while `read` goes on, and what it has to say afterwards.
template<class Read> cnn::DataSplit reading(const QString& what, Read read) {
    cnn::DataSplit split;
    {
        ProgressBar bar;
        ReadWatch watch;
        watch.progress = [&](double done) { bar.show(done, "reading " + what); };
        split = read(watch);
    }
    if (!split.note.empty()) say(QString::fromStdString(split.note));
    return split;
}

cnn::DataSplit drawn(const DrawnData& data, std::uint64_t seed, const cnn::DataWish& wish, std::size_t trained) {
    if (wish.turned)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--turned: images that the program draws stand upright already."));
    return reading(data.name, [&](const ReadWatch& watch) {
        cnn::DataSplit split = data.draw(seed, trained, data.tested);
        bringTo(wish.shape, split, watch);
        return split;
    });
}

cnn::DataSplit imagesFrom(const QString& data, const cnn::DataWish& wish, cnn::DataPart part) {
    return reading(data, [&](const ReadWatch& watch) {
        if (data != "fashion") return readLabelledData(data, wish, watch, part);
        const auto folder = cnn::findFashionMnist();
        if (!folder) return cnn::loadFashionMnist(); // which says what is missing
        cnn::DataSplit split = readLabelledData(nameOf(*folder), wish, watch, part);
        split.name = "Fashion-MNIST";
        return split;
    });
}

// Of the parts those that are wanted: nobody waits for training images that nobody reads.
cnn::DataSplit madeCells(const CellWish& wish, std::uint64_t seed, cnn::DataPart part) {
    const std::size_t trained = part == cnn::DataPart::TestSet ? 0 : wish.trainImages;
    return reading("cells", [&](const ReadWatch&) {
        return cnn::cellSplit(wish.cells, seed, trained, wish.testImages, wish.trained, wish.tested);
    });
}

// "32" or "28x28", rows and columns.
cnn::Shape sizeFrom(const QString& text, cnn::Shape shape) {
    const QStringList sides = text.split('x');
    bool rows = false, columns = false;
    shape.h = sides.first().toInt(&rows);
    shape.w = sides.last().toInt(&columns);
    const auto isSide = [](int side) { return side >= smallestSide && side <= largestSide; };
    if (!rows || !columns || sides.size() > 2 || !isSide(shape.h) || !isSide(shape.w))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--size %1: give a side, as 32, or rows and columns, as 28x28, of %2 to %3.",
                                          text.toStdString(), smallestSide, largestSide));
    return shape;
}

} // namespace

const char* const dataHelp =
    "fashion (Fashion-MNIST), digits or objects (drawn by the program), cells (made by the program; \"convscope help "
    "cells\"), a folder or a file of images";
const Option turnedOption{"turned", "", "rows become columns: EMNIST's images stand upright so"};
const Option rangeOption{
    "range", "HOW", "values that are black and white in all images: type, minmax, percentiles[:0.35] or LOW..HIGH"};

bool isDrawnHere(const QString& data) {
    return findDrawn(data) != nullptr;
}

std::vector<Option> withDataOptions(std::vector<Option> own) {
    own.insert(own.begin() + std::min<std::ptrdiff_t>(1, std::ssize(own)),
               {{"size", "SIDE|RxC",
                 "rows and columns that images are brought to: 32 or 28x28 (default: as they are, up to 64x64)"},
                {"grey", "", "coloured images are read in grey"},
                turnedOption,
                rangeOption});
    return own;
}

cnn::DataWish dataWishOf(const Arguments& a) {
    cnn::DataWish wish;
    if (a.has("size")) wish.shape = sizeFrom(a.text("size"), wish.shape);
    if (a.has("grey")) wish.shape.c = 1;
    wish.turned = a.has("turned");
    if (a.has("range")) wish.range = rangeWishFrom(a.text("range"));
    return wish;
}

cnn::DataWish dataWishFor(const Arguments& a, const cnn::Network& network) {
    cnn::DataWish wish{network.inputShape(), a.has("turned"), {}};
    if (a.has("range"))
        wish.range = rangeWishFrom(a.text("range"));
    else if (network.displayRange)
        wish.range = {cnn::RangeRule::Typed, 0, *network.displayRange, cnn::RangeFrom::Network};
    return wish;
}

cnn::DataSplit loadImages(const QString& data, std::uint64_t seed, const cnn::DataWish& wish) {
    if (const auto cells = cellsFrom(data, wish)) return madeCells(*cells, seed, cnn::DataPart::All);
    const DrawnData* own = findDrawn(data);
    return own ? drawn(*own, seed, wish, own->trained) : imagesFrom(data, wish, cnn::DataPart::All);
}

cnn::Dataset loadTestImages(const QString& data, std::uint64_t seed, const cnn::DataWish& wish) {
    if (const auto cells = cellsFrom(data, wish)) return madeCells(*cells, seed, cnn::DataPart::TestSet).test;
    const DrawnData* own = findDrawn(data);
    return own ? drawn(*own, seed, wish, 1).test : imagesFrom(data, wish, cnn::DataPart::TestSet).test;
}

cnn::Dataset loadTestImagesFor(const cnn::Network& network, const QString& file, const QString& data,
                               std::uint64_t seed, const cnn::DataWish& wish, std::size_t* leftOut) {
    const cnn::Dataset images = loadTestImages(data, seed, wish);
    cnn::requireReadable(network, images);
    const cnn::ClassMatch match = cnn::matchClasses(network, QFileInfo(file).fileName().toStdString(), images);
    if (match.known == 0) throw cnn::Error(cnn::ErrorCode::Mismatch, match.note);
    if (!match.note.empty()) say(QString::fromStdString(match.note));
    if (leftOut) *leftOut = match.unknown;
    return cnn::matched(images, match);
}

void keepFirst(std::size_t images, cnn::DataSplit& data) {
    if (images >= data.learned()) return;
    cnn::Dataset& set = data.train;
    const std::size_t each = set.shape.perImage(), first = data.learned();
    cnn::Pixels kept = set.pixels.part(0, images * each);
    kept.append(set.pixels, first * each, data.watched * each);
    set.pixels = std::move(kept);
    set.labels.erase(set.labels.begin() + static_cast<std::ptrdiff_t>(images),
                     set.labels.begin() + static_cast<std::ptrdiff_t>(first));
}

} // namespace ui
