// What a picture file says of its own pixels.
#pragma once

#include <cstdint>
#include <string>

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

} // namespace ui
