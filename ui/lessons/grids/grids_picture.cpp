#include "ui/lessons/grids/grids_picture.h"

#include "ui/tr.h"

#include <cmath>

namespace ui {

int GridsPicture::shownPlace(int from) const {
    return shuffled ? static_cast<int>(order->to[static_cast<std::size_t>(from)]) : from;
}

int GridsPicture::value(int from, int channel) const {
    return image[static_cast<std::size_t>(channel * imagePlaces + from)];
}

QColor GridsPicture::colour(int from) const {
    if (channels == 1) return QColor(value(from), value(from), value(from));
    return QColor(value(from, 0), value(from, 1), value(from, 2));
}

std::vector<Neighbour> neighbours(int place) {
    const int row = place / imageSide, column = place % imageSide;
    std::vector<Neighbour> all;
    if (row > 0) all.push_back({tr("above"), place - imageSide});
    if (column > 0) all.push_back({tr("left"), place - 1});
    if (column < imageSide - 1) all.push_back({tr("right"), place + 1});
    if (row < imageSide - 1) all.push_back({tr("below"), place + imageSide});
    return all;
}

int edgeOf(std::span<const std::uint8_t> image) {
    int best = imagePlaces / 2 + imageSide / 2, most = -1;
    for (int y = 6; y < imageSide - 6; ++y)
        for (int x = 6; x < imageSide - 6; ++x) {
            const auto at = [&](int dy, int dx) {
                return int{image[static_cast<std::size_t>((y + dy) * imageSide + x + dx)]};
            };
            const int change = std::abs(at(-1, 0) - at(1, 0)) + std::abs(at(0, -1) - at(0, 1));
            if (change > most && at(0, 0) > 60) {
                most = change;
                best = y * imageSide + x;
            }
        }
    return best;
}

} // namespace ui
