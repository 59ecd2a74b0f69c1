#include "ui/export/film_format.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/export/film_gif.h"
#include "ui/export/film_pictures.h"
#include "ui/export/film_press.h"
#include "ui/export/film_video.h"
#include "ui/tr.h"

#include <QFileInfo>

namespace ui {
namespace {

QString nothingMissing() {
    return {};
}

const FilmFormat allFilmFormats[] = {
    {"gif", "GIF film", 50, gifFilmWriter, nothingMissing},
    {"apng", "Animated PNG", FilmWish::mostFps, apngFilmWriter, nothingMissing},
    {"", "Numbered PNG pictures in a folder", FilmWish::mostFps, pictureFilmWriter, nothingMissing},
    {"mp4", "MP4 video", FilmWish::mostFps, mp4FilmWriter, ffmpegMissing},
    {"webm", "WebM video", FilmWish::mostFps, webmFilmWriter, ffmpegMissing},
};

} // namespace

std::span<const FilmFormat> filmFormats() {
    return allFilmFormats;
}

QStringList filmFilters(const FilmFormat& format) {
    return {QString("%1 (*.%2)").arg(ui::tr(format.label.toUtf8()), format.suffix)};
}

const FilmFormat& filmFormatFor(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    QStringList known;
    for (const FilmFormat& format : allFilmFormats) {
        if (suffix == format.suffix || (format.suffix == "apng" && suffix == "png")) return format;
        if (!format.suffix.isEmpty()) known << "." + format.suffix;
    }
    throw cnn::Error(cnn::ErrorCode::Usage,
                     cnn::Message::tr("A film's name ends in %1, or it is the name of a new folder for numbered "
                                      "pictures; \"%2\" is neither.",
                                      known.join(", ").toStdString(), path.toStdString()));
}

void requireFilm(const FilmFormat& format, const Film& film, const QString& path) {
    if (film.wish().fps > format.mostFps)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("A GIF counts hundredths of a second and shows at most %1 frames in one; "
                                          "%2 were asked for.",
                                          format.mostFps, film.wish().fps));
    if (const QString missing = format.missing(); !missing.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound, missing.toStdString());
    if (format.suffix.isEmpty())
        requireNewFolder(path);
    else
        cnn::requirePlace(cnn::nameOfText(path.toStdU16String()));
}

FilmReport writeFilm(const Film& film, const QString& path, const std::stop_token& stop,
                     const std::function<void(double)>& progress, int threads) {
    const FilmFormat& format = filmFormatFor(path);
    requireFilm(format, film, path);
    const auto writer = format.writer(film, path);
    FilmReport report;
    FilmPress press(film, *writer, threads);
    for (int step = 0; step < film.steps(); ++step) {
        if (stop.stop_requested())
            throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("The film was stopped."));
        for (const PressedFrame& frame : press.next()) {
            writer->add(frame.encoded, frame.changed, frame.seconds);
            ++report.frames;
            report.seconds += frame.seconds;
        }
        if (progress) progress((step + 1.0) / film.steps());
    }
    writer->finish(stop);
    report.bytes = writer->bytes();
    report.remark = writer->remark();
    return report;
}

qint64 estimatedBytes(const Film& film, const FilmFormat& format) {
    constexpr int tried = 3; // steps: what the first frame costs does not come again
    const auto writer = format.writer(film, {});
    FilmPress press(film, *writer, 1);
    qint64 first = 0;
    for (int step = 0; step < std::min(tried, film.steps()); ++step) {
        for (const PressedFrame& frame : press.next()) writer->add(frame.encoded, frame.changed, frame.seconds);
        if (step == 0) first = writer->bytes();
    }
    if (film.steps() <= tried) return writer->bytes();
    return first + (writer->bytes() - first) * (film.steps() - 1) / (tried - 1);
}

} // namespace ui
