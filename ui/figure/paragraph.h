// Words that wrap: how high they are in a width, and where their lines stand.
#pragma once

#include "ui/figure/style.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QString>

namespace ui {

struct Paragraph {
    QString text;
    double pixels = 15;
    Weight weight = Weight::Regular;

    double height(double width) const {
        if (text.isEmpty()) return 0;
        return QFontMetricsF(font()).boundingRect(QRectF(0, 0, width, 1e6), Qt::TextWordWrap, text).height();
    }
    // As wide as it would be in one line.
    double width() const { return QFontMetricsF(font()).horizontalAdvance(text); }
    void paint(QPainter& painter, const QRectF& where, const QColor& colour,
               Qt::Alignment align = Qt::AlignLeft | Qt::AlignTop) const {
        painter.setFont(font());
        painter.setPen(colour);
        painter.drawText(where, static_cast<int>(align) | Qt::TextWordWrap | Qt::TextDontClip, text);
    }

private:
    QFont font() const { return Style::numberFont(pixels, weight); }
};

} // namespace ui
