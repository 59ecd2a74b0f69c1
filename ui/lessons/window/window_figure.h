// The sliding-window picture: input, kernel and output grids, the window and its beams, and the sum under them.
#pragma once

#include "ui/figure/step_motion.h"
#include "ui/lessons/window/window_layout.h"

namespace ui {

// The picture in words; SignalFigure says the same.
// `sums`: what a list of all sums says, where the figure shows one.
QString describeWindow(const WindowPicture& picture, const QString& sums = {});

// Nothing but the step is another.
bool isStep(const WindowPicture& before, const WindowPicture& after);
// The weight, where nothing but this one is another.
std::optional<CellRef> weightChanged(const WindowPicture& before, const WindowPicture& after);

class WindowFigure final : public PictureFigure<WindowPicture, WindowLayout, SteppingFigure> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The window slides. A product flies from its cell into the sum; a maximum, once the window stands, into the
    // output. Beams point at a weight that was changed.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override;
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;
    void paintNow(QPainter& painter, const Style& style, const NowParts& at) const override;
    void paintFlying(QPainter& painter, const Style& style, const QRectF& at) const override;

private:
    void paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const override;
    std::optional<Flight> flightFrom(const WindowPicture& before) const;
    std::vector<Beam> beamsAt(const CellRef& weight) const;
    TextLine flying(const Style& style) const;
};

} // namespace ui
