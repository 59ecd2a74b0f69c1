#include "app/grid_file.h"

#include "app/command.h"
#include "app/console.h"
#include "core/base/error.h"
#include "core/base/save_file.h"
#include "core/files/npz_read.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "ui/media/image_io.h"
#include "ui/media/raster_image.h"
#include "ui/media/read_picture.h"

#include <QFileInfo>

namespace ui {
namespace {

constexpr std::size_t largestGridFile = 256U * 1024U * 1024U;

QString suffixOf(const QString& path) {
    return QFileInfo(path).suffix().toLower();
}

bool isText(const QString& suffix) {
    return suffix == "csv" || suffix == "tsv" || suffix == "txt";
}

// What was left out or assumed; nothing where the file says all by itself.
void sayNote(const QString& path, const std::string& note) {
    if (!note.empty()) say("convscope: " + path + ": " + QString::fromStdString(note).trimmed());
}

cnn::Tensor orThrow(cnn::Expected<cnn::Tensor> numbers, const QString& path, const std::string& note) {
    if (!numbers)
        throw cnn::Error(numbers.error().code(),
                         cnn::Message::tr("%1, %2", path.toStdString(), numbers.error().message()));
    sayNote(path, note);
    return *std::move(numbers);
}

cnn::Tensor readText(const QString& path) {
    std::string note;
    const std::string bytes = cnn::readFile(pathFrom(path), largestGridFile);
    cnn::Tensor grid = orThrow(cnn::tableFromCsv(bytes, note), path, note);
    sayNote(path, cnn::commaReading(bytes)); // a window shows the two columns
    return grid;
}

// "weights.npz:conv1": an archive and the name of an array in it.
std::pair<QString, std::optional<std::string>> archiveAndArray(const QString& path) {
    const qsizetype colon = path.lastIndexOf(".npz:", -1, Qt::CaseInsensitive);
    if (colon < 0 || QFileInfo::exists(path)) return {path, std::nullopt};
    return {path.left(colon + 4), path.mid(colon + 5).toStdString()};
}

bool isArray(const QString& path) {
    const QString suffix = suffixOf(archiveAndArray(path).first);
    return suffix == "npy" || suffix == "npz";
}

std::string npyBytes(const QString& path, std::string& note) {
    const auto [file, array] = archiveAndArray(path);
    std::string bytes = cnn::readFile(pathFrom(file), largestGridFile);
    if (suffixOf(file) == "npy") return bytes;
    return cnn::arrayFromNpz(bytes, file.toStdString(), array, cnn::Several::Ask, note);
}

ReadWatch watchFor(const QString& path, const PictureWish& wish) {
    return {{}, {}, [path](const QString& note) { sayNote(path, note.toStdString()); }, {}, wish};
}

// The numbers of one channel, or of red, green and blue together their luma (ITU-R BT.601), not rounded.
cnn::Tensor greyOf(const cnn::Raster& raster) {
    const bool colour = raster.shape.c == 3;
    cnn::Tensor grey(cnn::Shape{1, raster.shape.h, raster.shape.w, 1});
    for (int y = 0; y < raster.shape.h; ++y)
        for (int x = 0; x < raster.shape.w; ++x)
            grey.at(0, y, x) =
                colour ? 0.299F * raster.at(0, y, x) + 0.587F * raster.at(1, y, x) + 0.114F * raster.at(2, y, x)
                       : raster.at(0, y, x);
    return grey;
}

void requireOneChannel(const cnn::Tensor& grid, const char* kind) {
    if (grid.shape().c != 1)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("%1 channels do not fit in a %2; write a .npy file with -o.", grid.shape().c,
                                          std::string(kind)));
}

} // namespace

bool isPictureName(const QString& path) {
    return !isText(suffixOf(path)) && !isArray(path);
}

QImage openPicture(const QString& path, const PictureWish& wish) {
    return readPicture(path, watchFor(path, wish));
}

cnn::Tensor readGrid(const QString& path, const PictureWish& wish) {
    const QString suffix = suffixOf(path);
    if (isText(suffix)) return readText(path);
    if (isArray(path)) {
        std::string note;
        const cnn::Tensor grid = cnn::gridFromNpy(npyBytes(path, note), path.toStdString(), note);
        sayNote(path, note);
        return grid;
    }
    if (wish.range.rule || wish.channel == PictureWish::mixed) return greyValues(openPicture(path, wish));
    const cnn::Raster raster = readRaster(path, watchFor(path, wish));
    // Of bytes the grey that everybody computes, rounded; transparent parts are paper.
    if (raster.pixels.kind() == cnn::Pixels::Kind::Bytes) {
        QStringList none;
        return greyValues(shownRaster(raster, wish, none));
    }
    return greyOf(raster);
}

std::vector<cnn::Tensor> readKernels(const QString& path) {
    if (!isArray(path)) return {readGrid(path)};
    std::string note;
    auto filters = cnn::filtersFromNpy(npyBytes(path, note), path.toStdString());
    sayNote(path, note);
    return filters;
}

cnn::Tensor readColumn(const QString& path, const std::optional<QString>& column) {
    if (!isText(suffixOf(path)))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("%1: a signal is read from .csv, .tsv or .txt.", path.toStdString()));
    const auto name = column ? std::optional(column->toStdString()) : std::nullopt;
    std::string note;
    return orThrow(cnn::columnFromCsv(cnn::readFile(pathFrom(path), largestGridFile), name, note), path, note);
}

std::string csvOf(const cnn::Tensor& grid) {
    requireOneChannel(grid, "CSV");
    return cnn::toCsv(grid);
}

void requireGridName(const QString& path) {
    if (!QStringList{"csv", "npy", "png"}.contains(suffixOf(path)))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("%1: results are written as .csv, .npy or .png.", path.toStdString()));
}

void writeGrid(const cnn::Tensor& grid, const QString& path) {
    requireGridName(path);
    const QString suffix = suffixOf(path);
    if (suffix == "csv") return cnn::saveFile(pathFrom(path), std::string_view(csvOf(grid)));
    if (suffix == "npy") return cnn::saveFile(pathFrom(path), std::string_view(cnn::toNpy(grid, grid.shape().c == 1)));
    requireOneChannel(grid, "picture");
    savePicture(greyPicture(grid), path);
}

} // namespace ui
