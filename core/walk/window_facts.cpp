#include "core/walk/window_facts.h"

#include <algorithm>

namespace cnn {
namespace {

// Windows along one axis that read each place, padding included.
std::vector<int> usesAlong(const Axis& axis, int n) {
    std::vector<int> uses(static_cast<std::size_t>(std::max(0, axis.padded(n))));
    const auto outputs = axis.outputs(n);
    for (int o = 0; outputs && o < *outputs; ++o)
        for (int k = 0; k < axis.kernel; ++k) ++uses[static_cast<std::size_t>(axis.tap(o, k) + axis.padBefore)];
    return uses;
}

} // namespace

Tensor windowUses(const Window& window, const Shape& in) {
    const auto rows = usesAlong(window.y, in.h), columns = usesAlong(window.x, in.w);
    Tensor uses({1, static_cast<int>(rows.size()), static_cast<int>(columns.size()), 1});
    std::size_t i = 0;
    for (const int row : rows)
        for (const int column : columns) uses.values()[i++] = static_cast<float>(row * column);
    return uses;
}

std::vector<int> stackedLengths(const Axis& axis, int n, int layers, int longest) {
    std::vector<int> lengths{n};
    for (int layer = 0; layer < layers; ++layer) {
        const auto next = axis.outputs(lengths.back());
        if (!next || *next > longest) break;
        lengths.push_back(*next);
    }
    return lengths;
}

Axis withSamePadding(Axis axis, int n, SameRule rule) {
    int total = axis.extent() - 1;
    if (axis.stride > 1 && rule == SameRule::TensorFlow) {
        const int outputs = (n + axis.stride - 1) / axis.stride;
        total = std::max(0, (outputs - 1) * axis.stride + axis.extent() - n);
    }
    axis.padBefore = total / 2;
    axis.padAfter = axis.stride > 1 && rule == SameRule::PyTorch ? total / 2 : total - total / 2;
    return axis;
}

WindowFit windowFit(const Window& window, const Shape& in) {
    const auto rows = window.y.outputs(in.h), columns = window.x.outputs(in.w);
    if (!rows || !columns) return {};
    WindowFit fit{true, *rows, *columns, 0, 0, 0, 0};
    fit.rowsLeft = (window.y.padded(in.h) - window.y.extent()) % window.y.stride;
    fit.columnsLeft = (window.x.padded(in.w) - window.x.extent()) % window.x.stride;
    fit.products = fit.rows * fit.columns * window.y.kernel * window.x.kernel;
    const Tensor uses = windowUses(window, in);
    for (int y = 0; y < in.h; ++y)
        for (int x = 0; x < in.w; ++x)
            if (uses.at(0, y + window.y.padBefore, x + window.x.padBefore) == 0) ++fit.unread;
    return fit;
}

} // namespace cnn
