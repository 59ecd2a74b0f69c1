// File > Print: a figure on paper, as large as a page has room for.
#pragma once

#include "ui/figure/figure.h"

#include <QPagedPaintDevice>

namespace ui {

// The way round that fits the figure better; in the middle of what the paper has room for.
void printOn(QPagedPaintDevice& paper, const Figure& figure, const Style& style);
// Asks for the printer. False: it was given up. Throws cnn::Error when the printer takes nothing.
bool printFigure(const Figure& figure, const Style& style, const QString& name, QWidget* parent);

} // namespace ui
