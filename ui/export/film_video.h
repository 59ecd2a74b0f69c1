// A film as video, through the program ffmpeg: MP4 (H.264) and WebM (VP9), two of the formats of film_format.h.
#pragma once

#include "ui/export/film_writer.h"

#include <QString>

namespace ui {

std::unique_ptr<FilmWriter> mp4FilmWriter(const Film& film, const QString& path);
std::unique_ptr<FilmWriter> webmFilmWriter(const Film& film, const QString& path);
// What to do where there is no ffmpeg; empty: there is one.
QString ffmpegMissing();

} // namespace ui
