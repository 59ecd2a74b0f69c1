#include "ui/media/picture_folder.h"

#include "core/base/error.h"
#include "core/base/system.h"
#include "core/data/file_kind.h"
#include "core/data/found_set.h"
#include "ui/media/class_folders.h"
#include "ui/media/file_names.h"
#include "ui/media/fit_data.h"
#include "ui/media/image_io.h"
#include "ui/media/refusal.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <algorithm>
#include <optional>
#include <set>

namespace ui {
namespace {

// By the file's first bytes, as it stands upright; empty when they tell none.
QSize sizeOf(const QString& path) {
    QFile file;
    const int opened = cnn::openToRead(filePath(path));
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

bool isSmall(QSize size) {
    return size.width() <= cnn::largestAsFound && size.height() <= cnn::largestAsFound;
}

// What pictures are brought to that all have this size; empty: they have several.
cnn::Shape foundShape(QSize common) {
    if (common.isEmpty() || !isSmall(common)) common = {cnn::sideOtherwise, cnn::sideOtherwise};
    return {1, common.height(), common.width(), 1};
}

// An image of a set that fills only a part of its place, so that the rest must become black when black is known.
struct Bordered {
    bool test;
    std::size_t index;
    QRect filled;
};

class FolderReader {
public:
    // base: the folder's whole name, with which those of the files begin.
    FolderReader(QString folder, QString base, const ClassFolders& list, const ReadWatch& watch)
        : m_folder(std::move(folder)), m_base(std::move(base)), m_list(list), m_watch(watch) {}

    // These are only some of the pictures: their range is not that of all.
    void keepQuietOfTheRange() { m_saysRange = false; }

    cnn::DataSplit read(const cnn::DataWish& wish, cnn::DataPart part) {
        const bool testOnly = part == cnn::DataPart::TestSet;
        m_files = (testOnly ? 0 : m_list.train.size() + m_list.validation.size()) + m_list.test.size();
        m_wish = wish.shape;
        if (wish.turned) std::swap(m_wish.h, m_wish.w); // they are turned once they are read
        m_shape = m_wish;
        if (m_wish.h == 0 || m_wish.w == 0) m_shape = cnn::broughtTo(m_wish, foundShape(commonSize(testOnly)));
        m_shape.c = m_wish.c == 3 ? 3 : 1;
        requireRoom();
        if (!testOnly) {
            m_split.train.pixels.reserve((m_list.train.size() + m_list.validation.size()) * m_shape.perImage());
            fill(m_list.train, m_split.train);
            const std::size_t before = m_split.train.size();
            fill(m_list.validation, m_split.train);
            m_split.watched = m_split.train.size() - before;
        }
        m_split.test.pixels.reserve(m_list.test.size() * m_shape.perImage());
        fill(m_list.test, m_split.test);
        requireImages(testOnly);
        takeRange(wish.range, testOnly);
        nameClasses(testOnly ? m_split.test : m_split.train);
        if (wish.turned)
            for (cnn::Dataset* set : {&m_split.train, &m_split.test}) cnn::turn(*set);
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

    // The size all have, when it is a small one; else none.
    QSize commonSize(bool testOnly) const {
        QSize common;
        const auto differs = [&](const PictureFile& file) {
            if (m_watch.stop.stop_requested()) return true;
            const QSize size = sizeOf(file.path);
            if (size.isEmpty()) return false;
            if (common.isEmpty()) common = size;
            return size != common || !isSmall(size);
        };
        const auto anyDiffers = [&](const auto& files) { return std::any_of(files.begin(), files.end(), differs); };
        const bool mixed =
            (!testOnly && (anyDiffers(m_list.train) || anyDiffers(m_list.validation))) || anyDiffers(m_list.test);
        return mixed ? QSize() : common;
    }

    void fill(const std::vector<PictureFile>& files, cnn::Dataset& set) {
        for (const PictureFile& file : files) {
            step();
            bool doubtful = false;
            const auto picture = pictureOf(file.path, doubtful);
            if (!picture) {
                m_unread << file.path.mid(m_base.size() + 1);
                continue;
            }
            const bool coloured =
                m_shape.c == 1 && (picture->image.isNull() ? picture->raster.colour : !picture->image.allGray());
            if (coloured && m_wish.c == 0) widen();
            if (coloured && m_wish.c == 1) ++m_greyed;
            append(*picture, set);
            set.labels.push_back(file.label);
            if (doubtful) m_doubtful << file.path.mid(m_base.size() + 1);
        }
    }

    // None: it cannot be read.
    std::optional<StoredPicture> pictureOf(const QString& path, bool& doubtful) const {
        try {
            return readStored(path, {m_watch.stop, {}, {}, [&] { doubtful = true; }, m_watch.wish});
        } catch (const cnn::Error& e) {
            if (e.code() == cnn::ErrorCode::Interrupted) throw;
            return std::nullopt;
        }
    }

    // All images at this size, of as many bits as are known so far.
    void requireRoom() const { ui::requireRoom(m_folder, m_files, m_shape, m_split.train.pixels.width()); }

    void append(const StoredPicture& picture, cnn::Dataset& set) {
        const bool bytes = picture.raster.pixels.empty();
        if (bytes)
            ++m_narrow;
        else
            admit(picture.raster);
        const cnn::Tensor values = bytes ? fitToNetwork(picture.image, m_shape) : fitNumbers(picture.raster, m_shape);
        if (set.pixels.kind() == cnn::Pixels::Kind::Bytes) {
            for (const float v : values.values())
                set.pixels.bytes().push_back(static_cast<std::uint8_t>(std::lround(255 * v)));
            return;
        }
        const QSize size = bytes ? picture.image.size() : QSize(picture.raster.shape.w, picture.raster.shape.h);
        const QRect filled = filledPart(size, m_shape);
        if (filled != QRect(0, 0, m_shape.w, m_shape.h))
            m_bordered.push_back({&set == &m_split.test, set.size(), filled});
        const float scale = bytes ? m_type.high - m_type.low : 1.0F, shift = bytes ? m_type.low : 0.0F;
        set.pixels.visit([&](auto& all) {
            using T = typename std::decay_t<decltype(all)>::value_type;
            for (const float v : values.values()) all.push_back(stored<T>(shift + scale * v));
        });
    }

    template<class T> static T stored(float value) {
        if constexpr (std::is_same_v<T, float>) return value;
        constexpr auto most = static_cast<float>(std::numeric_limits<T>::max());
        return static_cast<T>(std::clamp(value, 0.0F, most) + 0.5F);
    }

    // All images are kept in the widest kind of number there is; what was narrower so far becomes as wide.
    void admit(const cnn::Raster& raster) {
        const cnn::Pixels::Kind before = m_split.train.pixels.kind(), now = raster.pixels.kind();
        if (now > before || m_type == cnn::DisplayRange{})
            m_type = raster.byType;
        else if (now == before)
            m_type = {std::min(m_type.low, raster.byType.low), std::max(m_type.high, raster.byType.high)};
        if (now <= before) return;
        for (cnn::Dataset* set : {&m_split.train, &m_split.test}) {
            const bool spread = before == cnn::Pixels::Kind::Bytes;
            cnn::Pixels wide = cnn::Pixels::none(now);
            wide.reserve(set->pixels.size());
            const float scale = spread ? (m_type.high - m_type.low) / 255 : 1.0F, shift = spread ? m_type.low : 0.0F;
            wide.visit([&](auto& to) {
                using T = typename std::decay_t<decltype(to)>::value_type;
                for (std::size_t i = 0; i < set->pixels.size(); ++i)
                    to.push_back(stored<T>(shift + scale * set->pixels[i]));
            });
            set->pixels = std::move(wide);
        }
        requireRoom();
    }

    // The first coloured picture: what was grey so far gets red, green and blue alike, from the last image on, where
    // its place is.
    void widen() {
        const std::size_t each = m_shape.perImage();
        m_shape.c = 3;
        requireRoom();
        for (cnn::Dataset* set : {&m_split.train, &m_split.test})
            set->pixels.visit([&](auto& values) {
                const std::size_t images = values.size() / each;
                values.resize(3 * values.size());
                for (std::size_t i = images; i > 0; --i)
                    for (std::size_t channel = 3; channel > 0; --channel)
                        std::copy_backward(values.begin() + static_cast<std::ptrdiff_t>((i - 1) * each),
                                           values.begin() + static_cast<std::ptrdiff_t>(i * each),
                                           values.begin() +
                                               static_cast<std::ptrdiff_t>((3 * (i - 1) + channel) * each));
            });
    }

    // One for all: of the training images where there are any.
    void takeRange(const cnn::RangeWish& wish, bool testOnly) {
        const cnn::Pixels& from = testOnly ? m_split.test.pixels : m_split.train.pixels;
        const bool deep = from.kind() != cnn::Pixels::Kind::Bytes;
        const cnn::DisplayRange range = displayRangeOf(from, wish, m_type);
        m_split.train.range = m_split.test.range = range;
        if (m_saysRange && (deep || range != cnn::DisplayRange{}))
            m_rangeNote = sentenceOf(rangeOfSet(range, m_type, wish.from));
        for (const Bordered& b : m_bordered) {
            cnn::Dataset& set = b.test ? m_split.test : m_split.train;
            set.pixels.visit([&](auto& values) {
                using T = typename std::decay_t<decltype(values)>::value_type;
                auto at = values.begin() + static_cast<std::ptrdiff_t>(b.index * m_shape.perImage());
                for (int c = 0; c < m_shape.c; ++c)
                    for (int y = 0; y < m_shape.h; ++y)
                        for (int x = 0; x < m_shape.w; ++x, ++at)
                            if (!b.filled.contains(x, y)) *at = stored<T>(range.low);
            });
        }
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
            cnn::Dataset kept{m_shape, cnn::Pixels::none(set->pixels.kind()), {}, names};
            kept.range = set->range;
            if (m_unseen.isEmpty()) std::swap(kept.pixels, set->pixels);
            for (std::size_t i = 0; i < set->labels.size(); ++i) {
                const int now = label[static_cast<std::size_t>(set->labels[i])];
                if (now < 0) continue;
                kept.labels.push_back(now);
                if (m_unseen.isEmpty()) continue;
                kept.pixels.append(set->pixels, i * m_shape.perImage(), m_shape.perImage());
            }
            *set = std::move(kept);
        }
    }

    QString note(bool testOnly) const {
        const std::size_t read = m_split.train.size() + m_split.test.size();
        QStringList sentences;
        if (!m_unread.isEmpty())
            sentences << ui::tr("%1 of %2 files could not be read as pictures and were left out: %3.")
                             .arg(m_unread.size())
                             .arg(m_files)
                             .arg(listed(m_unread));
        if (!m_doubtful.isEmpty())
            sentences << ui::tr("%1 of %2 pictures may be damaged inside: %3.")
                             .arg(m_doubtful.size())
                             .arg(read)
                             .arg(listed(m_doubtful));
        if (!m_unseen.isEmpty()) sentences << unseen(testOnly).arg(m_unseen.join(", "));
        if (m_greyed > 0)
            sentences << ui::tr("%1 of %2 pictures are coloured; they are read in grey, without their colour.")
                             .arg(m_greyed)
                             .arg(read);
        if (m_narrow > 0 && m_split.train.pixels.kind() != cnn::Pixels::Kind::Bytes)
            sentences << ui::tr("%1 of %2 pictures have 8 bits, the others more: 0 to 255 of these became %3 to %4.")
                             .arg(m_narrow)
                             .arg(read)
                             .arg(static_cast<double>(m_type.low))
                             .arg(static_cast<double>(m_type.high));
        if (!m_rangeNote.isEmpty()) sentences << m_rangeNote;
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
    cnn::DisplayRange m_type; // what the widest kind of number can be
    cnn::DataSplit m_split;
    std::vector<Bordered> m_bordered;
    QStringList m_unread, m_doubtful, m_unseen; // files and classes; the doubtful ones are not left out
    QString m_rangeNote;
    bool m_saysRange = true;
    std::size_t m_greyed = 0; // coloured pictures that became grey
    std::size_t m_narrow = 0; // pictures of 8 bits
    std::size_t m_files = 0, m_done = 0, m_said = 0;
};

// The folder's whole name; whether it is open to us.
QString wholeName(const QString& folder) {
    const std::filesystem::path path = filePath(folder);
    cnn::requireFolder(path);
    if (!cnn::mayRead(path))
        fail(cnn::ErrorCode::Unreadable, ui::tr("Cannot read %1: its contents are not open to you.").arg(folder));
    return QDir::cleanPath(nameOf(std::filesystem::absolute(path)));
}

// At most `most` of the files, of all classes in turn.
std::vector<PictureFile> someOf(const std::vector<PictureFile>& files, std::size_t classes, std::size_t most) {
    std::vector<std::vector<PictureFile>> of(classes);
    for (const PictureFile& file : files)
        if (auto& those = of[static_cast<std::size_t>(file.label)]; those.size() < most) those.push_back(file);
    std::vector<PictureFile> some;
    for (std::size_t round = 0; round < most && some.size() < most; ++round)
        for (const auto& those : of)
            if (round < those.size() && some.size() < most) some.push_back(those[round]);
    return some;
}

} // namespace

cnn::DataSplit readImageFolder(const QString& folder, const cnn::DataWish& wish, const ReadWatch& watch,
                               cnn::DataPart part) {
    const QString base = wholeName(folder);
    const ClassFolders list = classFoldersIn(base);
    return FolderReader(folder, base, list, watch).read(wish, part);
}

DataLook lookAtPictureFolder(const QString& folder, const cnn::DataWish& wish, const ReadWatch& watch) {
    constexpr std::size_t sampled = 16, measured = 48;
    const QString base = wholeName(folder);
    const ClassFolders list = classFoldersIn(base);
    const auto classes = static_cast<std::size_t>(list.classes.size());
    DataLook look;
    look.layout = list.layout;
    look.train = static_cast<qint64>(list.train.size());
    look.validation = static_cast<qint64>(list.validation.size());
    look.test = static_cast<qint64>(list.test.size());
    look.notes = list.notes;
    look.counts.resize(classes);
    for (const PictureFile& file : list.train) ++look.counts[static_cast<std::size_t>(file.label)];
    for (const QString& name : list.classes) look.classes << shownName(name);
    for (const PictureFile& file : someOf(list.train, classes, measured)) {
        const QSize size = sizeOf(file.path);
        if (size.isEmpty()) continue;
        if (look.smallest.isEmpty()) look.smallest = look.largest = size;
        look.smallest = look.smallest.boundedTo(size);
        look.largest = look.largest.expandedTo(size);
    }
    // The samples are read as all of them would be.
    ClassFolders some = list;
    some.train = some.test = someOf(list.train, classes, sampled);
    some.validation.clear();
    some.notes.clear();
    cnn::DataWish sampleWish = wish;
    const cnn::Shape found = foundShape(look.smallest == look.largest ? look.largest : QSize());
    const cnn::Shape to = cnn::broughtTo(wish.shape, wish.turned ? cnn::Shape{found.c, found.w, found.h, 1} : found);
    sampleWish.shape = {wish.shape.c, to.h, to.w, 1};
    FolderReader reader(folder, base, some, watch);
    if (look.train > static_cast<qint64>(some.test.size())) reader.keepQuietOfTheRange();
    cnn::DataSplit split = reader.read(sampleWish, cnn::DataPart::TestSet);
    look.samples = std::move(split.test);
    look.shape = look.samples.shape;
    look.coloured = look.shape.c == 3;
    look.values = displayRangeOf(look.samples.pixels, {cnn::RangeRule::MinMax, 0, {}}, look.samples.range);
    look.seen = static_cast<qint64>(look.samples.size());
    look.bytes = (look.train + look.validation + look.test) *
                 static_cast<qint64>(look.shape.perImage() * look.samples.pixels.width());
    if (!split.note.empty()) look.notes.prepend(QString::fromStdString(split.note));
    return look;
}

} // namespace ui
