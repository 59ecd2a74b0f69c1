// How a step is shown: what is "now" slides from where it was to where it is, what it passes takes and loses its look;
// then, of some steps, something flies to what it makes. What the step makes is seen at the end.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/figure/figure.h"
#include "ui/figure/now_parts.h"
#include "ui/figure/text_runs.h"

#include <optional>

namespace ui {

// What flies behind the slide, or instead of it.
struct Flight {
    QRectF from, to;
    std::vector<QRectF> late = {}; // without a slide: what still looks as before until it has come
};

// A figure that takes steps.
class SteppingFigure : public Figure {
public:
    virtual NowParts now() const = 0;
    // As paint(), but nothing is now: no frame, no beam, no cell that is read; what is done stays done. next: where the
    // step leads.
    virtual void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const = 0;
    // Over that what is now, wherever it is on its way: beams, then in each frame what lies in it, and the frame.
    virtual void paintNow(QPainter& painter, const Style& style, const NowParts& at) const;
    // For a painter as this one: what lies in the frames on the way from here to there.
    std::vector<PassedLayer> passedLayers(const QPainter& painter, const Style& style, const NowParts& next) const;
    // What flies in a step that leads here.
    virtual void paintFlying(QPainter&, const Style&, const QRectF&) const {}

protected:
    // The cells that meet this part of that frame, as they look while it is over them; the painter is clipped to it.
    virtual void paintHot(QPainter&, const Style&, std::size_t, const QRectF&) const {}
    void paintFrames(QPainter& painter, const Style& style, const NowParts& at) const;
};

// Where a cell's number stands, as high as that is.
QRectF digitIn(const QRectF& cell);

// A number or a product on its way: as large as the place it flies through is high, on a ground of its own.
void paintFlyingText(QPainter& painter, const Palette& colors, const TextLine& text, const QRectF& at);

// The motion of a step; both figures are of one layout. Null when nothing moves: what is now stands where it stood and
// nothing flies, or it is of another kind.
std::unique_ptr<Motion> stepMotion(std::unique_ptr<const SteppingFigure> before,
                                   std::unique_ptr<const SteppingFigure> after, std::optional<Flight> flight);
// Of copies of both, which the motion keeps.
template<class FigureType>
std::unique_ptr<Motion> stepBetween(const FigureType& before, const FigureType& after,
                                    std::optional<Flight> flight = std::nullopt) {
    return stepMotion(std::make_unique<FigureType>(before), std::make_unique<FigureType>(after), std::move(flight));
}

// The motion of a weight that was changed where one stands: the beams point at it for a moment. beams: as they do so,
// as many as `after` has. Null when it has others.
std::unique_ptr<Motion> aimMotion(std::unique_ptr<const SteppingFigure> before,
                                  std::unique_ptr<const SteppingFigure> after, std::vector<Beam> beams);
template<class FigureType>
std::unique_ptr<Motion> aimBetween(const FigureType& before, const FigureType& after, std::vector<Beam> beams) {
    return aimMotion(std::make_unique<FigureType>(before), std::make_unique<FigureType>(after), std::move(beams));
}
// The one weight in which two kernels of one shape differ; nothing where they differ in none or in several.
std::optional<CellRef> changedWeight(const cnn::Tensor& before, const cnn::Tensor& after);

} // namespace ui
