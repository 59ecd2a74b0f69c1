// A picture file becomes an image, or a sentence why not.
#pragma once

#include "core/data/raster.h"
#include "ui/media/picture_wish.h"

#include <QImage>
#include <QString>
#include <functional>
#include <stop_token>

namespace ui {

struct ReadWatch {
    std::stop_token stop;
    std::function<void(double)> progress; // 0 to 1, seldom; may be empty
    // Told once what of the file is not in the picture: further pages, frames and channels; and what is black and white
    // where values have more than 8 bits.
    std::function<void(const QString& sentences)> note = {};
    // Told when the file may be damaged inside although all pixels are there; `note` says that, too.
    std::function<void()> doubtful = {};
    PictureWish wish = {};
    // Told by readPicture what else could be wished of the file.
    std::function<void(const PictureFound&)> found = {};
};

// Reads a png, jpeg, bmp, gif, pgm, ppm, pbm, webp or tiff; the kind is decided by the content, not by the name, and a
// photo's orientation is obeyed. Of several pages or frames it is the first, unless wished. What has more than 8 bits a
// value comes as Format_Grayscale16 or Format_RGBX64, 0 to 65535 by its display range: all bits reach the numbers.
// Where all that is there is white on nothing, the ground is black; other transparency stays. Refused are SVG and
// everything else, which are programs rather than pixels, and files that do not hold all their pixels. Throws
// cnn::Error(NotFound, Unreadable, BadFormat, TooLarge, Usage) naming the file; beyond 32 million pixels is too large.
// Any thread may call it; it then says how far it is, and gives up with Error(Interrupted) when told to stop.
QImage readPicture(const QString& path, const ReadWatch& watch = {});

// Whether a file of any name begins as a picture does. The portable maps begin as a text may, and do not count.
bool isPictureFile(const QString& path);

// The same as readPicture, before there is a display range.
struct StoredPicture {
    QImage image;       // of at most 8 bits; else null
    cnn::Raster raster; // of more bits; else without pixels
};
StoredPicture readStored(const QString& path, const ReadWatch& watch = {});

// Whether a picture is too large to be read unless PictureWish::reduced: then that can be offered.
bool canBeOpenedReduced(const QString& path);

// The same file as the numbers that it holds: 0 to 2600 of 16 bits stay that, negative values negative. One channel
// where all is grey, else red, green and blue; or what channels are wished. The range is not used.
cnn::Raster readRaster(const QString& path, const ReadWatch& watch = {});

} // namespace ui
