// What --data means: "fashion", "digits", or a folder with IDX files.
#pragma once

#include "core/train/dataset.h"

#include <QString>

namespace ui {

extern const char* const dataHelp; // one line for the help of --data

// Digits are drawn with `seed`. Throws cnn::Error naming the file or the package.
cnn::DataSplit loadImages(const QString& data, std::uint64_t seed);
// A folder may hold the test set alone.
cnn::Dataset loadTestImages(const QString& data, std::uint64_t seed);
// Drops all but the first `images`.
void keepFirst(std::size_t images, cnn::Dataset& set);

} // namespace ui
