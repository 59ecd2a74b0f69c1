// Paints a picture of a transposed convolution: grids, beams, what is pointed at.
#pragma once

#include "ui/figure/grid_painter.h"
#include "ui/figure/now_parts.h"
#include "ui/lessons/stamp/stamp_layout.h"

namespace ui {

// Lives for the length of one paint() only.
class StampPainting {
public:
    // resting: no input and no output is now.
    StampPainting(QPainter& painter, const Style& style, const StampPicture& picture, const StampLayout& layout,
                  bool resting = false);
    void all(QSizeF size);
    // While the step is on its way: the cells that this part of that frame passes; the stamp over where it was made.
    void passed(std::size_t frame, const QRectF& where);
    void flyingStamp(const QRectF& at);

private:
    template<class Look, class Value> void cells(const GridPlace& grid, Look look, Value value);
    void label(const GridPlace& grid, const QString& name, const QColor& colour, const QString& size);
    void labels();
    void stampName();
    void input();
    void back();
    void kernel();
    void stamp(const GridPlace& grid);
    void output();
    CellLook outputLook(int y, int x) const;
    float outputValue(int y, int x) const;
    void beams();
    void frame(const NowFrame& frame);
    void frames();
    void links();
    void misfit();
    void scale();
    const GridPlace* gridOf(const QString& part) const;
    bool coloured() const { return m_p.counts || m_l.output.side < 26; }

    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_c;
    const StampPicture& m_p;
    const StampLayout& m_l;
    bool m_resting;
    GridPainter m_grid;
    cnn::StampStep m_step;
    NowParts m_now;
    ValueRamp m_ramp; // of the output, or of the counts
    double m_unit;
};

// The input's cell, then where its stamp lies; a beam into the stamp and one out of it.
NowParts stampNow(const StampPicture& picture, const StampLayout& layout);
QRectF stampedRect(const StampPicture& picture, const StampLayout& layout);

} // namespace ui
