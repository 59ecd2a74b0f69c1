// What the bytes of a picture file say by themselves, before anybody decodes them. Decoders fill in for what is
// missing: of a file that was cut off they give pixels that nobody stored, or whatever was in memory.
#pragma once

#include "ui/media/stored_picture.h"

#include <string_view>

namespace ui {

// format: as QImageReader names it ("png", "jpeg", ...). A file that is damaged otherwise is left to the decoder.
PictureFacts pictureFacts(std::string_view bytes, std::string_view format);

// By format; bmp and gif have files of their own.
PictureFacts pngFacts(std::string_view bytes);
PictureFacts jpegFacts(std::string_view bytes);
PictureFacts webpFacts(std::string_view bytes);
PictureFacts portableMapFacts(std::string_view bytes); // pbm, pgm, ppm

} // namespace ui
