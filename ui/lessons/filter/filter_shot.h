// From the picture lesson's scene to what its figure shows.
#pragma once

#include "ui/lessons/filter/filter_picture.h"
#include "ui/lessons/filter/filter_scene.h"
#include "ui/media/filter_runner.h"
#include "ui/pages/lesson.h"

namespace ui {

// All that a figure is made from, by value: an exporter may keep it.
struct FilterShot {
    Lesson lesson;
    FilterScene scene, asOpened;
    std::shared_ptr<const cnn::Tensor> picture;
    QImage input;
    QPoint probe;
    QString covered;
    bool original = false;
    std::optional<CellRef> hover, selected;
    bool pointed = false; // the probe follows the mouse

    // result: null while there is none for this picture.
    FilterPicture with(const FilterResult* result) const;
    FilterJob job() const;
};

// The signed ramp as a table.
const SignedColours& signedColours();
// A tensor of values 0 .. 255 as it is shown.
QImage inputImage(const cnn::Tensor& picture);

} // namespace ui
