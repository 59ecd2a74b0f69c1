// What the bytes say of a GIF: its frames, and whether the pixels of the first are all there.
#pragma once

#include "ui/media/stored_picture.h"

#include <string_view>

namespace ui {

PictureFacts gifFacts(std::string_view bytes);

} // namespace ui
