// A sentence where a picture would be: why there is none.
#pragma once

#include "ui/figure/figure.h"

namespace ui {

class SentenceFigure final : public Figure {
public:
    SentenceFigure(QSizeF size, const Style& style, QString sentence)
        : m_size(size), m_text(16 * style.scale), m_sentence(std::move(sentence)) {}

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override {
        painter.fillRect(QRectF(QPointF(0, 0), m_size), style.colors().surface);
        painter.setFont(Style::font(m_text));
        painter.setPen(style.colors().dim);
        painter.drawText(QRectF(QPointF(0, 0), m_size).adjusted(40, 20, -40, -20), Qt::AlignCenter | Qt::TextWordWrap,
                         m_sentence);
    }
    QString describe() const override { return m_sentence; }

private:
    QSizeF m_size;
    double m_text;
    QString m_sentence;
};

// The figure of a picture; where there is none, the sentence why; without one, nothing.
template<class Shown, class Picture>
std::unique_ptr<Figure> figureOrSentence(QSizeF size, const Style& style, const Picture& picture, const QString& why,
                                         const std::optional<CellRef>& hover) {
    if (picture) return std::make_unique<Shown>(size, style, picture, hover);
    return why.isEmpty() ? nullptr : std::make_unique<SentenceFigure>(size, style, why);
}

} // namespace ui
