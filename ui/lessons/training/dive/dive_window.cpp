#include "ui/lessons/training/dive/dive_window.h"

namespace ui {
namespace {

int channelOf(const DivePicture& p) {
    return p.biasChosen() ? -1 : static_cast<int>(p.term / p.made()->perChannel());
}

QRectF above(const DivePicture& p, const QRectF& area, double row) {
    return area.adjusted(0, 0, 0, -static_cast<double>(p.functions.size()) * row);
}

} // namespace

DiveWindow::DiveWindow(const DivePicture& p, const QRectF& area, double font, const std::optional<CellRef>& hover)
    : DiveBody(p, area, font), m_panel(above(p, area, row()), font, *p.maps, hover, channelOf(p), false) {}

void DiveWindow::paint(const Brush& to) const {
    m_panel.paint(to);
    paintAfterwards(to, {m_area.left(), above(m_picture, m_area, row()).bottom(), m_area.width(), row()});
}

} // namespace ui
