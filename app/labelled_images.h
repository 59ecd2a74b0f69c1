// What --data means: "fashion", "digits", or a folder of labelled images.
#pragma once

#include "ui/media/picture_folder.h"

#include <QString>

namespace ui {

extern const char* const dataHelp; // one line for the help of --data

// Digits are drawn with `seed`, pictures in folders brought to the shape `wish` (ui/media/picture_folder.h). Says on
// stderr how far it is and what was left out. Throws cnn::Error naming the file or the package.
cnn::DataSplit loadImages(const QString& data, std::uint64_t seed, const cnn::Shape& wish = asFound);
// A folder of MNIST's files may hold the test set alone.
cnn::Dataset loadTestImages(const QString& data, std::uint64_t seed, const cnn::Shape& wish = asFound);
// Drops all but the first `images`.
void keepFirst(std::size_t images, cnn::Dataset& set);

} // namespace ui
