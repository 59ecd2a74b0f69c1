#include "ui/lessons/denoise/uses.h"

#include <algorithm>

namespace ui {
namespace {

using Counts = std::vector<int>;

std::size_t lastGrowing(const cnn::Network& network) {
    std::size_t last = 0;
    for (std::size_t i = 0; i < network.size(); ++i)
        if (network.valueShape(i + 1).h > network.valueShape(i).h) last = i;
    return last;
}

// Each value is written to where its window's cells fall.
Counts stamped(const Counts& from, int size, const cnn::Axis& axis) {
    Counts to(static_cast<std::size_t>(size), 0);
    for (int i = 0; i < static_cast<int>(from.size()); ++i)
        for (int k = 0; k < axis.kernel; ++k) {
            const int at = i * axis.stride + k * axis.dilation - axis.padBefore;
            if (at >= 0 && at < size) to[static_cast<std::size_t>(at)] += from[static_cast<std::size_t>(i)];
        }
    return to;
}

// Each value is the sum over its window; padding is nothing.
Counts gathered(const Counts& from, int size, const cnn::Axis& axis) {
    Counts to(static_cast<std::size_t>(size), 0);
    for (int i = 0; i < size; ++i)
        for (int k = 0; k < axis.kernel; ++k) {
            const int at = i * axis.stride + k * axis.dilation - axis.padBefore;
            if (at >= 0 && at < static_cast<int>(from.size()))
                to[static_cast<std::size_t>(i)] += from[static_cast<std::size_t>(at)];
        }
    return to;
}

Counts repeated(const Counts& from, int size) {
    Counts to;
    for (int i = 0; i < size; ++i)
        to.push_back(from[static_cast<std::size_t>(i) * from.size() / static_cast<std::size_t>(size)]);
    return to;
}

Counts alongAxis(const cnn::Network& network, bool rows) {
    const auto extent = [&](std::size_t value) {
        const cnn::Shape& shape = network.valueShape(value);
        return rows ? shape.h : shape.w;
    };
    const std::size_t first = lastGrowing(network);
    Counts counts(static_cast<std::size_t>(extent(first)), 1);
    for (std::size_t i = first; i < network.size(); ++i) {
        const cnn::LayerInfo info = network.layer(i).info();
        const int size = extent(i + 1);
        if (!info.window) {
            if (size != static_cast<int>(counts.size())) counts = repeated(counts, size);
            continue;
        }
        const cnn::Axis& axis = rows ? info.window->y : info.window->x;
        counts = info.kind == "convtranspose2d" ? stamped(counts, size, axis) : gathered(counts, size, axis);
    }
    return counts;
}

} // namespace

Uses usesOf(const cnn::Network& network) {
    return {alongAxis(network, true), alongAxis(network, false)};
}

} // namespace ui
