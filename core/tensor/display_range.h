#pragma once

namespace cnn {

// Which value is black and which is white; low < high. What lies beyond is cut.
struct DisplayRange {
    float low = 0, high = 255;
    bool operator==(const DisplayRange&) const = default;
    // 0 .. 1; of a byte and the usual range exactly byte * (1 / 255).
    float scaled(float value) const {
        const float at = (value - low) * (1.0F / (high - low));
        return at < 0 ? 0.0F : at > 1 ? 1.0F : at;
    }
};

} // namespace cnn
