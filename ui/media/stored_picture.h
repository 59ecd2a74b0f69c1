// What a picture file says of its own pixels.
#pragma once

#include <cstdint>

namespace ui {

struct PictureFacts {
    std::int64_t width = 0, height = 0; // 0: not told
    bool endsEarly = false;             // some of the pixels, or of the file's own marks, are missing at its end
    int pictures = 1;                   // frames
    int bits = 8;                       // of a value
};

} // namespace ui
