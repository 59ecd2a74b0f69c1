// The colour picture that the input channels of a scene are cut out of.
#pragma once

#include "ui/pages/given_picture.h"

namespace ui {

struct ChannelSplit {
    enum Source { None, Balloon, Given }; // Balloon: the program's own picture
    static constexpr int largestReduction = 256;

    Source source = None;
    SharedPicture given;   // null: none was
    int reduction = 1;     // a cell is the mean of a square of so many pixels a side
    int top = 0, left = 0; // of the window that is cut out, in cells
    bool tinted = true;    // the channels are shown in their colours, otherwise in grey
    // Follows from the rest, see update(): (3, rows, columns), whole numbers 0 to 255. Null: there is no picture, or it
    // is not read yet.
    std::shared_ptr<const cnn::Tensor> cells = nullptr;

    bool isOn() const { return source != None; }
    // Chosen, but there is none.
    bool lacksPicture() const { return source == Given && !given; }
    bool operator==(const ChannelSplit& other) const;

    QString name() const; // "beach.jpg"
    // (3, rows, columns), 0 to 255. Null as `cells`.
    const cnn::Tensor* pixels() const;
    // Makes `cells`; a reduction beyond the picture becomes its shorter side.
    void update();
    // The reduction at which a picture has about 16 cells along its longer side.
    int usualReduction() const;
};

} // namespace ui
