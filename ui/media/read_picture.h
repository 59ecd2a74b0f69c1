// A picture file becomes an image, or a sentence why not.
#pragma once

#include <QImage>
#include <QString>
#include <functional>
#include <stop_token>

namespace ui {

// Reads a png, jpeg, bmp, gif, pgm, ppm, pbm, webp or tiff; the kind is decided by the content, not by the name, and a
// photo's orientation is obeyed. Of several pages or frames it is the first. Refused are SVG and everything else, which
// are programs rather than pixels, files that do not hold all their pixels, and TIFF files of numbers that are none of
// a picture. Throws cnn::Error(NotFound, Unreadable, BadFormat, TooLarge) naming the file; beyond 32 million pixels is
// too large. Any thread may call it; it then says how far it is, and gives up with Error(Interrupted) when told to
// stop.
struct ReadWatch {
    std::stop_token stop;
    std::function<void(double)> progress; // 0 to 1, seldom; may be empty
    // Told once what of the file is not in the picture: further pages, frames and channels, the lower bits.
    std::function<void(const QString& sentences)> note = {};
    // Told when the file may be damaged inside although all pixels are there; `note` says that, too.
    std::function<void()> doubtful = {};
};
QImage readPicture(const QString& path, const ReadWatch& watch = {});

} // namespace ui
