// What made one value inside a network, in a rectangle: windows and kernels, products, the sum as an addition in a
// column; a pooling's window; a neuron's largest contributions; an activation's curve.
#pragma once

#include "ui/figure/brush.h"
#include "ui/lessons/training/maps/origin_layout.h"

namespace ui {

class OriginPanel : public OriginLayout {
public:
    using OriginLayout::OriginLayout;
    void paint(const Brush& to) const;

private:
    bool meant(const CellRef& cell) const;
    bool isList() const;
    QString biasName() const;
    QString shareName(std::size_t term) const;
    QString hint() const;
    void paintHead(const Brush& to) const;
    void paintTerm(const Brush& to, std::size_t term) const;
    void paintGrid(const Brush& to, const Spot& spot) const;
    void paintSource(const Brush& to) const;
    void paintProducts(const Brush& to) const;
    void paintProductsFrame(const Brush& to) const;
    void paintTerms(const Brush& to) const;
    void paintShares(const Brush& to) const;
    void paintAddition(const Brush& to) const;
    void paintCurve(const Brush& to) const;
    void paintLine(const Brush& to) const;
};

} // namespace ui
