// Words in rectangles, for figures that write many of them.
#pragma once

#include "ui/figure/text_runs.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QString>
#include <cmath>

namespace ui {

struct Brush {
    QPainter& painter;
    const Palette& c;

    // Writes one line into `where`, cut off with dots where it would run out of it; gives back its right end.
    double write(const QRectF& where, const QString& text, double pixels, const QColor& colour,
                 Weight weight = Weight::Regular, Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter) const {
        const QFont font = Style::numberFont(pixels, weight);
        const QFontMetricsF metrics(font);
        painter.setFont(font);
        painter.setPen(colour);
        const QString fitting = metrics.elidedText(text, Qt::ElideRight, where.width() + 0.5);
        painter.drawText(where, static_cast<int>(align) | Qt::TextSingleLine | Qt::TextDontClip, fitting);
        return where.left() + metrics.horizontalAdvance(fitting);
    }
    // The same, in smaller letters before anything is cut off; not below three quarters of `pixels`.
    double writeFitting(const QRectF& where, const QString& text, double pixels, const QColor& colour,
                        Weight weight = Weight::Regular) const {
        const double size = fittingSize({{text, colour, weight}}, where.width(), pixels, 0.75 * pixels);
        return write(where, text, std::floor(size), colour, weight);
    }
    // A rectangle without an outline.
    void fill(const QRectF& where, const QColor& colour, double radius = 0) const {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(where, radius, radius);
    }
    void outline(const QRectF& where, const QColor& colour, double width, double radius = 0) const {
        painter.setPen(QPen(colour, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(where, radius, radius);
    }
};

} // namespace ui
