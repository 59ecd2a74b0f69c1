// The products of one channel: its window, its kernel, what they make, and what that adds to the sum.
#pragma once

#include "ui/lessons/training/dive/dive_body.h"

namespace ui {

class DiveProducts final : public DiveBody {
public:
    DiveProducts(const DivePicture& picture, const QRectF& area, double font, const std::optional<CellRef>& hover);
    void paint(const Brush& to) const override;

private:
    const cnn::ValueOrigin& made() const { return *m_picture.made(); }
    QString aligned(const cnn::Decimal& number) const;
    double widestNumber() const;
    void layOutOthers();
    void paintGrids(const Brush& to) const;
    void paintProducts(const Brush& to) const;
    void paintSum(const Brush& to) const;
    void paintChosen(const Brush& to) const;
    QRectF grid(const char* part) const;

    std::size_t m_channel = 0;
    int m_places = 0;
    QRectF m_rowSums, m_sum, m_chosen; // right of the products; the addition; the chosen product
    std::optional<CellRef> m_hover;
};

} // namespace ui
