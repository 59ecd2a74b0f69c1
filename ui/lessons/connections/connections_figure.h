// Three rows of units beside one another: what an output reads when the layer is dense, local, or a convolution, and
// what that costs.
#pragma once

#include "ui/figure/figure.h"
#include "ui/figure/stage_frame.h"
#include "ui/figure/step_motion.h"
#include "ui/lessons/connections/connections_words.h"

namespace ui {

struct Brush;

class ConnectionsFigure final : public SteppingFigure {
public:
    ConnectionsFigure(ConnectionsPicture picture, QSizeF size, const Style& style);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // "output" and "input": map is the wiring, x the unit.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The output that is looked at goes to the next, and takes its lines with it.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override;
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;
    void paintNow(QPainter& painter, const Style& style, const NowParts& at) const override;

private:
    struct Panel {
        QRectF all;
        double outputs = 0, inputs = 0; // of the two rows: the middle
        double words = 0;               // where the text under them begins
    };
    QPointF unitAt(std::size_t panel, bool output, int unit) const;
    // unit: the output that is looked at; -1: none.
    void paintAll(QPainter& painter, const Style& style, int unit) const;
    void paintPanel(const Brush& to, const Style& style, std::size_t panel, int unit) const;
    void paintLines(const Brush& to, const Style& style, std::size_t panel, int unit) const;
    void paintUnits(const Brush& to, std::size_t panel, int unit) const;
    void paintOutput(const Brush& to, QPointF at, bool now) const;
    void paintWeights(const Brush& to, std::size_t panel) const;
    QStringList equationLines(Wiring wiring) const;
    void paintCounts(const Brush& to, std::size_t panel) const;

    ConnectionsPicture m_picture;
    QSizeF m_size;
    StageFrame m_frame;
    double m_text = 14, m_radius = 9; // pixels: words; of a unit
    std::array<Panel, 3> m_panels;
};

} // namespace ui
