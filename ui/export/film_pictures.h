// A film as PNG, equal to what is painted to the pixel: animated in one file, or as numbered pictures in a folder, with
// frames.ffconcat, which says how long each is seen. Two of the formats of film_format.h.
#pragma once

#include "ui/export/film_writer.h"

#include <QString>

namespace ui {

std::unique_ptr<FilmWriter> apngFilmWriter(const Film& film, const QString& path);
std::unique_ptr<FilmWriter> pictureFilmWriter(const Film& film, const QString& path);
// Throws cnn::Error(Usage) when something is in that folder already, (WriteFailed) when it cannot be made.
void requireNewFolder(const QString& path);

} // namespace ui
