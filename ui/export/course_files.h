// The course of a run as files: its chart, its table, its film. Window and command line write the same bytes through
// this.
#pragma once

#include "ui/export/network_export.h"

#include <functional>
#include <stop_token>

namespace ui {

// A chart (.png, .svg, .pdf) or a table (.csv), by the suffix. Throws cnn::Error(Usage) naming the suffixes there are,
// Error(WriteFailed).
void saveCourse(const RunCourse& course, const QString& path);
void requireCourseName(const QString& path); // the first of these two

// An animated GIF of at most mostGifFrames of the frames. Throws as FilterFilm, filmGif and saveFile do.
void saveFilm(const std::vector<TrainingFrame>& frames, const QString& path, const std::stop_token& stop = {},
              const std::function<void(double)>& progress = {});

} // namespace ui
