#include "core/walk/stamp_walk.h"

namespace cnn {
namespace {

int lengthOf(const Axis& a, int inputs, int added) {
    return (inputs - 1) * a.stride - a.padBefore - a.padAfter + a.kernel + added;
}

std::optional<Error> misfit(const StampTask& task) {
    const auto& [y, x] = task.window;
    const Shape &in = task.input.shape(), &k = task.kernel.shape();
    if (task.input.empty()) return Error(ErrorCode::DoesNotFit, Message::tr("The input is empty."));
    if (task.kernel.empty() || in.c != 1 || k.c != 1 || k.h != y.kernel || k.w != x.kernel || y.dilation != 1 ||
        x.dilation != 1)
        return Error(ErrorCode::Mismatch, Message::tr("The kernel's numbers and its size do not agree."));
    if (task.rowsAdded < 0 || task.columnsAdded < 0 || task.rowsAdded >= y.stride || task.columnsAdded >= x.stride)
        return Error(ErrorCode::Usage,
                     Message::tr("Output padding must be smaller than the stride: 0 to %1 rows, 0 to %2 columns.",
                                 y.stride - 1, x.stride - 1));
    const int rows = lengthOf(y, in.h, task.rowsAdded), columns = lengthOf(x, in.w, task.columnsAdded);
    if (rows < 1 || columns < 1)
        return Error(ErrorCode::DoesNotFit,
                     Message::tr("So much padding cuts the whole output off: %1 rows and %2 columns would be left.",
                                 rows, columns));
    return std::nullopt;
}

} // namespace

Expected<StampWalk> StampWalk::make(StampTask task) {
    if (const auto wrong = misfit(task)) return *wrong;
    StampWalk walk(std::move(task));
    const StampTask& t = walk.m_task;
    const Shape& in = t.input.shape();
    walk.m_output = Tensor({1, lengthOf(t.window.y, in.h, t.rowsAdded), lengthOf(t.window.x, in.w, t.columnsAdded), 1});
    const int all = walk.size() * walk.cellsPerStep();
    for (int y = 0; y < walk.m_output.shape().h; ++y)
        for (int x = 0; x < walk.m_output.shape().w; ++x) walk.m_output.at(0, y, x) = walk.meeting(y, x, all).result;
    return walk;
}

StampStep StampWalk::at(int index) const {
    assert(index >= 0 && index < size());
    const auto& [y, x] = m_task.window;
    const int columns = m_task.input.shape().w;
    StampStep step{index / columns, index % columns, 0, {}};
    step.input = m_task.input.at(0, step.inY, step.inX);
    for (int ky = 0; ky < y.kernel; ++ky)
        for (int kx = 0; kx < x.kernel; ++kx) {
            StampedCell cell{ky, kx, y.tap(step.inY, ky), x.tap(step.inX, kx)};
            cell.cut =
                cell.outY < 0 || cell.outX < 0 || cell.outY >= m_output.shape().h || cell.outX >= m_output.shape().w;
            step.cells.push_back(cell);
        }
    return step;
}

WindowStep StampWalk::meeting(int outY, int outX, int cells) const {
    const auto& [y, x] = m_task.window;
    const Shape& in = m_task.input.shape();
    WindowStep step;
    step.outY = outY;
    step.outX = outX;
    double sum = 0;
    for (int inY = 0; inY < in.h; ++inY)
        for (int inX = 0; inX < in.w; ++inX) {
            const int ky = outY - y.tap(inY, 0), kx = outX - x.tap(inX, 0);
            if (ky < 0 || kx < 0 || ky >= y.kernel || kx >= x.kernel) continue;
            if ((inY * in.w + inX) * cellsPerStep() + ky * x.kernel + kx >= cells) continue;
            Term term{0, ky, kx, inY, inX};
            term.input = m_task.input.at(0, inY, inX);
            term.weight = m_task.kernel.at(0, ky, kx);
            term.srcY = inY;
            term.srcX = inX;
            sum += static_cast<double>(term.input) * static_cast<double>(term.weight);
            step.terms.push_back(term);
        }
    step.result = static_cast<float>(sum);
    return step;
}

Tensor StampWalk::counts() const {
    Tensor counts(m_output.shape());
    const int all = size() * cellsPerStep();
    for (int y = 0; y < counts.shape().h; ++y)
        for (int x = 0; x < counts.shape().w; ++x)
            counts.at(0, y, x) = static_cast<float>(meeting(y, x, all).terms.size());
    return counts;
}

Tensor StampWalk::convolvedBack() const {
    const auto walk = WindowWalk::make({WindowOperation::Convolution, m_output, m_task.kernel, 0, m_task.window});
    assert(walk);
    return walk->output();
}

WindowTask sumTask(const StampTask& task) {
    return {WindowOperation::Convolution, task.input, task.kernel, 0, task.window};
}

} // namespace cnn
