// The view "One step": one of the four parts of a training step for one image.
#pragma once

#include "ui/lessons/training/step/step_update.h"

#include <array>

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

private:
    void layOut();
    void layOutLines(int count);
    void layOutClasses();

    bool meant(const char* part, int y) const { return m_hover && m_hover->part == part && m_hover->y == y; }
    double small() const; // text in the tables' lines
    double headingSize() const;
    void paintHead(const Brush& to) const;
    void paintForward(const Brush& to) const;
    void paintBackward(const Brush& to) const;
    void paintHeadings(const Brush& to, const std::vector<std::pair<double, QString>>& names) const;
    void paintNames(const Brush& to, const QRectF& line, std::size_t value) const;
    void paintThumbnails(const Brush& to, const QRectF& where, const cnn::Tensor& values, Ramp ramp) const;
    QString partText(std::size_t k) const;
    struct LossColumn {
        double from, until;
        QString name;
    };
    double lossTable() const; // its width
    std::array<LossColumn, 4> lossColumns() const;
    std::array<QString, 4> lossNumbers(std::size_t k) const;
    void paintLoss(const Brush& to) const;
    void paintOtherClasses(const Brush& to, double table) const;
    void paintLossSums(const Brush& to, const QRectF& area) const;

    QSizeF m_size;
    std::shared_ptr<const StepPicture> m_picture;
    StepPart m_part;
    std::optional<CellRef> m_hover;
    double m_font = 1, m_row = 18; // factor for text, height of a line of text
    QRectF m_head, m_body;
    std::vector<Spot> m_spots;
    QRectF m_others; // of the part Loss: where it is said how many classes have no line; mostly empty
    std::optional<StepUpdate> m_update; // of the part Update
};

} // namespace ui
