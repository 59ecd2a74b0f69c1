// Another image went through the network: each map shrinks into the pooled map that is made of it.
#pragma once

#include "ui/figure/figure.h"

#include <QImage>
#include <vector>

namespace ui {

struct Pooling {
    QRectF map, pooled; // where they are drawn
    QImage image;       // of the map
};

// Of two pictures of one network and size, and what is pooled in the second. Null where nothing is.
std::unique_ptr<Motion> poolMotion(std::shared_ptr<const Figure> before, std::shared_ptr<const Figure> after,
                                   std::vector<Pooling> pools);

} // namespace ui
