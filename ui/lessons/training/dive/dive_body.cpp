#include "ui/lessons/training/dive/dive_body.h"

#include "ui/lessons/training/dive/dive_map.h"
#include "ui/lessons/training/dive/dive_pixel.h"
#include "ui/lessons/training/dive/dive_products.h"
#include "ui/lessons/training/dive/dive_terms.h"
#include "ui/lessons/training/dive/dive_window.h"
#include "ui/lessons/training/dive/dive_words.h"

namespace ui {

void DiveBody::paintAfterwards(const Brush& to, QRectF at) const {
    at.setHeight(row());
    for (const QString& line : afterwards(m_picture)) {
        to.writeFitting(at, line, text(), to.c.text, Weight::SemiBold);
        at.translate(0, row());
    }
}

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
