// Sizes and words that the pictures of a look share.
#pragma once

#include "ui/figure/brush.h"

#include <algorithm>

namespace ui {

// The size of letters in a card of this size.
inline double lookText(QSizeF size, const Style& style) {
    constexpr double least = 13;
    return least * style.scale * std::clamp(std::min(size.width() / 830, size.height() / 340), 1.0, 2.0);
}
inline double wordsHeight(const QString& words, double text, double width) {
    const QRectF room(0, 0, width, 4000);
    return QFontMetricsF(Style::numberFont(text)).boundingRect(room, Qt::TextWordWrap, words).height();
}
// Whole sentences, over several lines.
inline void writeWords(const Brush& brush, const QRectF& where, const QString& words, double text, const QColor& ink) {
    brush.painter.setFont(Style::numberFont(text));
    brush.painter.setPen(ink);
    brush.painter.drawText(where, Qt::TextWordWrap, words);
}

} // namespace ui
