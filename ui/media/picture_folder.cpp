#include "ui/media/picture_folder.h"

#include "core/base/error.h"
#include "core/base/plain_text.h"
#include "core/base/rng.h"
#include "core/train/sources.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <algorithm>
#include <cmath>
#include <set>
#include <span>

namespace ui {
namespace {

constexpr std::size_t mostFiles = 100000, mostBytes = 512U * 1024U * 1024U;
constexpr int largestAsFound = 64, sideOtherwise = 32;
constexpr std::uint64_t seed = 1; // of the split and the order: the same folder, the same images
constexpr std::size_t oneInTest = 5;

const QStringList trainNames{"train", "training"}, testNames{"test", "testing"},
    validationNames{"val", "valid", "validation"};

[[noreturn]] void fail(cnn::ErrorCode code, const QString& sentence) {
    throw cnn::Error(code, sentence.toStdString());
}

// ---- which files there are -----------------------------------------------------------------------------------------

struct PictureFile {
    QString path;
    int label;
};

struct Listing {
    QStringList classes;
    std::vector<PictureFile> train, test;
    QStringList unused; // folders beside train and test
};

QStringList sorted(const QString& folder, QDir::Filters what) {
    QStringList names = QDir(folder).entryList(what | QDir::NoDotAndDotDot, QDir::NoSort);
    std::sort(names.begin(), names.end());
    return names;
}

QString oneOf(const QStringList& wished, const QStringList& there) {
    for (const QString& name : there)
        if (wished.contains(name.toLower())) return name;
    return {};
}

using Paths = std::vector<QString>;

// Class by class.
std::vector<Paths> filesOf(const QString& folder, const QStringList& classes) {
    std::vector<Paths> all;
    std::size_t count = 0;
    for (const QString& name : classes) {
        Paths& files = all.emplace_back();
        for (const QString& file : sorted(folder + '/' + name, QDir::Files))
            files.push_back(folder + '/' + name + '/' + file);
        count += files.size();
    }
    if (count > mostFiles)
        fail(cnn::ErrorCode::TooLarge,
             QString("The folder %1 holds %L2 files; at most 100,000 pictures are read.").arg(folder).arg(count));
    return all;
}

void add(std::span<const QString> files, std::size_t label, std::vector<PictureFile>& to) {
    for (const QString& path : files) to.push_back({path, static_cast<int>(label)});
}

// A seeded fifth of each class, at least one picture where there are two, becomes the test set.
void split(std::vector<Paths> all, Listing& list) {
    for (std::size_t label = 0; label < all.size(); ++label) {
        Paths& files = all[label];
        cnn::Rng(seed, label).shuffle(files);
        const std::size_t count = files.size();
        const std::size_t test = count < 2 ? 0 : std::max<std::size_t>(1, (count + oneInTest / 2) / oneInTest);
        add(std::span(files).first(test), label, list.test);
        add(std::span(files).subspan(test), label, list.train);
    }
}

void keepSplit(const QString& folder, const QString& train, const QString& test, Listing& list) {
    const QString trainFolder = folder + '/' + train, testFolder = folder + '/' + test;
    list.classes = sorted(trainFolder, QDir::Dirs);
    const QStringList tested = sorted(testFolder, QDir::Dirs);
    for (const QString& name : tested)
        if (!list.classes.contains(name))
            fail(cnn::ErrorCode::Mismatch,
                 QString("%1 has a class \"%2\" that %3 lacks; both need the same subfolders.")
                     .arg(testFolder, name, trainFolder));
    const auto forTraining = filesOf(trainFolder, list.classes), forTesting = filesOf(testFolder, list.classes);
    for (std::size_t label = 0; label < forTraining.size(); ++label) {
        add(forTraining[label], label, list.train);
        add(forTesting[label], label, list.test);
    }
}

Listing listed(const QString& folder) {
    const QStringList there = sorted(folder, QDir::Dirs);
    const QString train = oneOf(trainNames, there);
    const QString named = oneOf(testNames, there), test = named.isEmpty() ? oneOf(validationNames, there) : named;
    Listing list;
    if (!train.isEmpty() && !test.isEmpty()) {
        keepSplit(folder, train, test, list);
        for (const QString& other : there)
            if (other != train && other != test) list.unused << other;
    } else {
        list.classes = there;
        split(filesOf(folder, there), list);
    }
    // A network is tested on the first images too: they are of all classes.
    cnn::Rng(seed, 1).shuffle(list.train);
    cnn::Rng(seed, 2).shuffle(list.test);
    return list;
}

// ---- reading them ---------------------------------------------------------------------------------------------------

// By the file's first bytes, as it stands upright; empty when they tell none.
QSize sizeOf(const QString& path) {
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    return reader.transformation() & QImageIOHandler::TransformationRotate90 ? size.transposed() : size;
}

class FolderReader {
public:
    FolderReader(QString folder, const Listing& list, const ReadWatch& watch)
        : m_folder(std::move(folder)), m_list(list), m_watch(watch) {}

