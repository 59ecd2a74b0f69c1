// How pooling hands its gradient back: input with the window, the gradient of the output, the gradient of the input so
// far, and under them what this step adds.
#pragma once

#include "core/walk/gradient_walk.h"
#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/figure/step_motion.h"

namespace ui {

struct PoolGradientPicture {
    QString headline, line;
    std::shared_ptr<const cnn::WindowWalk> walk; // forward
    cnn::Tensor gradient;                        // of its output
    int cell = 0;                                // of the output, in reading order
    std::optional<CellRef> selected;
    QString covered; // what is asked and therefore not shown: "cell", "size", "map"

    // Where the gradient of this step goes.
    bool hidesShares() const { return covered == "cell" || covered == "map"; }
    bool hidesGradient() const { return covered == "size" || covered == "map"; } // all of the input's
    // The input's gradient with as many windows as are shown.
    cnn::Tensor soFar() const { return cnn::pooledGradient(*walk, gradient, hidesShares() ? cell : cell + 1); }
    bool isMaximum() const { return walk->task().operation == cnn::WindowOperation::MaxPool; }
    std::vector<cnn::GradientShare> shares() const { return cnn::gradientShares(*walk, gradient, cell); }
    // "max(1, 8, 3, 4) = 8: the gradient 1 goes to the 8." or "(…) 4 ÷ 4 = 1 for each cell of the window."
    QString sentence() const;
    QString shownSentence() const; // nothing of it that is covered
    // What the first share does to its cell: "Row 1, column 2: 1 + 2 = 3".
    QString sum() const;
};

struct PoolGradientLayout {
    StageFrame frame;
    GridPlace input, gradient, output;
    QRectF card;
};

// Parts: "input", "gradient" (of the output), "output" (the gradient of the input).
class PoolGradientFigure final : public SteppingFigure {
public:
    PoolGradientFigure(PoolGradientPicture picture, QSizeF size, const Style& style);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // Window, gradient and what gets it slide; then the gradient flies there.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override;
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;
    void paintFlying(QPainter& painter, const Style& style, const QRectF& at) const override;

private:
    void paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const override;
    PoolGradientPicture m_picture;
    QSizeF m_size;
    PoolGradientLayout m_l;
};

} // namespace ui
