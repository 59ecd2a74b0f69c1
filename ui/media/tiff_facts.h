// What the bytes say of a TIFF: its pages, and whether they hold all their pixels.
#pragma once

#include "ui/media/stored_picture.h"

#include <string_view>

namespace ui {

PictureFacts tiffFacts(std::string_view bytes);

} // namespace ui
