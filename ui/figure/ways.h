// Several ways to say one thing, the longest first, and the first that there is room for.
#pragma once

#include "ui/figure/brush.h"

#include <QStringList>

namespace ui {

// Rather nothing than half of it. In `pixels`, or as much smaller as Brush::write() makes it.
inline QString firstFitting(const QStringList& ways, double width, double pixels, Weight weight = Weight::Regular) {
    for (const QString& words : ways)
        if (!words.isEmpty() && lineWidth({{words, {}, weight}}, Brush::least(pixels)) <= width) return words;
    return {};
}

} // namespace ui
