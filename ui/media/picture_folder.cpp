#include "ui/media/picture_folder.h"

#include "core/base/error.h"
#include "core/train/sources.h"
#include "ui/media/class_folders.h"
#include "ui/media/file_names.h"
#include "ui/media/read_picture.h"
#include "ui/media/refusal.h"
#include "ui/tr.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <set>
#include <unistd.h>

namespace ui {
namespace {

constexpr std::size_t mostBytes = 512U * 1024U * 1024U;
constexpr int largestAsFound = 64, sideOtherwise = 32;

// By the file's first bytes, as it stands upright; empty when they tell none.
QSize sizeOf(const QString& path) {
    QFile file;
    const int opened = ::open(filePath(path).c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0 || !file.open(opened, QIODevice::ReadOnly, QFile::AutoCloseHandle)) return {};
    QImageReader reader(&file);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    return reader.transformation() & QImageIOHandler::TransformationRotate90 ? size.transposed() : size;
}

// All of three names, or the first two.
QString listed(const QStringList& names) {
    if (names.size() <= 3) return names.join(", ");
    return ui::tr("%1 and %2 more").arg(names.mid(0, 2).join(", "), QString::number(names.size() - 2));
}

class FolderReader {
public:
    // base: the folder's whole name, with which those of the files begin.
    FolderReader(QString folder, QString base, const ClassFolders& list, const ReadWatch& watch)
        : m_folder(std::move(folder)), m_base(std::move(base)), m_list(list), m_watch(watch) {}

    cnn::DataSplit read(const cnn::Shape& wish, FolderPart part) {
        const bool testOnly = part == FolderPart::TestSet;
        m_files = (testOnly ? 0 : m_list.train.size()) + m_list.test.size();
        m_wish = wish;
        if (wish.h == 0 || wish.w == 0) findSize(testOnly);
        m_shape = {wish.c == 3 ? 3 : 1, m_wish.h, m_wish.w, 1};
        if (!testOnly) fill(m_list.train, m_split.train);
        fill(m_list.test, m_split.test);
        requireImages(testOnly);
        nameClasses(testOnly ? m_split.test : m_split.train);
        m_split.name = shownName(QDir::cleanPath(m_folder).section('/', -1)).toStdString();
        m_split.note = note(testOnly).toStdString();
        return std::move(m_split);
    }

private:
    void step() {
        if (m_watch.stop.stop_requested())
            fail(cnn::ErrorCode::Interrupted, ui::tr("%1 is not read any further.").arg(m_folder));
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
                bool doubtful = false;
                const QImage picture = readPicture(file.path, {m_watch.stop, {}, {}, [&] { doubtful = true; }});
                const bool coloured = m_shape.c == 1 && !picture.allGray();
                if (coloured && m_wish.c == 0) widen();
                if (coloured && m_wish.c == 1) ++m_greyed;
                append(picture, set);
                set.labels.push_back(file.label);
                if (doubtful) m_doubtful << file.path.mid(m_base.size() + 1);
            } catch (const cnn::Error& e) {
                if (e.code() == cnn::ErrorCode::TooLarge && m_full) throw;
                m_unread << file.path.mid(m_base.size() + 1);
            }
        }
    }

