// What the bytes of a picture file say by themselves, before anybody decodes them. Decoders fill in for what is
// missing: of a file that was cut off they give pixels that nobody stored, or whatever was in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ui {

struct PictureFacts {
    std::int64_t width = 0, height = 0; // 0: not told
    bool endsEarly = false;             // some of the pixels, or of the file's own marks, are missing at its end
    int pictures = 1;                   // pages or frames
    int channels = 0;                   // 0: not told
    int unseen = 0;                     // how many of them are neither colours nor transparency
    int bits = 8;                       // of a value
    std::string numbers;                // what it holds where that is no picture: "signed 16-bit numbers"
};

// format: as QImageReader names it ("png", "jpeg", ...). A file that is damaged otherwise is left to the decoder.
PictureFacts pictureFacts(std::string_view bytes, std::string_view format);

// By format; bmp, gif and tiff have files of their own.
PictureFacts pngFacts(std::string_view bytes);
PictureFacts jpegFacts(std::string_view bytes);
PictureFacts webpFacts(std::string_view bytes);
PictureFacts portableMapFacts(std::string_view bytes); // pbm, pgm, ppm

} // namespace ui
