// How a filtered number becomes a grey: a picture shows 0 .. 255 only, a filter gives anything.
#pragma once

namespace cnn {

enum class ShowAs {
    Clip,     // below 0 black, above 255 white
    Offset,   // 128 added: 0 is mid grey
    Absolute, // without its sign, above 255 white
    Range,    // the smallest black, the largest white
    Signed    // in colours instead: blue below 0, white at 0, red above
};

// grey = |value| or value, times factor, plus offset; then cut at 0 and 255.
struct GreyRule {
    double factor = 1, offset = 0;
    bool absolute = false;
};

// low, high: the range of all values, for ShowAs::Range. When they are equal all is mid grey.
inline GreyRule greyRule(ShowAs as, double low, double high) {
    switch (as) {
    case ShowAs::Offset:
        return {1, 128, false};
    case ShowAs::Absolute:
        return {1, 0, true};
    case ShowAs::Range:
        if (!(high > low)) return {0, 128, false};
        return {255 / (high - low), -low * 255 / (high - low), false};
    case ShowAs::Clip:
    case ShowAs::Signed:
        break;
    }
    return {};
}

} // namespace cnn
