// How the layers of a network fare while it learns, a row each: how its weights and gradients are spread, how far an
// update moves the weights, how many ReLUs are dead.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/training/layers/layers_words.h"

#include <memory>

namespace ui {

class LayersFigure final : public Figure {
public:
    static constexpr const char* weightsPart = "weights"; // of a CellRef: map is the row, x the bin
    static constexpr const char* gradientsPart = "gradients";

    LayersFigure(QSizeF size, const Style& style, std::shared_ptr<const LayersPicture> picture,
                 std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    enum Column { Name, Weights, Gradients, Update, Dead, End };
    double edge(int column) const; // left
    QRectF cell(std::size_t row, Column column) const;
    QRectF plot(std::size_t row, Column column) const; // without the numbers of the axis
    const cnn::Spread& spread(const CellRef& cell) const;
    QString pointedAt() const;
    void paintHeads(const Brush& brush) const;
    void paintName(const Brush& brush, std::size_t row) const;
    void paintSpread(const Brush& brush, std::size_t row, Column column) const;
    void paintUpdate(const Brush& brush, std::size_t row) const;
    void paintDead(const Brush& brush, std::size_t row) const;

    QSizeF m_size;
    double m_text, m_pad, m_head, m_row;
    std::shared_ptr<const LayersPicture> m_picture;
    std::optional<CellRef> m_hover;
};

} // namespace ui
