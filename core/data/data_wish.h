// How somebody wants labelled images to be read.
#pragma once

#include "core/data/range_wish.h"

namespace cnn {

// An extent of 0: as the images are. That is their size when all have one of at most 64 rows and columns, else 32x32;
// and 3 channels when one of them is coloured, else 1.
inline constexpr Shape asFound{0, 0, 0, 1};

struct DataWish {
    Shape shape = asFound; // what images are brought to
    bool turned = false;   // rows become columns, as EMNIST's files need it to stand upright
    RangeWish range = {};
    bool operator==(const DataWish&) const = default;
};

constexpr int largestAsFound = 64, sideOtherwise = 32;
// What images that all are `found` are brought to.
constexpr Shape broughtTo(const Shape& wish, const Shape& found) {
    const bool small = found.h <= largestAsFound && found.w <= largestAsFound;
    return {wish.c > 0 ? wish.c : found.c,
            wish.h > 0 ? wish.h
            : small    ? found.h
                       : sideOtherwise,
            wish.w > 0 ? wish.w
            : small    ? found.w
                       : sideOtherwise,
            1};
}

enum class DataPart { All, TestSet }; // TestSet: the training images are neither read nor needed

} // namespace cnn
