// Pictures between their numbers, as a file holds them, and images for eyes.
#pragma once

#include "core/data/raster.h"
#include "ui/media/picture_wish.h"

#include <QImage>
#include <QStringList>

namespace ui {

// 16 bits a value.
bool isDeep(const QImage& image);

// The numbers of an image: one channel where red, green and blue are the same everywhere.
cnn::Raster rasterOf(const QImage& image);

// Bytes as they are (Format_Grayscale8, Format_RGB888); everything else, and bytes for which a range is wished, from 0
// to 65535 by the display range (Format_Grayscale16, Format_RGBX64); with transparency Format_RGBA8888 or
// Format_RGBA64. Added to notes: what is black and white, and which channel has which colour. Throws cnn::Error(Usage)
// for more channels than there are colours for.
QImage shownRaster(const cnn::Raster& raster, const PictureWish& wish, QStringList& notes);

// Strokes that are (nearly) white with nothing around them on a black ground, which is added to notes; any other image
// as it is.
QImage onItsGround(const QImage& image, QStringList& notes);

} // namespace ui
