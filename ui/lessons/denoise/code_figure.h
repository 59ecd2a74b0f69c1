// The code: what is left of the large picture where its maps are smallest, between what is read and what comes back.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/denoise/denoise_look.h"

namespace ui {

class CodeFigure final : public Figure {
public:
    static constexpr const char* mapPart = "code"; // of a CellRef

    CodeFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
               std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    void layOutMaps();
    QRectF place(int map) const;
    QString title() const;
    QString words() const;
    void paintEnd(const Brush& brush, const QRectF& where, const cnn::Tensor& picture, const QString& name) const;

    QSizeF m_size;
    double m_text;
    std::shared_ptr<const DenoisePicture> m_p;
    std::optional<CellRef> m_hover;
    QRectF m_before, m_after, m_room; // the pictures, the maps
    double m_side = 0, m_gap = 4, m_below = 0;
    int m_columns = 1;
    double m_largest = 0;
};

} // namespace ui
