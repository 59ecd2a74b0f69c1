// How large a figure becomes as a picture: in pixels, where a format has any, and on paper.
#pragma once

namespace ui {

struct PictureScale {
    PictureScale(double perUnit = 1, double perInch = 96) : pixelsPerUnit(perUnit), unitsPerInch(perInch) {}
    double dpi() const { return pixelsPerUnit * unitsPerInch; }
    double pixelsPerUnit, unitsPerInch;
};

} // namespace ui
