// Paints a picture of a transposed convolution: grids, beams, what is pointed at.
#pragma once

#include "ui/figure/grid_painter.h"
#include "ui/lessons/stamp/stamp_layout.h"

namespace ui {

// Lives for the length of one paint() only.
class StampPainting {
public:
    StampPainting(QPainter& painter, const Style& style, const StampPicture& picture, const StampLayout& layout);
    void all(QSizeF size);

private:
    template<class Look, class Value> void cells(const GridPlace& grid, Look look, Value value);
    void label(const GridPlace& grid, const QString& name, const QColor& colour, const QString& size);
    void labels();
    void input();
    void back();
    void kernel();
    void stamp();
    void output();
    CellLook outputLook(int y, int x) const;
    QRectF outputWindow() const;
    void beams();
    void beam(const QRectF& from, const QRectF& to);
    void frames();
    void links();
    void misfit();
    void scale();
    const GridPlace* gridOf(const QString& part) const;
    double frameWidth() const { return m_l.input.side < 26 ? 2.5 : 4; }
    bool coloured() const { return m_p.counts || m_l.output.side < 26; }

    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_c;
    const StampPicture& m_p;
    const StampLayout& m_l;
    GridPainter m_grid;
    cnn::StampStep m_step;
    ValueRamp m_ramp; // of the output, or of the counts
    double m_unit;
};

} // namespace ui
