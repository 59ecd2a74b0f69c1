#include "core/walk/window_walk.h"

#include "core/base/counted.h"

#include <algorithm>

namespace cnn {
namespace {

float resultOf(WindowOperation operation, const std::vector<Term>& terms, float bias, int& winner) {
    winner = -1;
    if (operation == WindowOperation::MaxPool) {
        for (int i = 0; i < static_cast<int>(terms.size()); ++i) {
            const auto& term = terms[static_cast<std::size_t>(i)];
            if (!term.padding && (winner < 0 || term.input > terms[static_cast<std::size_t>(winner)].input)) winner = i;
        }
        assert(winner >= 0);
        return terms[static_cast<std::size_t>(winner)].input;
    }
    // In double: what is shown as exact must not carry the rounding of a long float sum.
    double sum = 0;
    for (const Term& term : terms) sum += static_cast<double>(term.input) * static_cast<double>(term.weight);
    if (operation == WindowOperation::AvgPool) return static_cast<float>(sum / static_cast<double>(terms.size()));
    return static_cast<float>(sum + static_cast<double>(bias));
}

} // namespace

Expected<WindowWalk> WindowWalk::make(WindowTask task) {
    const bool convolution = task.operation == WindowOperation::Convolution;
    const Shape& in = task.input.shape();
    if (task.input.empty()) return Error(ErrorCode::DoesNotFit, Message::tr("The input is empty."));
    if (convolution) {
        const Shape& k = task.kernel.shape();
        if (task.kernel.empty() || k.h != task.window.y.kernel || k.w != task.window.x.kernel)
            return Error(ErrorCode::Mismatch, Message::tr("The kernel's numbers and its size do not agree."));
        if (k.c != in.c)
            return Error(ErrorCode::Mismatch,
                         Message::tr("The kernel has %1, the input %2.", counted::channels(k.c), in.c));
    }
    const auto shape = convolution ? task.window.outputShape(in) : poolOutputShape(task.window, in);
    if (!shape) return shape.error();
    if (const auto misfit = padMisfit(task.padMode, task.window, in)) return *misfit;
    const Window& w = task.window;
    if (!convolution && task.padMode != PadMode::Zeros && (w.y.padded(in.h) > in.h || w.x.padded(in.w) > in.w))
        return Error(ErrorCode::Usage,
                     Message::tr("Pooling pads with zeros only; the other ways of padding are for convolutions."));
    WindowWalk walk(std::move(task));
    const auto atMost = [](int places, int most) { return most > 0 ? std::min(places, most) : places; };
    walk.m_output = Tensor({1, atMost(shape->h, walk.m_task.mostRows), atMost(shape->w, walk.m_task.mostColumns), 1});
    for (int i = 0; i < walk.size(); ++i) walk.m_output.values()[static_cast<std::size_t>(i)] = walk.at(i).result;
    return walk;
}

WindowStep WindowWalk::at(int index) const {
    assert(index >= 0 && index < size());
    return windowStep(m_task, index / m_output.shape().w, index % m_output.shape().w);
}

WindowStep windowStep(const WindowTask& task, int outY, int outX) {
    WindowStep step;
    step.outY = outY;
    step.outX = outX;
    const bool convolution = task.operation == WindowOperation::Convolution;
    const Shape& in = task.input.shape();
    for (int c = 0; c < in.c; ++c)
        for (int ky = 0; ky < task.window.y.kernel; ++ky)
            for (int kx = 0; kx < task.window.x.kernel; ++kx) {
                Term term{c, ky, kx, task.window.y.tap(outY, ky), task.window.x.tap(outX, kx)};
                term.padding = term.inY < 0 || term.inY >= in.h || term.inX < 0 || term.inX >= in.w;
                term.srcY = padSource(task.padMode, term.inY, in.h);
                term.srcX = padSource(task.padMode, term.inX, in.w);
                if (term.srcY < 0 || term.srcX < 0)
                    term.srcY = term.srcX = -1;
                else
                    term.input = task.input.at(c, term.srcY, term.srcX);
                if (convolution) term.weight = task.kernel.at(c, ky, kx);
                step.terms.push_back(term);
            }
    step.result = resultOf(task.operation, step.terms, task.bias, step.winner);
    return step;
}

std::vector<Place> WindowWalk::outputsFedBy(int y, int x) const {
    const Shape& in = m_task.input.shape();
    const bool inside = y >= 0 && x >= 0 && y < in.h && x < in.w;
    const auto along = [&](const Axis& axis, int outputs, int inputs, int wanted) {
        const auto reads = [&](int i) { return (inside ? padSource(m_task.padMode, i, inputs) : i) == wanted; };
        std::vector<int> found;
        for (int o = 0; o < outputs; ++o)
            for (int k = 0; k < axis.kernel; ++k)
                if (reads(axis.tap(o, k))) {
                    found.push_back(o);
                    break; // once an output, even when it reads the cell and its mirror image
                }
        return found;
    };
    const std::vector<int> columns = along(m_task.window.x, m_output.shape().w, in.w, x);
    std::vector<Place> places;
    for (const int oy : along(m_task.window.y, m_output.shape().h, in.h, y))
        for (const int ox : columns) places.push_back({oy, ox});
    return places;
}

std::vector<Place> WindowWalk::inputsMetBy(int ky, int kx) const {
    std::vector<Place> places;
    for (int oy = 0; oy < m_output.shape().h; ++oy)
        for (int ox = 0; ox < m_output.shape().w; ++ox)
            places.push_back({m_task.window.y.tap(oy, ky), m_task.window.x.tap(ox, kx)});
    return places;
}

Tensor flipped(const Tensor& kernel) {
    const Shape& s = kernel.shape();
    Tensor turned(s);
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x) turned.at(c, y, x) = kernel.at(c, s.h - 1 - y, s.w - 1 - x);
    return turned;
}

} // namespace cnn
