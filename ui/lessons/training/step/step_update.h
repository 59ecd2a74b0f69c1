// The update of one weight, in a rectangle: all weights, those around it with their gradients, the products that make
// its gradient, and the rule.
#pragma once

#include "ui/figure/brush.h"
#include "ui/lessons/training/maps/spots.h"
#include "ui/lessons/training/step/step_picture.h"

#include <vector>

namespace ui {

class StepUpdate {
public:
    // font: factor for text; row: height of a line of text. The picture has an update and outlives this.
    StepUpdate(const QRectF& body, double font, double row, const StepPicture& picture,
               const std::optional<CellRef>& hover);
    void paint(const Brush& to) const;
    // Parts as in StepFigure.
    const std::vector<Spot>& spots() const { return m_spots; }

    // Which weight a cell means.
    static std::optional<WeightSpot> weightAt(const StepPicture& picture, const CellRef& cell);
    // How the weights that belong to one output and, in a convolution, one input are laid out.
    static QSize sliceCells(const StepPicture& picture, std::size_t layer);

private:
    void layOut();
    void layOutSlices(const QRectF& overview, const QRectF& large);
    void addGrid(const CellRef& first, const QRectF& where, QSize cells);
    void paintWeights(const Brush& to) const;
    // end: of the ramp.
    void paintThumbnail(const Brush& to, const Spot& spot, double end) const;
    void paintSlice(const Brush& to, const Spot& spot) const;
    void paintGradient(const Brush& to) const;
    void paintRule(const Brush& to) const;

    QRectF m_body, m_terms, m_rule;
    double m_font, m_row;
    const StepPicture& m_picture;
    std::optional<CellRef> m_hover;
    std::vector<Spot> m_spots;
};

} // namespace ui
