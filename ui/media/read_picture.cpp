#include "ui/media/read_picture.h"

#include "core/base/error.h"
#include "core/base/save_file.h"
#include "core/base/system.h"
#include "core/files/pgm_read.h"
#include "core/files/tiff_read.h"
#include "ui/media/file_names.h"
#include "ui/media/foreign_formats.h"
#include "ui/media/picture_facts.h"
#include "ui/media/raster_image.h"
#include "ui/media/refusal.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QFile>
#include <QImageReader>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <optional>

namespace ui {
namespace {

constexpr std::size_t largestPictureFile = 256U * 1024U * 1024U;
constexpr int largestImage = 300; // MB: as many pixels of 16-bit red, green, blue and transparency

const QList<QByteArray> readFormats{"png", "jpeg", "jpg", "bmp", "gif", "pbm", "pgm", "ppm", "webp"};
// These decoders need no memory for what is left out when a picture is read reduced.
const QList<QByteArray> reducibleFormats{"png", "jpeg", "jpg"};

// Damage may leave them behind the last pixel, but cameras do, too: no pixel is missing for them.
bool tellsOfBytesTooMany(QStringView warning) {
    return warning.startsWith(u"Corrupt JPEG data") && warning.contains(u"extraneous bytes before marker 0xd9");
}

// libjpeg fills up what it cannot decode with grey, and says so nowhere but in a warning.
bool tellsOfMissingPixels(QStringView warning) {
    return (warning.startsWith(u"Corrupt JPEG data") && !tellsOfBytesTooMany(warning)) ||
           warning.startsWith(u"Premature end of JPEG") || warning.startsWith(u"Inconsistent progression");
}

// libpng and libjpeg print complaints of their own on stderr, or as warnings of Qt; while this lives they are not seen
// there. The Error says it all. stderr is everybody's: one thread at a time.
class Silence {
public:
    Silence() : m_alone(mutex()) {
        heard() = {};
        passOn() = qInstallMessageHandler(hear);
    }
    ~Silence() { qInstallMessageHandler(passOn()); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    // The decoder of this thread has said that pixels are missing.
    bool heardOfMissingPixels() const { return heard().missing; }
    // Its own words on bytes that belong to no pixel; mostly empty.
    QString heardOfBytesTooMany() const { return heard().tooMany; }

private:
    static void hear(QtMsgType type, const QMessageLogContext& context, const QString& text) {
        if (type == QtWarningMsg && tellsOfMissingPixels(text))
            heard().missing = true;
        else if (type == QtWarningMsg && tellsOfBytesTooMany(text))
            heard().tooMany = text;
        else if (const QtMessageHandler before = passOn())
            before(type, context, text);
    }
    struct Heard {
        bool missing = false;
        QString tooMany = {};
    };
    static Heard& heard() {
        thread_local Heard all; // other threads may decode elsewhere
        return all;
    }
    static std::atomic<QtMessageHandler>& passOn() {
        static std::atomic<QtMessageHandler> before = nullptr;
        return before;
    }
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }
    std::lock_guard<std::mutex> m_alone;
    cnn::StderrSilence m_stderr;
};

// The file's bytes for a decoder, which reads them bit by bit: so one sees how far it is, and it ends when told to.
class WatchedBytes : public QIODevice {
public:
    WatchedBytes(const std::string& bytes, const ReadWatch& watch) : m_bytes(bytes), m_watch(watch) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return static_cast<qint64>(m_bytes.size()); }

protected:
    qint64 readData(char* to, qint64 most) override {
        if (m_watch.stop.stop_requested()) return -1;
        const qint64 count = std::clamp(size() - pos(), qint64{0}, most);
        std::copy_n(m_bytes.data() + pos(), count, to);
        const auto percent = 100 * pos() / std::max(qint64{1}, size());
        if (m_watch.progress && percent >= m_said + step) {
            m_said = percent;
            m_watch.progress(static_cast<double>(percent) / 100);
        }
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    static constexpr qint64 step = 5;
    const std::string& m_bytes;
    const ReadWatch& m_watch;
    qint64 m_said = 0; // percent
};

// Into memory that was cleared: a decoder may leave out pixels that the file does not give.
QImage decode(QImageReader& reader) {
    QImage picture;
    if (const QSize size = reader.size();
        !reader.scaledSize().isValid() && !size.isEmpty() && reader.imageFormat() != QImage::Format_Invalid) {
        picture = QImage(size, reader.imageFormat());
        if (picture.isNull()) throw std::bad_alloc();
        picture.fill(0);
    }
    return reader.read(&picture) ? picture : QImage();
}

std::string saidName(const QString& path) {
    return shownName(path).toStdString();
}

// The size it has to be reduced to; not valid when it is read as it is.
QSize requireReadable(const QString& path, const PictureFacts& facts, bool reducible, bool reduced) {
    QSize to;
    if (facts.width > 0 && facts.height > cnn::mostPixels / facts.width) {
        if (!reducible || !reduced || !cnn::canBeReduced(facts.height, facts.width))
            throw cnn::TooManyPixels(saidName(path), facts.height, facts.width,
                                     reducible ? cnn::Reducible::Yes : cnn::Reducible::No);
        const int by = cnn::reductionFor(facts.height, facts.width);
        to = QSize(static_cast<int>(cnn::reducedSide(facts.width, by)),
                   static_cast<int>(cnn::reducedSide(facts.height, by)));
    }
    if (facts.endsEarly)
        fail(cnn::ErrorCode::BadFormat,
             ui::tr("The picture %1 is damaged: it ends early, and pixels are missing. Copy or save it again.")
                 .arg(path));
    return to;
}

// What a file becomes on the way: an image where Qt reads all that it holds, else its numbers.
struct Decoded {
    QImage image; // null: see raster
    cnn::Raster raster;
    QStringList notes;
    bool isTiff = false; // with pages and channels to choose from
};

Decoded withNotes(cnn::Raster raster) {
    Decoded all{{}, std::move(raster), {}, false};
    for (const cnn::Message& note : all.raster.notes) all.notes << sentenceOf(note);
    return all;
}

cnn::TiffWish tiffWish(const ReadWatch& watch) {
    return {watch.wish.page, watch.wish.channel, watch.wish.reduced, watch.stop, watch.progress};
}

void requireOnePicture(const QString& path, const PictureWish& wish) {
    if (wish.page > 0 || wish.channel)
        fail(cnn::ErrorCode::Usage,
             ui::tr("%1 is no TIFF: there are no pages and channels to choose from in it.").arg(path));
}

Decoded decodedByQt(const QString& path, const std::string& bytes, const ReadWatch& watch) {
    WatchedBytes device(bytes, watch);
    static const bool roomForAll = (QImageReader::setAllocationLimit(largestImage), true); // once: it is everybody's
    (void)roomForAll;
    QImageReader reader(&device);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    if (!readFormats.contains(format)) {
        const QString foreign = foreignFormat(bytes, path);
        fail(cnn::ErrorCode::BadFormat,
             !foreign.isEmpty()
                 ? foreign
                 : ui::tr("%1 is no picture that can be read here (png, jpeg, bmp, gif, pgm, ppm, webp, tiff).")
                       .arg(path));
    }
    requireOnePicture(path, watch.wish);
    PictureFacts facts = pictureFacts(bytes, format.toStdString());
    Decoded all;
    bool gaps = false;
    QString doubt;
    QSize reducedTo;
    { // no longer silent when the note is said
        const Silence silence;
        if (facts.width == 0 && !facts.endsEarly) {
            facts.width = reader.size().width();
            facts.height = reader.size().height();
        }
        reducedTo = requireReadable(path, facts, reducibleFormats.contains(format), watch.wish.reduced);
        if (reducedTo.isValid()) reader.setScaledSize(reducedTo);
        all.image = decode(reader);
        gaps = silence.heardOfMissingPixels();
        doubt = silence.heardOfBytesTooMany();
    }
    if (watch.stop.stop_requested()) fail(cnn::ErrorCode::Interrupted, ui::tr("%1 is not read any further.").arg(path));
    if (all.image.isNull())
        fail(cnn::ErrorCode::BadFormat, ui::tr("The picture %1 is damaged: %2.").arg(path, reader.errorString()));
    if (gaps)
        fail(cnn::ErrorCode::BadFormat,
             ui::tr("The picture %1 is damaged: some of its pixels are missing. Copy or save it again.").arg(path));
    if (watch.doubtful && !doubt.isEmpty()) watch.doubtful();
    if (!doubt.isEmpty())
        all.notes
            << ui::tr(
                   "It may be damaged inside: its data go on behind the last pixel (%1). Compare it with the original.")
                   .arg(doubt);
    if (facts.pictures > 1) all.notes << ui::tr("It has %1 frames; frame 1 is read.").arg(facts.pictures);
    if (reducedTo.isValid())
        all.notes << sentenceOf(
            cnn::reducedNote(facts.height, facts.width, cnn::reductionFor(facts.height, facts.width)));
    if (facts.bits == 16 && !isDeep(all.image))
        all.notes << ui::tr("It has more than 8 bits a value, and is read with 8; a TIFF of it is read with all.");
    return all;
}

Decoded decoded(const QString& path, const ReadWatch& watch) {
    const std::string bytes = cnn::readFile(filePath(path), largestPictureFile);
    if (cnn::isTiff(bytes)) {
        // Whole slides and cameras' raw data are TIFF on the outside.
        if (const QString foreign = foreignFormat(bytes, path); !foreign.isEmpty())
            fail(cnn::ErrorCode::BadFormat, foreign);
        Decoded all = withNotes(cnn::readTiff(bytes, saidName(path), tiffWish(watch)));
        all.isTiff = true;
        return all;
    }
    if (cnn::isDeepMap(bytes)) {
        requireOnePicture(path, watch.wish);
        return withNotes(cnn::readDeepMap(bytes, saidName(path)));
    }
    return decodedByQt(path, bytes, watch);
}

void tell(const ReadWatch& watch, const QStringList& notes) {
    if (watch.note && !notes.isEmpty()) watch.note(notes.join(' '));
}

PictureFound foundIn(const Decoded& all) {
    const cnn::Raster& raster = all.raster;
    PictureFound found;
    if (all.isTiff) {
        found.pages = raster.pages;
        found.channels = raster.channels;
    }
    found.ranged = !raster.pixels.empty();
    if (!found.ranged) return found;
    found.values = displayRangeOf(raster.pixels, {cnn::RangeRule::MinMax}, raster.byType);
    found.byType = raster.byType;
    found.usual = raster.alpha.empty() ? ruleOf({}, raster.pixels.kind()) : cnn::RangeRule::ByType;
    return found;
}

} // namespace

bool isPictureFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return false;
    const std::string begin = file.read(16).toStdString();
    const auto has = [&](std::size_t at, std::string_view mark) {
        return begin.size() >= at && std::string_view(begin).substr(at).starts_with(mark);
    };
    using namespace std::string_view_literals;
    return cnn::isTiff(begin) || has(0, "\x89PNG\r\n"sv) || has(0, "\xFF\xD8\xFF"sv) || has(0, "GIF8"sv) ||
           (has(0, "RIFF"sv) && has(8, "WEBP"sv)) || (has(0, "BM"sv) && has(6, "\0\0\0\0"sv));
}

