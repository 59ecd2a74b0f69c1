#pragma once

#include "core/data/range_wish.h"

#include <optional>

namespace ui {

// What of a file becomes the picture.
struct PictureWish {
    static constexpr int maximum = -1, mixed = -1;
    // Of a TIFF, from 0. maximum: of each pixel the largest value of all pages.
    int page = 0;
    // Of a TIFF, from 0. mixed: each in a colour of its own; none: its colours, or the first.
    std::optional<int> channel = {};
    cnn::RangeWish range = {}; // which values are black and white
    // Where the rule above says nothing: of what has more than 8 bits, as a network has learned it.
    std::optional<cnn::DisplayRange> deepRange = {};
    bool reduced = false; // more than 32 million pixels are read at 1/2, 1/4, ... of their size, not refused
    bool operator==(const PictureWish&) const = default;
};

// What there is to wish for in a file.
struct PictureFound {
    int pages = 1, channels = 1;      // of a TIFF
    bool ranged = false;              // black and white may be chosen; only then the rest is told
    cnn::DisplayRange values, byType; // the least and the largest that were read; what such numbers can be
    cnn::RangeRule usual = {};        // that holds where none is wished
    bool hasChoices() const { return pages > 1 || channels > 1 || ranged; }
};

} // namespace ui
