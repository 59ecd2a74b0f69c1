// Words in rectangles, for figures that write many of them.
#pragma once

#include "ui/figure/text_runs.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QString>
#include <algorithm>

namespace ui {

struct Brush {
    QPainter& painter;
    const Palette& c;
    static constexpr double smallest = 12; // pixels, of what is made smaller to fit
    // How small write() makes letters of that size.
    static double least(double pixels) { return std::min(pixels, std::max(smallest, 0.75 * pixels)); }

    // Writes one line into `where`, in smaller letters where it would run out of it, not below three quarters of
    // `pixels`; only then it is cut off with dots. Gives back its right end.
    double write(const QRectF& where, const QString& text, double pixels, const QColor& colour,
                 Weight weight = Weight::Regular, Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter) const {
        QFont font = Style::numberFont(pixels, weight);
        QFontMetricsF metrics(font);
        for (double size = pixels; size > least(pixels) && metrics.horizontalAdvance(text) > where.width() + 0.5;) {
            size = std::max(size - 1, least(pixels));
            font = Style::numberFont(size, weight);
            metrics = QFontMetricsF(font);
        }
        painter.setFont(font);
        painter.setPen(colour);
        const QString fitting = metrics.elidedText(text, Qt::ElideRight, where.width() + 0.5);
        painter.drawText(where, static_cast<int>(align) | Qt::TextSingleLine | Qt::TextDontClip, fitting);
        return where.left() + metrics.horizontalAdvance(fitting);
    }
    double writeFitting(const QRectF& where, const QString& text, double pixels, const QColor& colour,
                        Weight weight = Weight::Regular) const {
        return write(where, text, pixels, colour, weight);
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