    void append(const QImage& picture, cnn::Dataset& set) {
        if (m_split.train.pixels.size() + m_split.test.pixels.size() + m_shape.perImage() > mostBytes) {
            m_full = true;
            fail(cnn::ErrorCode::TooLarge,
                 ui::tr("The pictures in %1 take more than 512 MB at %2 × %3; choose a smaller size.")
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

    // Those that there is a picture of in `seen`; the others are left out.
    void nameClasses(const cnn::Dataset& seen) {
        std::vector<int> label(static_cast<std::size_t>(m_list.classes.size()), -1);
        for (const int old : seen.labels) label[static_cast<std::size_t>(old)] = 0;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < label.size(); ++i) {
            const QString& name = m_list.classes[static_cast<qsizetype>(i)];
            if (label[i] < 0) {
                m_unseen << name;
                continue;
            }
            label[i] = static_cast<int>(names.size());
            names.push_back(shownName(name).toStdString());
        }
        for (cnn::Dataset* set : {&m_split.train, &m_split.test}) {
            cnn::Dataset kept{m_shape, {}, {}, names};
            if (m_unseen.isEmpty()) std::swap(kept.pixels, set->pixels);
            for (std::size_t i = 0; i < set->labels.size(); ++i) {
                const int now = label[static_cast<std::size_t>(set->labels[i])];
                if (now < 0) continue;
                kept.labels.push_back(now);
                if (m_unseen.isEmpty()) continue;
                const auto begin = set->pixels.begin() + static_cast<std::ptrdiff_t>(i * m_shape.perImage());
                kept.pixels.insert(kept.pixels.end(), begin, begin + static_cast<std::ptrdiff_t>(m_shape.perImage()));
            }
            *set = std::move(kept);
        }
    }

    QString note(bool testOnly) const {
        QStringList sentences;
        if (!m_unread.isEmpty())
            sentences << ui::tr("%1 of %2 files could not be read as pictures and were left out: %3.")
                             .arg(m_unread.size())
                             .arg(m_files)
                             .arg(listed(m_unread));
        if (!m_doubtful.isEmpty())
            sentences << ui::tr("%1 of %2 pictures may be damaged inside: %3.")
                             .arg(m_doubtful.size())
                             .arg(m_split.train.size() + m_split.test.size())
                             .arg(listed(m_doubtful));
        if (!m_unseen.isEmpty()) sentences << unseen(testOnly).arg(m_unseen.join(", "));
        if (m_greyed > 0)
            sentences << ui::tr("%1 of %2 pictures are coloured; they are read in grey, without their colour.")
                             .arg(m_greyed)
                             .arg(m_split.train.size() + m_split.test.size());
        sentences << m_list.notes;
        return shownName(sentences.join(' '));
    }

    QString unseen(bool testOnly) const {
        if (m_unseen.size() == 1)
            return testOnly ? ui::tr("The class %1 has no test pictures and is left out.")
                            : ui::tr("The class %1 has no pictures and is left out.");
        return testOnly ? ui::tr("The classes %1 have no test pictures and are left out.")
                        : ui::tr("The classes %1 have no pictures and are left out.");
    }

    // Two classes to tell apart, and something to test with.
    void requireImages(bool testOnly) const {
        const cnn::Dataset& set = testOnly ? m_split.test : m_split.train;
        const std::set<int> classes(set.labels.begin(), set.labels.end());
        if (classes.empty() && m_files == 0)
            refuse(cnn::ErrorCode::BadFormat, ui::tr("The subfolders of %1 hold no pictures.").arg(m_folder));
        if (classes.empty())
            refuse(cnn::ErrorCode::BadFormat, ui::tr("None of the %1 files in the subfolders of %2 can be read as a "
                                                     "picture (png, jpeg, bmp, gif, pgm, ppm, webp, tiff).")
                                                  .arg(m_files)
                                                  .arg(m_folder));
        if (classes.size() == 1 && !testOnly)
            refuse(cnn::ErrorCode::Mismatch,
                   ui::tr("The folder %1 has pictures of one class only, \"%2\"; a network needs at least two "
                          "subfolders with pictures to tell apart.")
                       .arg(m_folder, m_list.classes[*classes.begin()]));
        if (m_split.test.size() == 0)
            refuse(
                cnn::ErrorCode::Mismatch,
                ui::tr("The folder %1 has no picture left to test with; each class needs at least two.").arg(m_folder));
    }

    // What was left out may be the reason.
    [[noreturn]] void refuse(cnn::ErrorCode code, const QString& sentence) const {
        fail(code, (QStringList(sentence) + m_list.notes).join(' '));
    }

    QString m_folder, m_base;
    const ClassFolders& m_list;
    const ReadWatch& m_watch;
    cnn::Shape m_wish, m_shape;
    cnn::DataSplit m_split;
    QStringList m_unread, m_doubtful, m_unseen; // files and classes; the doubtful ones are not left out
    std::size_t m_greyed = 0;                   // coloured pictures that became grey
    std::size_t m_files = 0, m_done = 0, m_said = 0;
    bool m_full = false;
};

} // namespace

cnn::DataSplit readImageFolder(const QString& folder, const cnn::Shape& wish, const ReadWatch& watch, FolderPart part) {
    const std::filesystem::path path = filePath(folder);
    const bool pictures = isFolder(folder) && !cnn::holdsIdxFiles(path);
    if (!pictures) {
        if (part == FolderPart::All) return cnn::loadIdxFolder(path);
        cnn::DataSplit split;
        split.test = cnn::loadIdxTestSet(path);
        return split;
    }
    if (::access(path.c_str(), R_OK) != 0)
        fail(cnn::ErrorCode::Unreadable, ui::tr("Cannot read %1: its contents are not open to you.").arg(folder));
    const QString base = QDir::cleanPath(nameOf(std::filesystem::absolute(path)));
    const ClassFolders list = classFoldersIn(base);
    return FolderReader(folder, base, list, watch).read(wish, part);
}

} // namespace ui
