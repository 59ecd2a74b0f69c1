#include "ui/lessons/training/strip/network_strip.h"

#include "ui/lessons/training/strip/network_figure.h"
#include "ui/lessons/training/strip/stages_figure.h"

namespace ui {
namespace {

bool isThere(const NetworkPicture& picture, const CellRef& cell) {
    if (!picture.find(cell.part)) return false;
    const cnn::Shape shape = partShape(picture, cell.part);
    return cell.map < shape.c && cell.y < shape.h && cell.x < shape.w;
}

} // namespace

std::unique_ptr<StripFigure> networkStrip(QSizeF size, const Style& style,
                                          std::shared_ptr<const NetworkPicture> picture, std::optional<CellRef> hover) {
    if (hover && !isThere(*picture, *hover)) hover.reset(); // of the network, or the images, that were here before
    if (isLeNet5(*picture->network) && !picture->separate)
        if (auto figure = std::make_unique<NetworkFigure>(size, style, picture, hover); figure->isWhole())
            return figure;
    return std::make_unique<StagesFigure>(size, style, std::move(picture), std::move(hover));
}

} // namespace ui
