// How often each pixel is written to, for both ways of growing, and what this network makes of an even grey picture.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/denoise/denoise_look.h"
#include "ui/lessons/denoise/uses.h"

namespace ui {

class UsesFigure final : public Figure {
public:
    static constexpr const char* nearestPart = "nearest"; // of a CellRef: y and x of a pixel
    static constexpr const char* transposedPart = "transposed";

    UsesFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
               std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    QRectF place(int card) const;
    const Uses& uses(int card) const { return card == 0 ? m_nearest : m_transposed; }
    int corner() const; // rows and columns of the picture's corner that are shown
    void paintUses(const Brush& brush, int card) const;
    void paintAnswer(const Brush& brush) const;
    QString cardWords(int card) const;

    QSizeF m_size;
    double m_text;
    std::shared_ptr<const DenoisePicture> m_p;
    std::optional<CellRef> m_hover;
    Uses m_nearest, m_transposed;
    double m_side = 0, m_apart = 0, m_wordsText = 0;
};

} // namespace ui
