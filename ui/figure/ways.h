// Several ways to say one thing, the longest first, and the first that there is room for.
#pragma once

#include "ui/figure/brush.h"

#include <QStringList>

namespace ui {

// Rather nothing than half of it. In `pixels`, or as much smaller as Brush::write() makes it.
inline QString firstFitting(const QStringList& ways, double width, double pixels, Weight weight = Weight::Regular) {
    const double least = std::min(pixels, std::max(Brush::smallest, 0.75 * pixels));
    const double size = pixels - std::floor(pixels - least);
    for (const QString& words : ways)
        if (!words.isEmpty() && lineWidth({{words, {}, weight}}, size) <= width) return words;
    return {};
}

} // namespace ui
