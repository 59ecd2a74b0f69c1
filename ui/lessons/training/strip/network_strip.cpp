#include "ui/lessons/training/strip/network_strip.h"

#include "ui/lessons/training/strip/network_figure.h"
#include "ui/lessons/training/strip/stages_figure.h"

namespace ui {

std::unique_ptr<StripFigure> networkStrip(QSizeF size, const Style& style,
                                          std::shared_ptr<const NetworkPicture> picture, std::optional<CellRef> hover) {
    if (hover && !picture->find(hover->part)) hover.reset(); // of the network that was here before
    if (isLeNet5(*picture->network))
        return std::make_unique<NetworkFigure>(size, style, std::move(picture), std::move(hover));
    return std::make_unique<StagesFigure>(size, style, std::move(picture), std::move(hover));
}

} // namespace ui
