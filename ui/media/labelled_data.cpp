#include "ui/media/labelled_data.h"

#include "core/base/error.h"
#include "core/files/data_file.h"
#include "ui/media/file_names.h"
#include "ui/media/fit_data.h"
#include "ui/media/picture_folder.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t mostSamples = 16;

// A path that is neither goes where its refusal comes from: a folder to the folders of pictures.
bool isPictureFolder(const QString& path) {
    return isFolder(path) && !cnn::isDataFile(filePath(path));
}

cnn::DataSplit readPart(const QString& path, const cnn::DataWish& wish, const ReadWatch& watch, cnn::DataPart part) {
    if (isPictureFolder(path)) return readImageFolder(path, wish, watch, part);
    cnn::DataSplit split = cnn::dataSplitOf(cnn::findDataFile(filePath(path), part), wish, part);
    bringTo(wish.shape, split, watch);
    return split;
}

// Of all classes in turn.
cnn::Dataset samplesOf(const cnn::Dataset& set) {
    std::vector<std::vector<std::size_t>> classes(set.classNames.size());
    for (std::size_t i = 0; i < set.size(); ++i)
        if (auto& images = classes[static_cast<std::size_t>(set.labels[i])]; images.size() < mostSamples)
            images.push_back(i);
    cnn::Dataset samples{set.shape, cnn::Pixels::none(set.pixels.kind()), {}, set.classNames, set.numbered, set.range};
    for (std::size_t turn = 0; turn < mostSamples; ++turn)
        for (const auto& images : classes) {
            if (turn >= images.size() || samples.size() == mostSamples) continue;
            const std::size_t each = set.shape.perImage();
            samples.pixels.append(set.pixels, images[turn] * each, each);
            samples.labels.push_back(set.labels[images[turn]]);
        }
    return samples;
}

cnn::DisplayRange extremesOf(const cnn::Pixels& pixels) {
    return pixels.visit([](const auto& values) {
        if (values.empty()) return cnn::DisplayRange{};
        const auto [low, high] = std::ranges::minmax_element(values);
        return cnn::DisplayRange{static_cast<float>(*low), static_cast<float>(*high)};
    });
}

} // namespace

cnn::DataSplit readLabelledData(const QString& path, const cnn::DataWish& wish, const ReadWatch& watch,
                                cnn::DataPart part) {
    cnn::DataSplit split = readPart(path, wish, watch, part);
    if (part == cnn::DataPart::All || !cnn::takenFromImages(wish.range, split.test.pixels.kind())) return split;
    // Black and white are those of the training images, as they were when a network learned from them.
    try {
        split = readPart(path, wish, watch, cnn::DataPart::All);
        split.train = {};
        split.watched = 0;
    } catch (const cnn::Error& error) {
        if (error.code() == cnn::ErrorCode::Interrupted) throw;
        split.note +=
            (split.note.empty() ? "" : " ") +
            ui::tr("There are no training images to say what is black and white: the test images do.").toStdString();
    }
    return split;
}

DataLook lookAtData(const QString& path, const cnn::DataWish& wish, const ReadWatch& watch) {
    if (isPictureFolder(path)) return lookAtPictureFolder(path, wish, watch);
    cnn::FoundSet found = cnn::findDataFile(filePath(path));
    DataLook look;
    look.layout = sentenceOf(found.layout);
    look.mayBeTurned = found.mayBeTurned;
    cnn::DataSplit split = cnn::dataSplitOf(std::move(found), wish);
    const cnn::Dataset& train = split.train;
    look.values = extremesOf(train.pixels);
    look.seen = static_cast<qint64>(train.size());
    look.smallest = look.largest = {train.shape.w, train.shape.h};
    look.coloured = train.shape.c == 3;
    bringTo(wish.shape, split, watch);
    look.train = static_cast<qint64>(split.learned());
    look.validation = static_cast<qint64>(split.watched);
    look.test = static_cast<qint64>(split.test.size());
    for (const std::string& name : train.classNames) look.classes << QString::fromStdString(name);
    look.counts.assign(train.classNames.size(), 0);
    for (std::size_t i = 0; i < split.learned(); ++i) ++look.counts[static_cast<std::size_t>(train.labels[i])];
    look.samples = samplesOf(train);
    look.shape = train.shape;
    look.bytes = static_cast<qint64>((train.pixels.size() + split.test.pixels.size()) * train.pixels.width());
    if (!split.note.empty()) look.notes << QString::fromStdString(split.note);
    return look;
}

bool mayBeLabelledData(const QString& path) {
    try {
        return isFolder(path) || cnn::isDataFile(filePath(path));
    } catch (const cnn::Error&) {
        return false;
    }
}

QString labelledDataPatterns() {
    return "*.npz *.npy *.bin *.csv *-ubyte *.gz";
}

} // namespace ui
