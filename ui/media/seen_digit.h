// What happens to a photo of a digit on paper on its way to a network that learned MNIST's digits, step by step.
#pragma once

#include "core/tensor/tensor.h"

#include <QImage>
#include <QString>
#include <array>
#include <vector>

namespace ui {

// In the order in which they are done.
enum class SeenStep {
    Grey,    // one number a pixel, the luma; left out: the red channel alone
    Invert,  // dark marks on light ground become light ones on dark; light ones are left as they are
    Stretch, // uneven light is taken off, the ground becomes 0 and the marks about 1
    Crop,    // to the box around the marks
    Fit,     // into 20 × 20 in the middle of 28 × 28, proportions kept; left out: the whole 28 × 28 is filled
    Centre   // the centre of mass comes to the middle, to the nearest pixel, as in MNIST
};
inline constexpr std::size_t seenSteps = 6;
// Their names in files.
inline constexpr std::array<const char*, seenSteps> seenStepKeys{"grey", "invert", "stretch", "crop", "fit", "centre"};

// Which of them are done.
struct SeenChoice {
    std::array<bool, seenSteps> on{};
    bool operator[](SeenStep step) const { return on[static_cast<std::size_t>(step)]; }
    bool& operator[](SeenStep step) { return on[static_cast<std::size_t>(step)]; }
    bool operator==(const SeenChoice&) const = default;
    static SeenChoice all() {
        SeenChoice choice;
        choice.on.fill(true);
        return choice;
    }
};

struct SeenPicture {
    QImage image;      // what there is now: of at most 480 pixels a side, from Fit on 28 × 28
    QString said;      // what was done, in a few words
    cnn::Tensor input; // 1@28×28, 0 to 1: what the network would read if nothing came after this
};

// The photo as it is, then what each step makes of it: 1 + seenSteps pictures; the last one's input goes through the
// network. A step that is left out passes on what it got, but for Grey and Fit as said above; all left out it is the
// whole picture, shrunk. The photo is not null. Any thread may call it.
std::vector<SeenPicture> seenDigit(const QImage& photo, const SeenChoice& choice);

// By how many pixels a grey picture is moved so that its centre of mass comes nearest to the middle of the picture;
// less where ink would leave it, nothing where there is none.
struct PixelShift {
    int right = 0, down = 0;
    bool operator==(const PixelShift&) const = default;
};
PixelShift toCentreOfMass(const cnn::Tensor& image);
// A grey picture moved by that; what comes in is black.
cnn::Tensor shifted(const cnn::Tensor& image, PixelShift by);
// "2 right, 1 up"; empty: not at all.
QString shiftWords(PixelShift by);

} // namespace ui
