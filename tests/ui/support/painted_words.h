// The words that a figure paints, without painting them: a line for each run of words on one height.
#pragma once

#include "ui/figure/figure.h"

#include <QRectF>
#include <QStringList>
#include <vector>

namespace ui {

// One word as it stands there.
struct PaintedWord {
    QString text;
    QRectF where; // from its upper edge to its baseline
    double size;  // of its font, in pixels
};
std::vector<PaintedWord> wordsPaintedBy(const Figure& figure, const Style& style);

QStringList paintedWords(const Figure& figure, const Style& style = {});

} // namespace ui