    cnn::DataSplit read(const cnn::Shape& wish, FolderPart part) {
        const bool testOnly = part == FolderPart::TestSet;
        m_files = (testOnly ? 0 : m_list.train.size()) + m_list.test.size();
        m_wish = wish;
        if (wish.h == 0 || wish.w == 0) findSize(testOnly);
        m_shape = {wish.c == 3 ? 3 : 1, m_wish.h, m_wish.w, 1};
        if (!testOnly) fill(m_list.train, m_split.train);
        fill(m_list.test, m_split.test);
        for (cnn::Dataset* set : {&m_split.train, &m_split.test}) {
            set->shape = m_shape;
            for (const QString& name : m_list.classes) set->classNames.push_back(cnn::plainText(name.toStdString()));
        }
        m_split.name = cnn::plainText(QDir(m_folder).dirName().toStdString());
        m_split.note = note().toStdString();
        requireImages(testOnly);
        return std::move(m_split);
    }

private:
    void step() {
        if (m_watch.stop.stop_requested()) fail(cnn::ErrorCode::Interrupted, m_folder + " is not read any further.");
        const std::size_t percent = 100 * m_done++ / std::max<std::size_t>(1, m_files);
        if (m_watch.progress && percent > m_said) {
            m_said = percent;
            m_watch.progress(static_cast<double>(percent) / 100);
        }
    }

    // The size all have, when it is a small one.
    void findSize(bool testOnly) {
        QSize common;
        const auto differs = [&](const PictureFile& file) {
            if (m_watch.stop.stop_requested()) return true;
            const QSize size = sizeOf(file.path);
            if (size.isEmpty()) return false;
            if (common.isEmpty()) common = size;
            return size != common || size.width() > largestAsFound || size.height() > largestAsFound;
        };
        const auto anyDiffers = [&](const auto& files) { return std::any_of(files.begin(), files.end(), differs); };
        const bool mixed = (!testOnly && anyDiffers(m_list.train)) || anyDiffers(m_list.test);
        if (mixed || common.isEmpty()) common = {sideOtherwise, sideOtherwise};
        m_wish.h = common.height();
        m_wish.w = common.width();
    }

    void fill(const std::vector<PictureFile>& files, cnn::Dataset& set) {
        for (const PictureFile& file : files) {
            step();
            try {
                const QImage picture = readPicture(file.path, {m_watch.stop, {}});
                if (m_wish.c == 0 && m_shape.c == 1 && !picture.allGray()) widen();
                append(picture, set);
                set.labels.push_back(file.label);
            } catch (const cnn::Error& e) {
                if (e.code() == cnn::ErrorCode::TooLarge && m_full) throw;
                m_unread << QDir(m_folder).relativeFilePath(file.path);
            }
        }
    }

    void append(const QImage& picture, cnn::Dataset& set) {
        if (m_split.train.pixels.size() + m_split.test.pixels.size() + m_shape.perImage() > mostBytes) {
            m_full = true;
            fail(cnn::ErrorCode::TooLarge,
                 QString("The pictures in %1 take more than 512 MB at %2 × %3; choose a smaller size.")
                     .arg(m_folder)
                     .arg(m_shape.h)
                     .arg(m_shape.w));
        }
        const cnn::Tensor values = fitToNetwork(picture, m_shape);
        for (const float v : values.values()) set.pixels.push_back(static_cast<std::uint8_t>(std::lround(255 * v)));
    }

