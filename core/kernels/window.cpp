#include "core/kernels/window.h"

#include "core/base/counted.h"

#include <algorithm>
#include <string>

namespace cnn {
namespace {

Error misfit(const Message& sentence) {
    return {ErrorCode::DoesNotFit, sentence};
}

std::string times(int a, int b) {
    return std::to_string(a) + " × " + std::to_string(b);
}

bool touchesInput(const Axis& axis, int output, int inputs) {
    for (int k = 0; k < axis.kernel; ++k)
        if (const int i = axis.tap(output, k); i >= 0 && i < inputs) return true;
    return false;
}

std::optional<Error> padMisfitAlong(PadMode mode, const Axis& axis, int inputs, Message (*counted)(int)) {
    const int most = std::max(axis.padBefore, axis.padAfter);
    const int needed = mode == PadMode::Reflect ? most + 1 : mode == PadMode::Circular ? most : 0;
    if (most == 0 || inputs >= needed) return std::nullopt;
    return misfit(mode == PadMode::Reflect ? Message::tr("Reflect padding of %1 needs at least %2, the input has %3.",
                                                         most, counted(needed), inputs)
                                           : Message::tr("Circular padding of %1 needs at least %2, the input has %3.",
                                                         most, counted(needed), inputs));
}

Expected<int> poolOutputs(const Axis& axis, int inputs) {
    const auto count = axis.outputs(inputs);
    if (!count) return count;
    if (2 * axis.padBefore > axis.kernel || 2 * axis.padAfter > axis.kernel)
        return misfit(Message::tr("Pooling allows padding up to half its window: at most %1 for a window of %2.",
                                  axis.kernel / 2, axis.kernel));
    for (int o = 0; o < *count; ++o)
        if (!touchesInput(axis, o, inputs))
            return misfit(Message::tr("With this padding and dilation a pooling window would see padding only."));
    return count;
}

} // namespace

Expected<int> Axis::outputs(int inputs) const {
    if (kernel < 1) return misfit(Message::tr("A window needs at least one cell."));
    if (stride < 1) return misfit(Message::tr("The stride must be at least 1."));
    if (dilation < 1) return misfit(Message::tr("The dilation must be at least 1."));
    if (padBefore < 0 || padAfter < 0) return misfit(Message::tr("Padding cannot be negative."));
    if (inputs < 1) return misfit(Message::tr("The input is empty."));
    const int room = padded(inputs) - extent();
    if (room < 0)
        return misfit(Message::tr("A window of %1 does not fit %2.", extent(), counted::cells(padded(inputs))));
    return room / stride + 1;
}

Expected<Shape> Window::outputShape(const Shape& in) const {
    const auto rows = y.outputs(in.h);
    const auto columns = x.outputs(in.w);
    if (rows && columns) return Shape{in.c, *rows, *columns, in.n};
    const bool bothSensible = y.padded(in.h) >= 1 && x.padded(in.w) >= 1 && in.h >= 1 && in.w >= 1 && y.kernel >= 1 &&
                              x.kernel >= 1 && y.stride >= 1 && x.stride >= 1 && y.dilation >= 1 && x.dilation >= 1 &&
                              y.padBefore >= 0 && y.padAfter >= 0 && x.padBefore >= 0 && x.padAfter >= 0;
    if (!bothSensible) return rows ? columns.error() : rows.error();
    const bool isPadded = y.padded(in.h) != in.h || x.padded(in.w) != in.w;
    const std::string window = times(y.extent(), x.extent()), input = times(y.padded(in.h), x.padded(in.w));
    return misfit(isPadded ? Message::tr("A %1 window does not fit a %2 padded input.", window, input)
                           : Message::tr("A %1 window does not fit a %2 input.", window, input));
}

int padSource(PadMode mode, int i, int inputs) {
    if (i >= 0 && i < inputs) return i;
    switch (mode) {
    case PadMode::Zeros:
        return -1;
    case PadMode::Replicate:
        return std::clamp(i, 0, inputs - 1);
    case PadMode::Circular:
        return (i % inputs + inputs) % inputs;
    case PadMode::Reflect:
        break;
    }
    if (inputs == 1) return 0;
    const int period = 2 * (inputs - 1); // there and back
    const int at = (i % period + period) % period;
    return at < inputs ? at : period - at;
}

std::optional<Error> padMisfit(PadMode mode, const Window& window, const Shape& in) {
    if (auto rows = padMisfitAlong(mode, window.y, in.h, counted::rows)) return rows;
    return padMisfitAlong(mode, window.x, in.w, counted::columns);
}

Tensor padInput(const Tensor& in, const Window& window, PadMode mode) {
    assert(!padMisfit(mode, window, in.shape()));
    const Shape& s = in.shape();
    Tensor out({s.c, window.y.padded(s.h), window.x.padded(s.w), s.n});
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < out.shape().h; ++y)
            for (int x = 0; x < out.shape().w; ++x) {
                const int fromY = padSource(mode, y - window.y.padBefore, s.h);
                const int fromX = padSource(mode, x - window.x.padBefore, s.w);
                if (fromY < 0 || fromX < 0) continue;
                for (int n = 0; n < s.n; ++n) out.at(c, y, x, n) = in.at(c, fromY, fromX, n);
            }
    return out;
}

Expected<Shape> poolOutputShape(const Window& window, const Shape& in) {
    const auto shape = window.outputShape(in);
    if (!shape) return shape;
    if (const auto rows = poolOutputs(window.y, in.h); !rows) return rows.error();
    if (const auto columns = poolOutputs(window.x, in.w); !columns) return columns.error();
    return shape;
}

} // namespace cnn
