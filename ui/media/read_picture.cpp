#include "ui/media/read_picture.h"

#include "core/base/error.h"
#include "core/base/save_file.h"
#include "ui/media/file_names.h"
#include "ui/media/picture_facts.h"
#include "ui/media/refusal.h"
#include "ui/tr.h"

#include <QImageReader>
#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <mutex>
#include <new>
#include <optional>
#include <unistd.h>

namespace ui {
namespace {

constexpr std::size_t largestPictureFile = 256U * 1024U * 1024U;
constexpr qint64 mostPixels = qint64{32} * 1024 * 1024;
constexpr int largestImage = 300; // MB: as many pixels of 16-bit red, green, blue and transparency

const QList<QByteArray> readFormats{"png", "jpeg", "jpg", "bmp", "gif", "pbm", "pgm", "ppm", "webp", "tiff", "tif"};

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
    Silence() : m_alone(mutex()), m_stderr(::dup(STDERR_FILENO)) {
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (nowhere >= 0 && m_stderr >= 0) ::dup2(nowhere, STDERR_FILENO);
        if (nowhere >= 0) ::close(nowhere);
        heard() = {};
        passOn() = qInstallMessageHandler(hear);
    }
    ~Silence() {
        qInstallMessageHandler(passOn());
        if (m_stderr < 0) return;
        ::dup2(m_stderr, STDERR_FILENO);
        ::close(m_stderr);
    }
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
    int m_stderr;
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
    if (const QSize size = reader.size(); !size.isEmpty() && reader.imageFormat() != QImage::Format_Invalid) {
        picture = QImage(size, reader.imageFormat());
        if (picture.isNull()) throw std::bad_alloc();
        picture.fill(0);
    }
    return reader.read(&picture) ? picture : QImage();
}

void requireReadable(const QString& path, const PictureFacts& facts) {
    if (facts.width > 0 && facts.height > mostPixels / facts.width)
        fail(cnn::ErrorCode::TooLarge, ui::tr("The picture %1 has %2 × %3 pixels, more than the 32 million we read; "
                                              "make it smaller first.")
                                           .arg(path)
                                           .arg(facts.width)
                                           .arg(facts.height));
    if (facts.endsEarly)
        fail(cnn::ErrorCode::BadFormat,
             ui::tr("The picture %1 is damaged: it ends early, and pixels are missing. Copy or save it again.")
                 .arg(path));
    if (!facts.numbers.empty())
        fail(cnn::ErrorCode::BadFormat, ui::tr("The picture %1 holds %2; pictures are read with whole numbers from 0 "
                                               "to 255 or 65535. Save it so, or its numbers as .npy or .csv.")
                                            .arg(path, QString::fromStdString(facts.numbers)));
}

// The least and the largest of an image's 16-bit values, transparency left out; none of an image of 8 bits.
std::optional<std::pair<int, int>> wideRange(const QImage& image) {
    const bool grey = image.format() == QImage::Format_Grayscale16;
    const bool colours = image.format() == QImage::Format_RGBX64 || image.format() == QImage::Format_RGBA64 ||
                         image.format() == QImage::Format_RGBA64_Premultiplied;
    if (!grey && !colours) return std::nullopt;
    int low = 65535, high = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const quint16*>(image.constScanLine(y));
        for (int i = 0; i < image.width() * (grey ? 1 : 4); ++i) {
            if (colours && i % 4 == 3) continue;
            low = std::min<int>(low, row[i]);
            high = std::max<int>(high, row[i]);
        }
    }
    return std::pair(low, high);
}

// What of the file is not in the image, in sentences.
QString noteOn(const PictureFacts& facts, const QImage& image, bool pages, const QString& doubt) {
    QStringList all;
    if (!doubt.isEmpty())
        all << ui::tr(
                   "It may be damaged inside: its data go on behind the last pixel (%1). Compare it with the original.")
                   .arg(doubt);
    if (facts.pictures > 1)
        all << (pages ? ui::tr("It has %1 pages; page 1 is read.") : ui::tr("It has %1 frames; frame 1 is read."))
                   .arg(facts.pictures);
    if (facts.unseen > 0)
        all << (facts.channels - facts.unseen == 1
                    ? ui::tr("It has %1 channels; channel 1 is read.").arg(facts.channels)
                    : ui::tr("It has %1 channels; channels 1 to %2 are read.")
                          .arg(facts.channels)
                          .arg(facts.channels - facts.unseen));
    if (const auto range = wideRange(image))
        all << ui::tr("It is 16-bit, and only the upper 8 bits of each value are used; the values go from %1 to %2 of "
                      "65535.")
                   .arg(range->first)
                   .arg(range->second);
    else if (facts.bits == 16)
        all << ui::tr("It has more than 8 bits a value, and is read with 8.");
    return all.join(' ');
}

} // namespace

QImage readPicture(const QString& path, const ReadWatch& watch) {
    const std::string bytes = cnn::readFile(filePath(path), largestPictureFile);
    WatchedBytes device(bytes, watch);
    static const bool roomForAll = (QImageReader::setAllocationLimit(largestImage), true); // once: it is everybody's
    (void)roomForAll;
    QImageReader reader(&device);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    if (!readFormats.contains(format))
        fail(cnn::ErrorCode::BadFormat,
             ui::tr("%1 is no picture that can be read here (png, jpeg, bmp, gif, pgm, ppm, webp, tiff).").arg(path));
    PictureFacts facts = pictureFacts(bytes, format.toStdString());
    QImage picture;
    bool gaps = false;
    QString doubt;
    { // no longer silent when the note is said
        const Silence silence;
        if (facts.width == 0 && !facts.endsEarly) {
            facts.width = reader.size().width();
            facts.height = reader.size().height();
        }
        requireReadable(path, facts);
        picture = decode(reader);
        gaps = silence.heardOfMissingPixels();
        doubt = silence.heardOfBytesTooMany();
    }
    if (watch.stop.stop_requested()) fail(cnn::ErrorCode::Interrupted, ui::tr("%1 is not read any further.").arg(path));
    if (picture.isNull())
        fail(cnn::ErrorCode::BadFormat, ui::tr("The picture %1 is damaged: %2.").arg(path, reader.errorString()));
    if (gaps)
        fail(cnn::ErrorCode::BadFormat,
             ui::tr("The picture %1 is damaged: some of its pixels are missing. Copy or save it again.").arg(path));
    if (watch.doubtful && !doubt.isEmpty()) watch.doubtful();
    const QString note = noteOn(facts, picture, format.startsWith("tif"), doubt);
    if (watch.note && !note.isEmpty()) watch.note(note);
    return picture;
}

} // namespace ui
