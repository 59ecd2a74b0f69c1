// Words that have to fit beside others: how they are broken, and in which size.
#pragma once

#include "ui/figure/paragraph.h"
#include "ui/figure/text_runs.h"

#include <QStringList>
#include <algorithm>

namespace ui {

constexpr double smallestWords = 12; // pixels

// In one line where that is large enough, otherwise on several.
inline Paragraph wrapped(const QString& text, double width, double pixels, double least, Weight weight) {
    return {text, std::floor(fittingSize({{text, {}, weight}}, width, pixels, std::min(pixels, least))), weight};
}

// Of the widest word of them, which no line can break.
inline double widestWord(const QStringList& texts, double pixels, Weight weight) {
    double wide = 0;
    for (const QString& text : texts)
        for (const QString& word : text.split(' ')) wide = std::max(wide, Paragraph{word, pixels, weight}.width());
    return wide;
}

// How several texts stand side by side: in letters of one size, each on so many lines.
struct Lines {
    double size = smallestWords;
    int count = 1;
};

// In one line where the letters become little smaller by it, otherwise on two, or on three.
inline Lines linesOf(const QStringList& texts, double width, double pixels, Weight weight) {
    const double smallest = std::min(pixels, smallestWords);
    for (int count = 1; count <= 3; ++count)
        for (double size = pixels; size >= (count == 1 ? std::max(smallest, 0.8 * pixels) : smallest); size -= 0.5) {
            const double tall = (count + 0.1) * Paragraph{"x", size, weight}.height(width);
            if (widestWord(texts, size, weight) <= width && std::ranges::all_of(texts, [&](const QString& text) {
                    return Paragraph{text, size, weight}.height(width) <= tall;
                }))
                return {size, count};
        }
    return {smallest, 3};
}

} // namespace ui
