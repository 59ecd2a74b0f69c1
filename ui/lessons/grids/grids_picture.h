// What the figure of "Images are grids" shows, as a value, and where each thing stands on the stage.
#pragma once

#include "core/train/pixel_order.h"
#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
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

// The part of the picture whose numbers are shown, in rows and columns of the shown picture.
struct Crop {
    int firstRow = 0, firstColumn = 0, rows = 0, columns = 0;
};

struct GridsLayout {
    StageFrame frame;
    double head = 0;                // room over a panel for its name and column numbers
    GridPlace picture, shuffled;    // 28 × 28; `shuffled` only when there is one
    std::vector<GridPlace> numbers; // one a channel
    QRectF strip, section;          // the whole strip, and the part of it around the pixel; or with shuffling both
                                    // strips, one above the other
    QRectF words;                   // the line over the strip
    QRectF chart;                   // the card of the curves
    int sectionFirst = 0, sectionCount = 0; // numbers of the strip in the section
};

Crop cropOf(const GridsPicture& picture);
GridsLayout layOut(const GridsPicture& picture, QSizeF size, const Style& style);

// Places, rows and columns are held from 0; everything that is read counts from 1.
// "Row 11, column 15"
QString pixelName(int place);
// "10 × 28 + 15 = 295": the whole rows above a pixel, and its column.
QString numberInWords(int place);
// What to say of the pixel in question, without its name: "It is number 10 × 28 + 15 = 295 of the strip. ..."
QString pixelSentence(const GridsPicture& picture);

} // namespace ui
