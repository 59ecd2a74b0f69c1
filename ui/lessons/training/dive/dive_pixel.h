// A pixel in its image, and the numbers around it.
#pragma once

#include "ui/lessons/training/dive/dive_body.h"

namespace ui {

class DivePixel final : public DiveBody {
public:
    DivePixel(const DivePicture& picture, const QRectF& area, double font, const std::optional<CellRef>& hover);
    void paint(const Brush& to) const override;

private:
    // The part of the image around the pixel that is shown large.
    int m_top = 0, m_left = 0, m_rows = 0, m_columns = 0;
    QRectF m_image;
    std::vector<QRectF> m_near; // a channel each
    std::optional<CellRef> m_hover;
};

} // namespace ui
