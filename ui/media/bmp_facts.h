// What the bytes say of a Windows bitmap: whether every run of it is stored.
#pragma once

#include "ui/media/stored_picture.h"

#include <string_view>

namespace ui {

PictureFacts bmpFacts(std::string_view bytes);

} // namespace ui
