// THE list of files a film can be.
#pragma once

#include "ui/export/film_writer.h"

#include <QStringList>
#include <span>

namespace ui {

// To add one: a FilmWriter, and a line in film_format.cpp. Dialog and command line follow.
struct FilmFormat {
    QString suffix; // "gif"; empty: a folder of numbered pictures
    QString label;
    int mostFps;
    // path: empty: nothing is written, only counted. Throws cnn::Error when it cannot be made here.
    std::unique_ptr<FilmWriter> (*writer)(const Film& film, const QString& path);
    // A sentence on what is missing to make such films on this computer, and how it comes there; empty: nothing.
    QString (*missing)();
};
std::span<const FilmFormat> filmFormats();
QStringList filmFilters(const FilmFormat& format); // for file dialogs: "GIF film (*.gif)"
// By the suffix of `path`; without one it is a folder. Throws cnn::Error(Usage) naming the suffixes there are.
const FilmFormat& filmFormatFor(const QString& path);

struct FilmReport {
    int frames = 0;
    double seconds = 0;
    qint64 bytes = 0;
    QString remark;
};

// Throws, before the work as far as that can be, what says that the film cannot be written there, or not so.
void requireFilm(const FilmFormat& format, const Film& film, const QString& path);
// Steps are painted and encoded side by side on so many threads (0: every core); the same film makes the same bytes.
// Asks `stop` and says how far it is, 0 to 1, after each step. Throws cnn::Error, also (Interrupted) when it was
// stopped: nothing was written then, and what was there before is untouched.
FilmReport writeFilm(const Film& film, const QString& path, const std::stop_token& stop = {},
                     const std::function<void(double)>& progress = {}, int threads = 0);
// About how large it will be, from its first steps; 0: that cannot be known.
qint64 estimatedBytes(const Film& film, const FilmFormat& format);

} // namespace ui
