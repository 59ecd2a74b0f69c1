// The confusion matrix and, beside it, the surest mistakes. Small on a card in a row of charts, large on its own.
#pragma once

#include "ui/lessons/training/classes/confusion_grid.h"
#include "ui/lessons/training/classes/example_tiles.h"

#include <memory>

namespace ui {

class ConfusionFigure final : public Figure {
public:
    // hover: a cell of the matrix or a mistake; it is said in the head line what it is.
    ConfusionFigure(QSizeF size, const Style& style, std::shared_ptr<const ConfusionPicture> picture,
                    std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    QString pointedAt() const;
    QSizeF m_size;
    double m_unit;
    std::shared_ptr<const ConfusionPicture> m_picture;
    std::optional<CellRef> m_hover;
    QRectF m_head, m_mistakesHead;
    double m_line = 0; // the hairline between both; 0: no room for mistakes
    std::optional<ConfusionGrid> m_grid;
    std::optional<ExampleTiles> m_tiles;
};

} // namespace ui
