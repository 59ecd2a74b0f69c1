// LeNet-5 as a drawing: every layer a block, or a box in a column, one of them looked at.
#pragma once

#include "ui/figure/step_motion.h"
#include "ui/lessons/lenet/lenet_layout.h"

namespace ui {

struct Brush;

class LenetFigure final : public PictureFigure<LenetPicture, LenetLayout, SteppingFigure> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // "layer"; CellRef::map is the stage.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // A layer's map becomes the next one's: of pooling it shrinks.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override { return {}; }
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const override {
        paint(painter, style); // nothing slides
    }
    void paintFlying(QPainter& painter, const Style& style, const QRectF& at) const override;

private:
    void paintBlocks(const Brush& to) const;
    void paintStack(const Brush& to, int stage) const;
    void paintBar(const Brush& to, int stage) const;
    void paintLink(const Brush& to, int into) const;
    void paintWords(const Brush& to, int stage) const;
    void paintColumn(const Brush& to) const;
    void paintBox(const Brush& to, int stage) const;
    void paintCard(const Brush& to) const;
    double paintSentence(const Brush& to, const QRectF& where) const;
    void paintStackedSums(const Brush& to, QRectF where, bool whole) const;
    double paintAddition(const Brush& to, const QRectF& where, bool whole) const;
    void paintSums(const Brush& to, const QRectF& where, bool whole) const;

    QRectF shape(int stage) const { return m_layout.shapes[static_cast<std::size_t>(stage)]; }
    QRectF place(int stage) const { return m_layout.places[static_cast<std::size_t>(stage)]; }
    bool isNow(int stage) const { return stage == m_picture.stage; }
    bool isToCome(int stage) const { return stage > m_picture.stage; }
    QString sizeShown(int stage) const;
    QString parametersShown(int stage) const;
    // Of what a stage is drawn in: the image, maps and units each their own.
    const QColor& inkOfStage(const Palette& c, int stage) const;
};

} // namespace ui
