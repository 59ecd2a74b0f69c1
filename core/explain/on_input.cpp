#include "core/explain/on_input.h"

#include "core/explain/inside.h"

#include <algorithm>

namespace cnn {
namespace {

double middle(const Interval& cells) {
    return static_cast<double>(cells.first + cells.last + 1) / 2;
}

// Which two units lie around a pixel's middle, and the share of the second.
struct Between {
    int first = 0, second = 0;
    double share = 0;
};
Between around(int pixel, double start, double jump, int units) {
    const double unit = std::clamp((pixel + 0.5 - start) / jump, 0.0, static_cast<double>(units - 1));
    const int first = static_cast<int>(unit);
    return {first, std::min(first + 1, units - 1), unit - first};
}

} // namespace

MapPlace placeOnInput(const Network& network, std::size_t value) {
    const Shape units = value > 0 ? network.outputShape(value - 1) : network.inputShape();
    const InputRegion first = inputRegion(network, value, 0, 0);
    const InputRegion last = inputRegion(network, value, units.h - 1, units.w - 1);
    const auto jump = [](double from, double to, int count) { return count > 1 ? (to - from) / (count - 1) : 1.0; };
    const double y = middle(first.rows), x = middle(first.columns);
    return {y, jump(y, middle(last.rows), units.h), x, jump(x, middle(last.columns), units.w)};
}

MapPlace placeOfCells(int stride) {
    const double half = stride / 2.0;
    return {half, static_cast<double>(stride), half, static_cast<double>(stride)};
}

Tensor onInput(const Tensor& map, const MapPlace& place, const Shape& input) {
    assert(map.shape().c == 1);
    Tensor laid(Shape{1, input.h, input.w, 1});
    for (int y = 0; y < input.h; ++y) {
        const Between v = around(y, place.startY, place.jumpY, map.shape().h);
        for (int x = 0; x < input.w; ++x) {
            const Between u = around(x, place.startX, place.jumpX, map.shape().w);
            const auto across = [&](int row) {
                return (1 - u.share) * static_cast<double>(map.at(0, row, u.first)) +
                       u.share * static_cast<double>(map.at(0, row, u.second));
            };
            laid.at(0, y, x) = static_cast<float>((1 - v.share) * across(v.first) + v.share * across(v.second));
        }
    }
    return laid;
}

} // namespace cnn
