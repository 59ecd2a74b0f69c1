#include "ui/lessons/training/dive/dive_bodies.h"

#include "ui/lessons/training/dive/dive_map.h"
#include "ui/lessons/training/dive/dive_pixel.h"
#include "ui/lessons/training/dive/dive_products.h"
#include "ui/lessons/training/dive/dive_terms.h"
#include "ui/lessons/training/dive/dive_window.h"

namespace ui {

std::unique_ptr<DiveBody> diveBody(const DivePicture& picture, const QRectF& area, double font,
                                   const std::optional<CellRef>& hover) {
    switch (picture.level) {
    case DiveLevel::Map:
        return std::make_unique<DiveMap>(picture, area, font, hover);
    case DiveLevel::Terms:
        return std::make_unique<DiveTerms>(picture, area, font);
    case DiveLevel::Window:
        return std::make_unique<DiveWindow>(picture, area, font, hover);
    case DiveLevel::Products:
        return std::make_unique<DiveProducts>(picture, area, font, hover);
    case DiveLevel::Pixel:
        return std::make_unique<DivePixel>(picture, area, font, hover);
    case DiveLevel::Closed:
        break;
    }
    return nullptr; // the head says why
}

} // namespace ui
