// Reads TIFF, as microscopes, scanners and Fiji write it; the only file that knows libtiff.
#pragma once

#include "core/data/raster.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace cnn {

struct TiffWish {
    static constexpr int maximum = -1, every = -1;
    int page = 0; // from 0; maximum: of each pixel the largest value of all pages that are like the first
    std::optional<int> channel = {}; // from 0, or every; none: red, green and blue where it has them, else the first
    bool reduced = false;            // a picture of more than mostPixels is reduced, otherwise refused
    std::stop_token stop = {};
    std::function<void(double)> progress = {}; // 0 to 1, seldom; may be empty
};

// By the first four bytes; BigTIFF, too.
bool isTiff(std::string_view bytes);

// Whole numbers of up to 8 bits become bytes (those of fewer bits are spread over 0..255), of up to 16 bits words,
// everything else floats; white is the largest value also where the file has it the other way round, and the picture
// stands upright. Compressed in any way that libtiff knows. Pages that are previews of others do not count.
// Throws Error(BadFormat) for a file that is damaged, ends early, or holds what is no picture; Error(TooLarge) for more
// than mostPixels or 512 MB of values; Error(Usage) for a page or channel that is not there; Error(Interrupted). They
// name `name`.
Raster readTiff(std::string_view bytes, const std::string& name, const TiffWish& wish = {});

// Whether readTiff refuses it for its size, and reads it reduced. May throw what readTiff throws.
bool isTiffToReduce(std::string_view bytes);

} // namespace cnn
