// A window of every channel with its kernel, what each of them adds, and what becomes of the sum.
#pragma once

#include "ui/lessons/training/dive/dive_body.h"
#include "ui/lessons/training/maps/origin_panel.h"

namespace ui {

class DiveWindow final : public DiveBody {
public:
    DiveWindow(const DivePicture& picture, const QRectF& area, double font, const std::optional<CellRef>& hover);
    void paint(const Brush& to) const override;
    std::span<const Spot> spots() const override { return m_panel.spots(); }

private:
    OriginPanel m_panel;
};

} // namespace ui
