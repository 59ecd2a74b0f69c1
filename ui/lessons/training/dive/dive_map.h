// A map large, one value chosen in it, and the other maps of its layer.
#pragma once

#include "ui/lessons/training/dive/dive_body.h"

namespace ui {

class DiveMap final : public DiveBody {
public:
    DiveMap(const DivePicture& picture, const QRectF& area, double font, const std::optional<CellRef>& hover);
    void paint(const Brush& to) const override;

private:
    void paintOthers(const Brush& to) const;
    std::span<const float> map(int index) const;
    QRectF m_large, m_others;
    Ramp m_ramp;
    double m_end;
    std::optional<CellRef> m_hover;
};

} // namespace ui
