// How people write the ten digits: the strokes of the pen, as points that a smooth line runs through.
#pragma once

#include <span>
#include <vector>

namespace cnn {

// x to the right, y down. The digit stands in about 0..1 by 0..1; only its form counts, not its size or place.
struct PenPoint {
    double x = 0, y = 0;
    bool operator==(const PenPoint&) const = default;
};

// A Catmull-Rom spline through the points; a point given twice is a corner.
using PenStroke = std::vector<PenPoint>;
using PenStrokes = std::vector<PenStroke>;

// One way of writing a digit. Everything between the two forms, point by point, is written so too; both have the same
// number of strokes and points.
struct DigitStyle {
    double share; // of the digit's images
    PenStrokes from, to;
};

// digit 0..9; the shares of a digit's styles add up to 1.
std::span<const DigitStyle> stylesOf(int digit);

} // namespace cnn
