#include "core/kernels/window_plan.h"

#include <cstring>

namespace cnn::kernels {
namespace {

// Where a column of the padded input stands in a row of the copy.
int columnInCopy(int column, int stride, int columnsPerPhase) {
    return column % stride * columnsPerPhase + column / stride;
}

// Calls visit(offset in the copy, offset in the tensor, floats) for every stretch of cells that both have side by side.
template<class Visit> void forEachStretch(const Shape& in, const WindowPlan& plan, const Window& window, Visit visit) {
    const auto images = static_cast<std::size_t>(in.n);
    const int stride = window.x.stride, perPhase = plan.packed.w / stride;
    for (int c = 0; c < in.c; ++c)
        for (int y = 0; y < in.h; ++y) {
            const auto to = (static_cast<std::size_t>(c) * static_cast<std::size_t>(plan.packed.h) +
                             static_cast<std::size_t>(y + window.y.padBefore)) *
                            static_cast<std::size_t>(plan.packed.w);
            const auto from =
                (static_cast<std::size_t>(c) * static_cast<std::size_t>(in.h) + static_cast<std::size_t>(y)) *
                static_cast<std::size_t>(in.w);
            if (stride == 1) {
                visit((to + static_cast<std::size_t>(window.x.padBefore)) * images, from * images,
                      static_cast<std::size_t>(in.w) * images);
                continue;
            }
            for (int x = 0; x < in.w; ++x) {
                const int place = columnInCopy(x + window.x.padBefore, stride, perPhase);
                visit((to + static_cast<std::size_t>(place)) * images, (from + static_cast<std::size_t>(x)) * images,
                      images);
            }
        }
}

} // namespace

void WindowPlan::make(const Shape& in, const Window& window) {
    const Axis &ay = window.y, &ax = window.x;
    const int outH = *ay.outputs(in.h), outW = *ax.outputs(in.w);
    copies = ay.padBefore || ay.padAfter || ax.padBefore || ax.padAfter || ax.stride > 1;
    const int perPhase = (ax.padded(in.w) + ax.stride - 1) / ax.stride;
    packed = copies ? Shape{in.c, ay.padded(in.h), perPhase * ax.stride, in.n} : in;
    const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(packed.w) * in.n;
    runs = {outH, static_cast<std::ptrdiff_t>(outW) * in.n, row * ay.stride};
    taps.clear();
    for (int c = 0; c < in.c; ++c)
        for (int ky = 0; ky < ay.kernel; ++ky)
            for (int kx = 0; kx < ax.kernel; ++kx)
                taps.push_back((static_cast<std::ptrdiff_t>(c) * packed.h + ky * ay.dilation) * row +
                               static_cast<std::ptrdiff_t>(columnInCopy(kx * ax.dilation, ax.stride, perPhase)) * in.n);
}

const float* arrange(const WindowPlan& plan, const Window& window, const Tensor& in, Tensor& room) {
    if (!plan.copies) return in.data();
    room.reshapeTo(plan.packed);
    room.fill(0);
    forEachStretch(in.shape(), plan, window, [&](std::size_t to, std::size_t from, std::size_t floats) {
        std::memcpy(room.data() + to, in.data() + from, floats * sizeof(float));
    });
    return room.data();
}

void restore(const WindowPlan& plan, const Window& window, const Tensor& room, Tensor& dIn) {
    forEachStretch(dIn.shape(), plan, window, [&](std::size_t from, std::size_t to, std::size_t floats) {
        std::memcpy(dIn.data() + to, room.data() + from, floats * sizeof(float));
    });
}

} // namespace cnn::kernels
