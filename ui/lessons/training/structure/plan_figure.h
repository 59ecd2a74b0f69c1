// A network that somebody puts together, as blocks in the order in which they act: what each layer is, what it gives,
// and the first that does not fit. Between the blocks another one can be put; a block can be dragged and taken away.
#pragma once

#include "core/network/network_plan.h"
#include "ui/figure/figure.h"

namespace ui {

struct PlanPicture {
    cnn::NetworkPlan plan;
    cnn::CheckedPlan checked; // of it
    cnn::Shape input;
    int classes = 10;
    std::optional<CellRef> pointed{}; // a cell of the figure
    int held = -1;                    // a layer that is being dragged; -1: none
};

class PlanFigure final : public Figure {
public:
    // CellRefs: {layerPart, i} a block; {gapPart, i} the place before layer i, up to one behind the last; {removePart,
    // i} what takes the block away.
    static constexpr const char* layerPart = "layer";
    static constexpr const char* gapPart = "gap";
    static constexpr const char* removePart = "remove";

    PlanFigure(QSizeF size, const Style& style, PlanPicture picture);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    void layOut();
    bool isPointed(const char* part, int index) const;
    QString wordsOf(int layer) const;
    QString givesOf(int layer) const;
    bool isMisfit(int layer) const;
    QString misfit() const; // empty: all of it fits
    void paintBlock(QPainter& painter, const Palette& c, int layer) const;
    void paintGap(QPainter& painter, const Palette& c, int gap) const;
    void paintFoot(QPainter& painter, const Palette& c) const;

    QSizeF m_size;
    PlanPicture m_picture;
    double m_text; // pixels
    QRectF m_image, m_foot;
    std::vector<QRectF> m_blocks, m_gaps;
};

} // namespace ui
