// A level deeper: what one goes into grows until it is the picture; and back.
#pragma once

#include "ui/figure/figure.h"

namespace ui {

struct Zoom {
    QRectF place; // on the upper picture, what the lower one is a part of
    QRectF area;  // that the lower one fills; around it stands what belongs to the picture one comes to
    bool down = true;
};
// Between two figures of one size. upper: the one that holds the other.
std::unique_ptr<Motion> zoomMotion(std::shared_ptr<const Figure> upper, std::shared_ptr<const Figure> lower,
                                   const Zoom& zoom);

} // namespace ui
