// Flat coloured shapes, of which drawn objects are put together, and how they become pixels.
#pragma once

#include "core/data/digit_strokes.h"

#include <array>
#include <limits>
#include <span>
#include <vector>

namespace cnn {

using Rgb = std::array<double, 3>; // 0 .. 1

// Hue in turns (0 red, 1/3 green, 2/3 blue, any whole turn more is the same), saturation and value 0 .. 1.
Rgb rgbOf(double hue, double saturation, double value);
Rgb mixed(const Rgb& a, const Rgb& b, double share); // share 0: a, 1: b

// In the object's own coordinates: its box is -1 .. 1, x to the right, y downwards.
struct ObjectPart {
    enum Kind { Ellipse, Polygon, Line };
    Kind kind = Ellipse;
    std::vector<PenPoint> points; // an ellipse's centre and radii; a convex polygon's corners; a line's points
    Rgb colour{};
    double width = 0;                                        // of a line
    double lowest = std::numeric_limits<double>::infinity(); // nothing of it lies below this y
};

// Where an object is: its box is turned, perhaps mirrored, scaled and moved.
struct ObjectPlace {
    PenPoint centre; // in pixels; pixel (0, 0) has its middle at (0.5, 0.5)
    double scale;    // pixels of half its box
    double angle;    // radians, clockwise
    bool mirrored;
};

// Red, green and blue of each pixel, row by row.
struct ColourCanvas {
    explicit ColourCanvas(int rows) : side(rows), pixels(static_cast<std::size_t>(rows) * std::size_t(rows)) {}
    Rgb& at(int y, int x) { return pixels[static_cast<std::size_t>(y) * std::size_t(side) + std::size_t(x)]; }

    int side;
    std::vector<Rgb> pixels;
};

// Part over part, with soft edges one pixel wide and light from above.
void drawObject(std::span<const ObjectPart> parts, const ObjectPlace& place, ColourCanvas& canvas);

} // namespace cnn
