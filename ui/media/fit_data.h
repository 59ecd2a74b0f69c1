// A whole data set brought to another size, or between grey and colour.
#pragma once

#include "core/data/data_wish.h"
#include "ui/media/read_picture.h"

namespace ui {

// As fitToNetwork does with a picture; in as many bits as before. An extent of 0 as data_wish.h says. What is changed
// is added to DataSplit::note. Throws cnn::Error(Mismatch) for channels other than 1 and 3, Error(TooLarge) beyond 2 GB
// with a size that fits, Error(Interrupted).
void bringTo(const cnn::Shape& wish, cnn::DataSplit& split, const ReadWatch& watch);

// Throws cnn::Error(TooLarge) with a size that fits when so many images of `shape`, `width` bytes a value, take more
// than 2 GB.
void requireRoom(const QString& what, std::size_t images, const cnn::Shape& shape, std::size_t width);

} // namespace ui
