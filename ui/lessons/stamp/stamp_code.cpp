#include "ui/lessons/stamp/stamp_code.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

QString stampHead(const cnn::StampTask& t) {
    return QString("# Transposed convolution: a %1 × %2 kernel on a %3 × %4 input.\n")
        .arg(t.kernel.shape().h)
        .arg(t.kernel.shape().w)
        .arg(t.input.shape().h)
        .arg(t.input.shape().w);
}

QString torchStamps(const cnn::StampTask& t) {
    return stampHead(t) + "import torch\nimport torch.nn.functional as F\n\n" +
           pythonArray("x", "torch.tensor", t.input) + pythonArray("w", "torch.tensor", t.kernel) +
           QString("y = F.conv_transpose2d(x[None, None], w[None, None], stride=%1, padding=%2, output_padding=%3)[0, "
                   "0]\n"
                   "print(y)\n")
               .arg(t.window.y.stride)
               .arg(t.window.y.padBefore)
               .arg(t.rowsAdded);
}

QString settings(const cnn::StampTask& t) {
    return QString("s, p, added = %1, %2, %3  # stride, padding, output padding\n")
        .arg(t.window.y.stride)
        .arg(t.window.y.padBefore)
        .arg(t.rowsAdded);
}

QString numpyStamps(const cnn::StampTask& t) {
    return stampHead(t) + "import numpy as np\n\n" + pythonArray("x", "np.array", t.input) +
           pythonArray("w", "np.array", t.kernel) + settings(t) +
           "rows, columns = [(n - 1) * s + k + added for n, k in zip(x.shape, w.shape)]\n"
           "full = np.zeros((rows, columns))\n"
           "for i in range(x.shape[0]):\n"
           "    for j in range(x.shape[1]):  # each value stamps its multiple of the kernel\n"
           "        full[i * s:i * s + w.shape[0], j * s:j * s + w.shape[1]] += x[i, j] * w\n"
           "y = full[p:rows - p, p:columns - p]  # padding is cut off\n"
           "print(y)\n";
}

QString loopStamps(const StampPicture& p) {
    const cnn::StampTask& t = p.task;
    const cnn::StampStep step = p.step();
    const cnn::StampedCell& last = step.cells[static_cast<std::size_t>(p.shown - 1)];
    const QString outer =
        QString("i = %1, j = %2, x[i][j] = %3").arg(step.inY).arg(step.inX).arg(pythonNumber(step.input));
    const QString inner =
        QString("ky = %1, kx = %2, oy = %3, ox = %4").arg(last.ky).arg(last.kx).arg(last.outY).arg(last.outX);
    return stampHead(t) + pythonList("x", t.input) + pythonList("w", t.kernel) + settings(t) +
           "rows = (len(x) - 1) * s - 2 * p + len(w) + added\n"
           "columns = (len(x[0]) - 1) * s - 2 * p + len(w[0]) + added\n"
           "y = [[0.0] * columns for _ in range(rows)]\n"
           "for i in range(len(x)):\n"
           "    for j in range(len(x[0])):\n" +
           pythonNow(8, outer) +
           "        for ky in range(len(w)):\n"
           "            for kx in range(len(w[0])):\n"
           "                oy, ox = i * s - p + ky, j * s - p + kx\n" +
           pythonNow(16, inner) +
           "                if 0 <= oy < rows and 0 <= ox < columns:  # the rest is cut off\n"
           "                    y[oy][ox] += x[i][j] * w[ky][kx]\n"
           "print(y)\n";
}

} // namespace

QString stampCode(const StampPicture& p, CodeDialect dialect) {
    return dialect == CodeDialect::PyTorch ? torchStamps(p.task)
           : dialect == CodeDialect::NumPy ? numpyStamps(p.task)
                                           : loopStamps(p);
}

} // namespace ui
