#include "ui/lessons/window/window_code.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

bool padded(const cnn::Window& w) {
    return w.y.padBefore + w.y.padAfter + w.x.padBefore + w.x.padAfter > 0;
}

QString pair(int a, int b) {
    return QString("(%1, %2)").arg(a).arg(b);
}

QString head(const WindowScene& s) {
    const cnn::Window w = s.activeWindow();
    const QString what = s.isConvolution()                              ? "Cross-correlation"
                         : s.operation == cnn::WindowOperation::MaxPool ? "Max pooling"
                                                                        : "Average pooling";
    return QString("# %1: a %2 × %3 window on a %4 × %5 input.\n")
        .arg(what)
        .arg(w.y.kernel)
        .arg(w.x.kernel)
        .arg(s.input.shape().h)
        .arg(s.input.shape().w);
}

// Padding must not win a maximum, so there it is minus infinity.
bool lowPadding(const WindowScene& s) {
    return s.operation == cnn::WindowOperation::MaxPool;
}

// Zeros are what both libraries fill with unless told otherwise.
QString modeArgument(const WindowScene& s, const QStringList& names) {
    const auto mode = s.task().padMode;
    return mode == cnn::PadMode::Zeros ? QString() : QString(", mode=\"%1\"").arg(names[static_cast<int>(mode) - 1]);
}

QString torchPadding(const WindowScene& s) {
    const cnn::Window w = s.activeWindow();
    if (!padded(w)) return {};
    return QString("x = F.pad(x, (%1, %2, %3, %4)%5)  # left, right, top, bottom\n")
        .arg(w.x.padBefore)
        .arg(w.x.padAfter)
        .arg(w.y.padBefore)
        .arg(w.y.padAfter)
        .arg(lowPadding(s) ? QString(", value=-torch.inf") : modeArgument(s, {"replicate", "reflect", "circular"}));
}

QString torchOperation(const WindowScene& s) {
    if (s.bypassed()) return "y = x  # no pooling\n";
    const cnn::Window w = s.activeWindow();
    const QString kernel = pair(w.y.kernel, w.x.kernel), stride = pair(w.y.stride, w.x.stride),
                  dilation = pair(w.y.dilation, w.x.dilation);
    const bool dilated = w.y.dilation > 1 || w.x.dilation > 1;
    if (s.isConvolution()) return QString("y = F.conv2d(x, w, stride=%1, dilation=%2)\n").arg(stride, dilation);
    if (s.operation == cnn::WindowOperation::MaxPool)
        return QString("y = F.max_pool2d(x, %1, stride=%2, dilation=%3)\n").arg(kernel, stride, dilation);
    if (!dilated) return QString("y = F.avg_pool2d(x, %1, stride=%2)  # padding counts as zeros\n").arg(kernel, stride);
    const int count = w.y.kernel * w.x.kernel;
    return QString("# avg_pool2d knows no dilation; a kernel of equal weights is the same mean.\n"
                   "w = torch.full((1, 1, %1, %2), 1 / %3)\n"
                   "y = F.conv2d(x, w, stride=%4, dilation=%5)\n")
        .arg(w.y.kernel)
        .arg(w.x.kernel)
        .arg(count)
        .arg(stride, dilation);
}

// "::2" takes every second; everything is ":".
QString every(int step) {
    return step == 1 ? QString(":") : "::" + QString::number(step);
}

QString numpyPadding(const WindowScene& s) {
    const cnn::Window w = s.activeWindow();
    if (!padded(w)) return {};
    return QString("x = np.pad(x, (%1, %2)%3)  # (top, bottom), (left, right)\n")
        .arg(pair(w.y.padBefore, w.y.padAfter), pair(w.x.padBefore, w.x.padAfter),
             lowPadding(s) ? QString(", constant_values=-np.inf") : modeArgument(s, {"edge", "reflect", "wrap"}));
}

QString numpyOperation(const WindowScene& s) {
    if (s.bypassed()) return "y = x  # no pooling\n";
    const cnn::Window w = s.activeWindow();
    QString code = QString("windows = sliding_window_view(x, %1)[%2, %3, %4, %5]  # rows, columns, then each window\n")
                       .arg(pair(w.y.extent(), w.x.extent()), every(w.y.stride), every(w.x.stride), every(w.y.dilation),
                            every(w.x.dilation));
    const QStringList results{"(windows * w).sum(axis=(2, 3))", "windows.max(axis=(2, 3))",
                              "windows.mean(axis=(2, 3))"};
    return code + "y = " + results[static_cast<int>(s.operation)] + "\n";
}

} // namespace

QString torchCode(const WindowScene& s) {
    QString code =
        head(s) + "import torch\nimport torch.nn.functional as F\n\n" + pythonArray("x", "torch.tensor", s.input);
    if (s.isConvolution()) code += pythonArray("w", "torch.tensor", s.kernel);
    code += "x = x[None, None]  # image and channel in front\n";
    if (s.isConvolution()) {
        code += "w = w[None, None]\n";
        code += s.flip ? "w = torch.flip(w, (2, 3))  # turned by 180 degrees: the convolution of mathematics\n"
                       : "# w = torch.flip(w, (2, 3))  # would make it the convolution of mathematics\n";
    }
    code += torchPadding(s) + torchOperation(s);
    if (s.rectifies()) code += "y = F.relu(y)\n";
    return code + "y = y[0, 0]\nprint(y)\n";
}

QString numpyCode(const WindowScene& s) {
    QString code = head(s) + "import numpy as np\nfrom numpy.lib.stride_tricks import sliding_window_view\n\n" +
                   pythonArray("x", "np.array", s.input);
    if (s.isConvolution()) {
        code += pythonArray("w", "np.array", s.kernel);
        code += s.flip ? "w = w[::-1, ::-1]  # turned by 180 degrees: the convolution of mathematics\n"
                       : "# w = w[::-1, ::-1]  # would make it the convolution of mathematics\n";
    }
    code += numpyPadding(s) + numpyOperation(s);
    if (s.rectifies()) code += "y = np.maximum(0, y)\n";
    return code + "print(y)\n";
}

} // namespace ui
