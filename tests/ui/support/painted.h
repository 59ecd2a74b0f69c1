// A figure as it is painted, to look at its pixels.
#pragma once

#include "ui/figure/figure.h"

#include <QImage>

namespace ui {

inline QImage painted(const Figure& figure, const Style& style = {}) {
    QImage image(figure.size().toSize(), QImage::Format_RGB32);
    image.fill(Qt::magenta); // which no figure has: what is not painted is seen
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    figure.paint(painter, style);
    return image;
}

} // namespace ui
