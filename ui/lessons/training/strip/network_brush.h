// What the parts of a strip paint with.
#pragma once

#include "ui/figure/style.h"

#include <QFontMetricsF>
#include <QPainter>

namespace ui {

struct StripBrush {
    QPainter& painter;
    const Style& style;
    double font;

    const Palette& colors() const { return style.colors(); }
    QFont sized(double pixels, Weight weight = Weight::Regular) const {
        return Style::numberFont(pixels * font, weight);
    }
    // Writes a line into `where` and gives back where the next word may begin.
    double write(const QRectF& where, const QString& text, const QFont& with, const QColor& color,
                 int align = Qt::AlignLeft | Qt::AlignVCenter) const {
        painter.setFont(with);
        painter.setPen(color);
        painter.drawText(where, align | Qt::TextSingleLine, text);
        return where.left() + QFontMetricsF(with).horizontalAdvance(text);
    }
};

} // namespace ui
