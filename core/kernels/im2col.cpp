#include "core/kernels/im2col.h"

#include <algorithm>
#include <cstring>

namespace cnn::kernels {
namespace {

// Calls visit(entry offset, cell offset or -1 for padding, run length) for runs of output columns whose cells lie
// side by side in memory: whole stretches at stride 1, single columns otherwise. Offsets count floats.
template<class Visit> void forEachRun(const Shape& in, const Window& window, int oy, int outW, Visit visit) {
    const auto images = static_cast<std::size_t>(in.n);
    const auto rowLength = static_cast<std::size_t>(outW) * images;
    std::size_t row = 0;
    for (int c = 0; c < in.c; ++c)
        for (int ky = 0; ky < window.y.kernel; ++ky) {
            const int iy = window.y.tap(oy, ky);
            for (int kx = 0; kx < window.x.kernel; ++kx, row += rowLength) {
                if (iy < 0 || iy >= in.h) {
                    visit(row, std::ptrdiff_t{-1}, rowLength);
                    continue;
                }
                const auto line = (static_cast<std::ptrdiff_t>(c) * in.h + iy) * in.w;
                const int first = window.x.tap(0, kx);
                if (window.x.stride == 1) {
                    const int begin = std::clamp(-first, 0, outW);
                    const int end = std::clamp(in.w - first, begin, outW);
                    const auto at = [&](int x) { return row + static_cast<std::size_t>(x) * images; };
                    if (begin > 0) visit(row, std::ptrdiff_t{-1}, at(begin) - row);
                    if (end > begin) visit(at(begin), (line + first + begin) * in.n, at(end) - at(begin));
                    if (end < outW) visit(at(end), std::ptrdiff_t{-1}, at(outW) - at(end));
                    continue;
                }
                for (int x = 0; x < outW; ++x) {
                    const int ix = first + x * window.x.stride;
                    const bool inside = ix >= 0 && ix < in.w;
                    visit(row + static_cast<std::size_t>(x) * images, inside ? (line + ix) * in.n : -1, images);
                }
            }
        }
}

} // namespace

void gatherRow(const Tensor& in, const Window& window, int oy, int outW, float* columns) {
    const float* cells = in.data();
    forEachRun(in.shape(), window, oy, outW, [&](std::size_t entry, std::ptrdiff_t cell, std::size_t length) {
        if (cell < 0)
            std::memset(columns + entry, 0, length * sizeof(float));
        else
            std::memcpy(columns + entry, cells + cell, length * sizeof(float));
    });
}

void scatterRow(const float* columns, const Window& window, int oy, int outW, Tensor& dIn) {
    float* cells = dIn.data();
    forEachRun(dIn.shape(), window, oy, outW, [&](std::size_t entry, std::ptrdiff_t cell, std::size_t length) {
        if (cell < 0) return;
        const float* from = columns + entry;
        float* to = cells + cell;
        for (std::size_t i = 0; i < length; ++i) to[i] += from[i];
    });
}

} // namespace cnn::kernels
