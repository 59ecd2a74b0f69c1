// The lesson that steps through a window with the numbers that are there.
#pragma once

#include "ui/lessons/training/dive/dive_picture.h"

#include <QJsonObject>
#include <optional>

namespace ui {

struct DiveStepper {
    QString lesson;
    QJsonObject scene; // as a scene file has it
    QString why;       // what there is to see
};
// Of a window, or its products; nothing where it is none, or larger than the lessons take.
std::optional<DiveStepper> diveStepper(const DivePicture& picture);

} // namespace ui
