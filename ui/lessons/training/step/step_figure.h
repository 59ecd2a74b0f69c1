// The view "One step": one of the four parts of a training step for one image.
#pragma once

#include "ui/figure/brush.h"
#include "ui/lessons/training/maps/spots.h"
#include "ui/lessons/training/step/step_picture.h"

#include <vector>

namespace ui {

class StepFigure final : public Figure {
public:
    // The parts of a CellRef: "line" (y: a line of the forward or the backward table, or a class); and of the update
    // "layer" (x: number among the layers with weights), "slice" (map: output, x: input of a convolution; 0 of a dense
    // layer), "weight" and "gradient" (y, x: cells of the slice shown), "bias", "term" (y: one of the gradient's
    // products).
    StepFigure(QSizeF size, const Style& style, std::shared_ptr<const StepPicture> picture, StepPart part,
               std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override { return ui::cellAt(m_spots, point); }
    QRectF cellRect(const CellRef& cell) const override { return ui::cellRect(m_spots, cell); }

    // Which weight a cell of the update means.
    static std::optional<WeightSpot> weightAt(const StepPicture& picture, const CellRef& cell);
    // How the weights that belong to one output and, in a convolution, one input are laid out.
    static QSize sliceCells(const StepPicture& picture, std::size_t layer);

private:
    void layOut();
    void layOutLines(int count);
    void layOutUpdate();
    void layOutSlices(const QRectF& overview, const QRectF& large);
    void addGrid(const CellRef& first, const QRectF& where, QSize cells);

    bool meant(const char* part, int y) const { return m_hover && m_hover->part == part && m_hover->y == y; }
    double small() const; // text in the tables' lines
    void paintHead(const Brush& to) const;
    void paintForward(const Brush& to) const;
    void paintBackward(const Brush& to) const;
    void paintHeadings(const Brush& to, const std::vector<std::pair<double, QString>>& names) const;
    void paintNames(const Brush& to, const QRectF& line, std::size_t value) const;
    void paintThumbnails(const Brush& to, const QRectF& where, const cnn::Tensor& values, Ramp ramp) const;
    QString partText(std::size_t k) const;
    void paintLoss(const Brush& to) const;
    void paintLossSums(const Brush& to, const QRectF& area) const;
    void paintWeights(const Brush& to) const;
    void paintSlice(const Brush& to, const Spot& spot) const;
    void paintGradient(const Brush& to) const;
    void paintRule(const Brush& to) const;

    QSizeF m_size;
    std::shared_ptr<const StepPicture> m_picture;
    StepPart m_part;
    std::optional<CellRef> m_hover;
    double m_font = 1, m_row = 18; // factor for text, height of a line of text
    QRectF m_head, m_body, m_terms, m_rule;
    std::vector<Spot> m_spots;
};

} // namespace ui
