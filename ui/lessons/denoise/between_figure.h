// From one picture to another: codes mixed and decoded, and below them pixels mixed, which gives two ghosts.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/denoise/denoise_look.h"

namespace ui {

class BetweenFigure final : public Figure {
public:
    static constexpr const char* sharePart = "between"; // of a CellRef: x is the per cent
    static constexpr const char* otherPart = "other";   // x is a picture that may be the other one

    BetweenFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
                  std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    QRectF place(int row, int column) const;
    QRectF choice(int picture) const;
    QRectF groove() const;
    double handle() const { return groove().left() + groove().width() * m_p->between / 100.0; }
    QString words() const;
    void paintSlider(const Brush& brush) const;
    void paintChoices(const Brush& brush) const;

    QSizeF m_size;
    double m_text;
    std::shared_ptr<const DenoisePicture> m_p;
    std::optional<CellRef> m_hover;
    QRectF m_large; // what comes of the code at the handle
    double m_left = 0, m_side = 0, m_gap = 6, m_top = 0, m_small = 0;
};

} // namespace ui
