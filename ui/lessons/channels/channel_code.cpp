#include "ui/lessons/channels/channel_code.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

QString listed(const QStringList& items) {
    return "[" + items.join(", ") + "]";
}

// "[[[0, 1], [2, 3]]]": channels, rows, columns.
QString listed(const cnn::Tensor& t) {
    QStringList channels;
    for (int c = 0; c < t.shape().c; ++c) channels << pythonRows(t, ", ", pythonNumber, c);
    return "[" + channels.join(",\n     ") + "]";
}

struct Arrays {
    QString input, kernels, biases;
};

Arrays arraysOf(const cnn::ChannelTask& task) {
    QStringList kernels, biases;
    for (const cnn::Tensor& kernel : task.kernels) kernels << listed(kernel);
    for (const float b : task.biases) biases << pythonNumber(b);
    return {listed(task.input), "[" + kernels.join(",\n    ") + "]", listed(biases)};
}

QString shapeRemark(const cnn::ChannelTask& task) {
    return task.groups > 1 ? QString("# (output channels, input channels of a group, kernel rows, kernel columns)")
                           : QString("# (output channels, input channels, kernel rows, kernel columns)");
}

QString torchCode(const cnn::ChannelTask& task) {
    const Arrays a = arraysOf(task);
    return QString("import torch\n"
                   "import torch.nn.functional as F\n\n"
                   "# one picture: (1, input channels, rows, columns)\n"
                   "x = torch.tensor(\n    [%1], dtype=torch.float32)\n"
                   "%6\n"
                   "w = torch.tensor(\n    %2, dtype=torch.float32)\n"
                   "b = torch.tensor(%3, dtype=torch.float32)  # one bias an output channel\n\n"
                   "y = F.conv2d(x, w, b, stride=%4, padding=%5%7)[0]\n"
                   "print(y)\n")
        .arg(a.input, a.kernels, a.biases)
        .arg(task.window.y.stride)
        .arg(task.window.y.padBefore)
        .arg(shapeRemark(task), task.groups > 1 ? QString(", groups=%1").arg(task.groups) : QString());
}

QString numpyCode(const cnn::ChannelTask& task) {
    const Arrays a = arraysOf(task);
    const int p = task.window.y.padBefore;
    QString code = QString("import numpy as np\n\n"
                           "# (input channels, rows, columns)\n"
                           "x = np.array(\n    %1, dtype=np.float32)\n"
                           "%4\n"
                           "w = np.array(\n    %2, dtype=np.float32)\n"
                           "b = np.array(%3, dtype=np.float32)  # one bias an output channel\n\n")
                       .arg(a.input, a.kernels, a.biases, shapeRemark(task));
    code +=
        QString("padded = np.pad(x, ((0, 0), (%1, %1), (%1, %1)))\n"
                "windows = np.lib.stride_tricks.sliding_window_view(padded, (%2, %3), axis=(1, 2))[:, ::%4, ::%4]\n")
            .arg(p)
            .arg(task.window.y.kernel)
            .arg(task.window.x.kernel)
            .arg(task.window.y.stride);
    if (task.groups > 1)
        return code +
               QString("# each output channel o reads its group of input channels alone; then as without groups\n"
                       "groups, slices = %1, w.shape[1]\n"
                       "of = np.arange(len(w)) // (len(w) // groups) * slices  # the first channel that each reads\n"
                       "y = np.stack([np.einsum(\"chwij,cij->hw\", windows[f:f + slices], k) for f, k in zip(of, w)])\n"
                       "y = y + b[:, None, None]\nprint(y)\n")
                   .arg(task.groups);
    code += QString("# multiply, then add over the channels c and the window i, j\n"
                    "y = np.einsum(\"chwij,ocij->ohw\", windows, w) + b[:, None, None]\n");
    if (task.isMatrixProduct())
        code += "# 1 x 1 kernels: the same as a matrix product over the channels of each pixel\n"
                "Y = w[:, :, 0, 0] @ x.reshape(x.shape[0], -1) + b[:, None]\n"
                "assert np.allclose(Y.reshape(y.shape), y)\n";
    else
        code += "# the same as a matrix product: a row of W is a kernel, a column of X a window, unrolled\n"
                "X = windows.transpose(0, 3, 4, 1, 2).reshape(w[0].size, -1)\n"
                "Y = w.reshape(len(w), -1) @ X + b[:, None]\n"
                "assert np.allclose(Y.reshape(y.shape), y, atol=1e-4)\n";
    return code + "print(y)\n";
}

// Every loop written out, with the indices of the step.
QString loopsOf(const ChannelPicture& p) {
    const Arrays a = arraysOf(p.task);
    const cnn::WindowStep step = p.step();
    const cnn::Term& term = step.terms[static_cast<std::size_t>(p.shown - 1)];
    const int padding = p.task.window.y.padBefore, stride = p.task.window.y.stride;
    QString code = QString("# x[c][row][column], w[o][c][ky][kx], b[o]\n"
                           "x = %1\n"
                           "w = %2\n"
                           "b = %3\n"
                           "rows, columns = %4, %5  # of an output channel\n")
                       .arg(a.input, a.kernels, a.biases)
                       .arg(p.outputRows())
                       .arg(p.outputColumns());
    code += "y = [[[0.0] * columns for _ in range(rows)] for _ in w]\n"
            "for o in range(len(w)):\n";
    if (p.grouped())
        code += QString("    of = o // %1 * %2  # the first input channel of its group\n")
                    .arg(p.maps() / p.task.groups)
                    .arg(p.slices());
    code += "    for oy in range(rows):\n"
            "        for ox in range(columns):\n";
    code += pythonNow(12, QString("o = %1, oy = %2, ox = %3").arg(p.map).arg(step.outY).arg(step.outX));
    code += "            total = b[o]\n"
            "            for c in range(len(" +
            QString(p.grouped() ? "w[0]" : "x") +
            ")):\n"
            "                for ky in range(len(w[0][0])):\n"
            "                    for kx in range(len(w[0][0][0])):\n";
    code += pythonNow(24, QString("c = %1, ky = %2, kx = %3").arg(term.c - p.first()).arg(term.ky).arg(term.kx));
    code += QString("                        iy, ix = oy * %1 - %2 + ky, ox * %1 - %2 + kx\n").arg(stride).arg(padding);
    return code +
           "                        if 0 <= iy < len(x[0]) and 0 <= ix < len(x[0][0]):  # padding is 0\n"
           "                            total += x[" +
           QString(p.grouped() ? "of + c" : "c") +
           "][iy][ix] * w[o][c][ky][kx]\n"
           "            y[o][oy][ox] = total\n"
           "print(y)\n";
}

} // namespace

QString channelCode(const ChannelPicture& p, CodeDialect dialect) {
    return dialect == CodeDialect::PyTorch ? torchCode(p.task)
           : dialect == CodeDialect::NumPy ? numpyCode(p.task)
                                           : loopsOf(p);
}

} // namespace ui
