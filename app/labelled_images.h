// What --data means: "fashion", "digits", or a folder of labelled images.
#pragma once

#include "core/network/network.h"
#include "ui/media/picture_folder.h"

#include <QString>

namespace ui {

extern const char* const dataHelp; // one line for the help of --data

// Digits are drawn with `seed`, pictures in folders brought to the shape `wish` (ui/media/picture_folder.h). Says on
// stderr how far it is and what was left out. Throws cnn::Error naming the file or the package.
cnn::DataSplit loadImages(const QString& data, std::uint64_t seed, const cnn::Shape& wish = asFound);
// A folder of MNIST's files may hold the test set alone.
cnn::Dataset loadTestImages(const QString& data, std::uint64_t seed, const cnn::Shape& wish = asFound);
// The test images whose class this network, out of `file`, tells, labelled by its outputs; `leftOut`, if not null, gets
// the number of the others. Says on stderr what differs. Throws cnn::Error(Mismatch) too when there are no such images.
cnn::Dataset loadTestImagesFor(const cnn::Network& network, const QString& file, const QString& data,
                               std::uint64_t seed, std::size_t* leftOut = nullptr);
// Drops all but the first `images`.
void keepFirst(std::size_t images, cnn::Dataset& set);

} // namespace ui
