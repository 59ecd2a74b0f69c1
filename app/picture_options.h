// What of a picture file a command reads: --page, --channel, --range and --reduced.
#pragma once

#include "app/command.h"
#include "ui/media/picture_wish.h"

namespace ui {

// A command's own options with these before the last, which is -o.
std::vector<Option> withPictureOptions(std::vector<Option> own);
// Throws cnn::Error(Usage) naming the option.
PictureWish pictureWishOf(const Arguments& a);
// type, minmax, percentiles, percentiles:0.5 or LOW..HIGH.
cnn::RangeWish rangeWishFrom(const QString& text);

} // namespace ui
