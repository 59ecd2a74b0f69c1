#include "ui/export/film_video.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/tr.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace ui {
namespace {

constexpr int ffmpegPatience = 60'000;                                   // ms without a sign of life
constexpr qint64 mostWaiting = 16 << 20, largestVideo = qint64{2} << 30; // bytes

// Frames go in as they are painted, a frame of the film's fps each.
class VideoFilm : public FilmWriter {
public:
    VideoFilm(const Film& film, QString path, QString suffix, QStringList codec)
        : m_path(std::move(path)), m_clock(film.wish().fps), m_file(m_folder.filePath("film." + suffix)) {
        const QSize size = film.wish().size;
        m_arguments << "-loglevel"
                    << "error"
                    << "-y"
                    << "-f"
                    << "rawvideo"
                    << "-pix_fmt"
                    << "bgr0"
                    << "-video_size" << QString("%1x%2").arg(size.width()).arg(size.height()) << "-framerate"
                    << QString::number(film.wish().fps) << "-i"
                    << "pipe:0"
                    << "-vf"
                    // Colour has half the rows and columns, so their count is even; and its numbers are those of HD.
                    << "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
                    << "-colorspace"
                    << "bt709"
                    << "-color_primaries"
                    << "bt709"
                    << "-color_trc"
                    << "bt709";
        m_arguments << codec << "-bitexact" << m_file;
    }
    ~VideoFilm() override {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.kill();
        m_process.waitForFinished();
    }
    QByteArray encoded(const QImage& frame, const QRect&) const override {
        return {reinterpret_cast<const char*>(frame.constBits()), frame.sizeInBytes()};
    }
    void add(const QByteArray& encoded, const QRect&, double seconds) override {
        if (m_path.isEmpty()) return;
        if (m_process.state() == QProcess::NotRunning && m_process.program().isEmpty()) begin();
        for (int i = m_clock.ticksFor(seconds); i > 0; --i) {
            m_process.write(encoded);
            drain(mostWaiting);
        }
    }
    void finish(const std::stop_token& stop) override {
        drain(0);
        m_process.closeWriteChannel();
        constexpr int look = 50; // ms until the next look whether it is to stop
        while (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(look))
            if (stop.stop_requested())
                throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("The film was stopped."));
        if (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0) fail();
        const std::string bytes = cnn::readFile(cnn::nameOfText(m_file.toStdU16String()), largestVideo);
        cnn::saveFile(cnn::nameOfText(m_path.toStdU16String()), bytes);
        m_bytes = static_cast<qint64>(bytes.size());
    }
    qint64 bytes() const override { return m_bytes; }

private:
    void begin() {
        m_process.start(QStandardPaths::findExecutable("ffmpeg"), m_arguments);
        if (!m_process.waitForStarted(ffmpegPatience)) fail();
    }
    void drain(qint64 most) {
        while (m_process.bytesToWrite() > most)
            if (!m_process.waitForBytesWritten(ffmpegPatience)) fail();
        if (m_process.state() == QProcess::NotRunning) fail();
    }
    [[noreturn]] void fail() {
        m_process.waitForFinished(1000);
        const QString said = QString::fromUtf8(m_process.readAllStandardError()).trimmed().section('\n', -1);
        throw cnn::Error(cnn::ErrorCode::WriteFailed,
                         cnn::Message::tr("ffmpeg did not make the film: %1. A GIF needs no ffmpeg.",
                                          (said.isEmpty() ? m_process.errorString() : said).toStdString()));
    }

    QString m_path;
    FilmClock m_clock;
    QTemporaryDir m_folder;
    QString m_file;
    QStringList m_arguments;
    QProcess m_process;
    qint64 m_bytes = 0;
};

} // namespace

std::unique_ptr<FilmWriter> mp4FilmWriter(const Film& film, const QString& path) {
    return std::make_unique<VideoFilm>(
        film, path, "mp4",
        QStringList{"-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-movflags", "+faststart"});
}

std::unique_ptr<FilmWriter> webmFilmWriter(const Film& film, const QString& path) {
    return std::make_unique<VideoFilm>(film, path, "webm",
                                       QStringList{"-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-deadline",
                                                   "realtime", "-cpu-used", "6", "-row-mt", "1"});
}

QString ffmpegMissing() {
    if (!QStandardPaths::findExecutable("ffmpeg").isEmpty()) return {};
    return ui::tr("Videos are made by the program ffmpeg, which is not installed here; install it (Debian, Ubuntu: "
                  "apt install ffmpeg), or write a .gif or .apng, which need nothing.");
}

} // namespace ui
