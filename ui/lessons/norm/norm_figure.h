// The same picture in two batches: what stands beside it, mean and variance, what it becomes, and the four numbers.
#pragma once

#include "ui/figure/grid_painter.h"
#include "ui/figure/stage_frame.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/norm/norm_scene.h"

namespace ui {

struct NormPicture {
    QString headline, line;
    NormScene scene;
    std::array<NormBatch, 2> batches;
    int cell = 0;    // of the picture, row by row
    QString covered; // id of the question whose answer is hidden: "cell", "mean"
    std::optional<CellRef> hover, selected;
};

// "(2 − 4) ÷ 2 × 1 + 0 = −1": mean, deviation, weight and bias, with as many places as make it true.
QString normLine(const NormScene& scene, const NormBatch& batch, int cell);
// What the cell becomes in both batches, in a sentence.
QString normVerdict(const NormPicture& picture);

struct NormLayout {
    StageFrame frame;
    double text = 15, small = 14;  // of the small print
    std::vector<GridPlace> places; // three a batch: the picture, the other one, what the picture becomes
    std::array<QRectF, 2> moments; // where mean and variance stand
    QRectF numbers, lines;
};

class NormFigure final : public Figure {
public:
    NormFigure(NormPicture picture, QSizeF size, const Style& style);
    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // Parts "picture", "other", "output"; CellRef::map is the batch.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    bool covers(const char* id, int batch) const { return batch == 1 && m_picture.covered == QLatin1String(id); }
    const GridPlace& place(int batch, int grid) const { return m_l.places[static_cast<std::size_t>(3 * batch + grid)]; }
    void paintBatch(QPainter& painter, const Style& style, int batch) const;
    void paintGrid(QPainter& painter, const Style& style, int batch, int grid) const;
    void paintMoments(QPainter& painter, const Palette& c, int batch) const;
    void paintNumbers(QPainter& painter, const Palette& c) const;
    void paintLines(QPainter& painter, const Palette& c) const;

    NormPicture m_picture;
    QSizeF m_size;
    NormLayout m_l;
};

} // namespace ui