    // The first coloured picture: what was grey so far gets red, green and blue alike.
    void widen() {
        const std::size_t each = m_shape.perImage();
        for (cnn::Dataset* set : {&m_split.train, &m_split.test}) {
            std::vector<std::uint8_t> wide;
            wide.reserve(3 * set->pixels.size());
            for (auto image = set->pixels.begin(); image != set->pixels.end();
                 image += static_cast<std::ptrdiff_t>(each))
                for (int channel = 0; channel < 3; ++channel)
                    wide.insert(wide.end(), image, image + static_cast<std::ptrdiff_t>(each));
            set->pixels = std::move(wide);
        }
        m_shape.c = 3;
    }

    QString note() const {
        QStringList sentences;
        if (!m_unread.isEmpty()) {
            const qsizetype named = m_unread.size() <= 3 ? m_unread.size() : 2;
            QString names = m_unread.mid(0, named).join(", ");
            if (named < m_unread.size()) names += QString(" and %1 more").arg(m_unread.size() - named);
            sentences << QString("%1 of %2 files could not be read as pictures and were left out: %3.")
                             .arg(m_unread.size())
                             .arg(m_files)
                             .arg(names);
        }
        if (!m_list.unused.isEmpty())
            sentences << QString("Beside the training and test images these folders are not used: %1.")
                             .arg(m_list.unused.join(", "));
        return sentences.join(' ');
    }

    // Two classes to tell apart, and something to test with.
    void requireImages(bool testOnly) const {
        const cnn::Dataset& set = testOnly ? m_split.test : m_split.train;
        const std::set<int> classes(set.labels.begin(), set.labels.end());
        if (classes.empty())
            fail(cnn::ErrorCode::BadFormat, m_files == 0
                                                ? QString("The subfolders of %1 hold no pictures.").arg(m_folder)
                                                : QString("None of the %1 files in the subfolders of %2 can be read as "
                                                          "a picture (png, jpeg, bmp, gif, pgm, ppm, webp, tiff).")
                                                      .arg(m_files)
                                                      .arg(m_folder));
        if (classes.size() == 1 && !testOnly)
            fail(cnn::ErrorCode::Mismatch,
                 QString("The folder %1 has pictures of one class only, \"%2\"; a network needs at least two "
                         "subfolders with pictures to tell apart.")
                     .arg(m_folder, m_list.classes[*classes.begin()]));
        if (m_split.test.size() == 0)
            fail(cnn::ErrorCode::Mismatch,
                 QString("The folder %1 has no picture left to test with; each class needs at least two.")
                     .arg(m_folder));
    }

    QString m_folder;
    const Listing& m_list;
    const ReadWatch& m_watch;
    cnn::Shape m_wish, m_shape;
    cnn::DataSplit m_split;
    QStringList m_unread;
    std::size_t m_files = 0, m_done = 0, m_said = 0;
    bool m_full = false;
};

} // namespace

cnn::DataSplit readImageFolder(const QString& folder, const cnn::Shape& wish, const ReadWatch& watch, FolderPart part) {
    const std::filesystem::path path = QFile::encodeName(folder).toStdString();
    const QFileInfo info(folder);
    const bool pictures = info.isDir() && !cnn::holdsIdxFiles(path);
    if (!pictures) {
        if (part == FolderPart::All) return cnn::loadIdxFolder(path);
        cnn::DataSplit split;
        split.test = cnn::loadIdxTestSet(path);
        return split;
    }
    if (!info.isReadable())
        fail(cnn::ErrorCode::Unreadable, "Cannot read " + folder + ": its contents are not open to you.");
    const Listing list = listed(QDir::cleanPath(info.absoluteFilePath()));
    if (list.classes.isEmpty())
        fail(cnn::ErrorCode::NotFound,
             QString("The folder %1 holds neither pictures in one subfolder a class nor MNIST's four files "
                     "(train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, "
                     "t10k-labels-idx1-ubyte).")
                 .arg(folder));
    return FolderReader(folder, list, watch).read(wish, part);
}

} // namespace ui
