// A picture and its moved copy behind each stage: before, after, the difference, and how much of it there is.
#pragma once

#include "core/walk/shift_stages.h"
#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/figure/text_runs.h"

namespace ui {

struct ShiftPicture {
    QString headline, line;
    std::vector<cnn::ShiftStage> stages;
    int down = 0, right = 0;
    QString covered; // id of the question whose answer is hidden: "least", "size"
    std::optional<CellRef> hover;
    std::size_t shown = 4; // of the stages, from the input on

    std::size_t inSight() const { return std::min(shown, stages.size()); }
};

// "1 pixel right", "2 pixels down and 1 pixel left", "not moved".
QString shiftWords(int down, int right);
// Which stage behind the input changes least (and something at all).
int leastChanged(const std::vector<cnn::ShiftStage>& stages);
// "16 %" of the cells of a stage differ
QString changedShare(const cnn::ShiftStage& stage);
// "128 of 784 cells (16 %)"
QString changedWords(const cnn::ShiftStage& stage);
// "Input", "Convolution", "+ pooling", ...
QString stageName(const std::vector<cnn::ShiftStage>& stages, std::size_t stage);

class ShiftFigure final : public Figure {
public:
    ShiftFigure(ShiftPicture picture, QSizeF size, const Style& style);
    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // Parts "before", "after", "difference"; CellRef::map is the stage.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    bool hides(std::size_t stage) const { return m_picture.covered == "least" && stage > 0; }
    void paintStage(QPainter& painter, const Palette& c, std::size_t stage) const;
    void paintChange(QPainter& painter, const Palette& c, std::size_t stage) const;
    void paintRows(QPainter& painter, const Palette& c) const;
    void paintScale(QPainter& painter, const Palette& c) const;

    ShiftPicture m_picture;
    QSizeF m_size;
    StageFrame m_frame;
    double m_text = 13, m_side = 100; // pixels: captions; of every map
    double m_headTop = 0, m_barTop = 0, m_rowLabels = 0;
    std::vector<GridPlace> m_places; // three a stage
};

} // namespace ui
