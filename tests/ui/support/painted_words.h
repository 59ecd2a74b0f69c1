// The words that a figure paints, without painting them: a line for each run of words on one height.
#pragma once

#include "ui/figure/figure.h"

#include <QStringList>

namespace ui {

QStringList paintedWords(const Figure& figure, const Style& style = {});

} // namespace ui
