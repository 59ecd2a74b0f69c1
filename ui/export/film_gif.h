// A film as GIF: 256 colours for all of it, chosen from what it shows; one of the formats of film_format.h.
#pragma once

#include "ui/export/film_writer.h"

#include <QString>

namespace ui {

std::unique_ptr<FilmWriter> gifFilmWriter(const Film& film, const QString& path);

} // namespace ui