QImage readPicture(const QString& path, const ReadWatch& watch) {
    Decoded all = decoded(path, watch);
    if (!all.image.isNull() && (isDeep(all.image) || watch.wish.range.rule)) all.raster = rasterOf(all.image);
    if (watch.found) watch.found(foundIn(all));
    const QImage picture =
        all.raster.pixels.empty() ? onItsGround(all.image, all.notes) : shownRaster(all.raster, watch.wish, all.notes);
    tell(watch, all.notes);
    return picture;
}

StoredPicture readStored(const QString& path, const ReadWatch& watch) {
    Decoded all = decoded(path, watch);
    StoredPicture stored;
    if (isDeep(all.image))
        stored.raster = rasterOf(all.image);
    else if (!all.image.isNull())
        stored.image = onItsGround(all.image, all.notes);
    else if (all.raster.pixels.kind() == cnn::Pixels::Kind::Bytes)
        stored.image = shownRaster(all.raster, {}, all.notes);
    else
        stored.raster = std::move(all.raster);
    tell(watch, all.notes);
    return stored;
}

cnn::Raster readRaster(const QString& path, const ReadWatch& watch) {
    Decoded all = decoded(path, watch);
    tell(watch, all.notes);
    return all.image.isNull() ? std::move(all.raster) : rasterOf(all.image);
}

bool canBeOpenedReduced(const QString& path) {
    try {
        const std::string bytes = cnn::readFile(filePath(path), largestPictureFile);
        if (cnn::isTiff(bytes)) return cnn::isTiffToReduce(bytes);
        const std::string_view format = bytes.starts_with("\x89PNG")    ? "png"
                                        : bytes.starts_with("\xff\xd8") ? "jpeg"
                                                                        : "";
        const PictureFacts facts = pictureFacts(bytes, format);
        return !facts.endsEarly && facts.width > 0 && facts.height > cnn::mostPixels / facts.width &&
               cnn::canBeReduced(facts.height, facts.width);
    } catch (const cnn::Error&) {
        return false;
    }
}

} // namespace ui
