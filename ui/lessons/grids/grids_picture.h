// What the figure of "Images are grids" shows, as a value.
#pragma once

#include "core/data/pixel_order.h"
#include "ui/figure/figure.h"
#include "ui/lessons/grids/grids_size.h"

namespace ui {

// One run of the comparison, for its curve.
struct AccuracyCurve {
    struct Point {
        double epochs = 0, accuracy = 0; // accuracy 0 .. 1
        bool wholeSet = false;           // of all test images, at the end of an epoch
    };
    QString name; // "LeNet, shuffled"
    bool leNet = false, shuffled = false;
    std::vector<Point> points;
    bool learning = false, diverged = false; // the one whose turn it is; the one whose numbers ended
};

struct GridsPicture {
    QString headline, line;
    QString caption;                              // "Test image 1: Ankle boot"; empty while there is no image
    int channels = 1;                             // 1, or 3 for a coloured picture
    std::vector<std::uint8_t> image;              // channels * 784 values, in order
    std::shared_ptr<const cnn::PixelOrder> order; // never null
    bool shuffled = false;
    int row = 0, column = 0; // the pixel in question, as it lies in the picture in order; from 0
    int centre = 0;          // the place around which numbers and section of the strip are shown
    QString covered;         // a question whose answer is hidden: "index", "value", "length", "winner"; or empty

    bool training = false; // the four curves instead of numbers and strip
    std::vector<AccuracyCurve> curves;
    int epochs = 1;
    QString data; // "Drawn digits: 10 000 to learn from, 2 000 to test on"

    int place() const { return row * imageSide + column; }
    // Where the pixel of a place lies in the picture that is shown as numbers and as a strip.
    int shownPlace(int from) const;
    // The pixel of a place, in order, with its value in a channel.
    int value(int from, int channel = 0) const;
    QColor colour(int from) const; // of the picture: grey, or all three channels
};

// Above, left, right and below of a pixel; those beyond the border are left out.
struct Neighbour {
    QString name; // "above"
    int place;    // in the picture in order
};
std::vector<Neighbour> neighbours(int place);

// Where an image changes most from one pixel to the next: an edge of what it shows, near its middle.
int edgeOf(std::span<const std::uint8_t> image);

} // namespace ui
