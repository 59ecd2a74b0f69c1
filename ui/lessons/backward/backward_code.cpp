#include "ui/lessons/backward/backward_code.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

bool isMaximum(const BackwardScene& s) {
    return s.forward.operation == cnn::WindowOperation::MaxPool;
}

QString pair(int a, int b) {
    return QString("(%1, %2)").arg(a).arg(b);
}

QString head(const BackwardScene& s) {
    return QString("# The gradient of the %1, given the gradient g of the output.\n")
        .arg(s.pass == BackwardPass::Kernel ? "kernel" : "input");
}

QString torchForward(const BackwardScene& s) {
    const auto& [y, x] = s.forward.window;
    const QString pads = QString("F.pad(x[None, None], (%1, %2, %3, %4)%5)")
                             .arg(x.padBefore)
                             .arg(x.padAfter)
                             .arg(y.padBefore)
                             .arg(y.padAfter)
                             .arg(isMaximum(s) ? ", value=-torch.inf" : "");
    const QString stride = pair(y.stride, x.stride), dilation = pair(y.dilation, x.dilation);
    if (s.forward.isConvolution())
        return QString("out = F.conv2d(%1, w[None, None], stride=%2, dilation=%3)\n").arg(pads, stride, dilation);
    if (isMaximum(s))
        return QString("out = F.max_pool2d(%1, %2, stride=%3, dilation=%4)\n")
            .arg(pads, pair(y.kernel, x.kernel), stride, dilation);
    return QString("w = torch.full(%1, 1 / %2)  # a mean is a kernel of equal weights\n"
                   "out = F.conv2d(%3, w[None, None], stride=%4, dilation=%5)\n")
        .arg(pair(y.kernel, x.kernel))
        .arg(y.kernel * x.kernel)
        .arg(pads, stride, dilation);
}

// A block of the padded input that the window reads at row i, column j.
QString block(const cnn::Window& w) {
    const auto along = [](const cnn::Axis& a, const char* i) {
        return QString("%1*%2:%1*%2 + %3:%4").arg(i).arg(a.stride).arg(a.extent()).arg(a.dilation);
    };
    return "[" + along(w.y, "i") + ", " + along(w.x, "j") + "]";
}

QString numpyStep(const BackwardScene& s) {
    const QString at = block(s.forward.window);
    if (s.pass == BackwardPass::Kernel) return "        y += g[i, j] * xp" + at + "\n";
    if (s.forward.isConvolution()) return "        d" + at + " += g[i, j] * w\n";
    if (!isMaximum(s))
        return QString("        d%1 += g[i, j] / %2\n")
            .arg(at)
            .arg(s.forward.window.y.kernel * s.forward.window.x.kernel);
    return "        window = xp" + at +
           "\n"
           "        winner = np.unravel_index(window.argmax(), window.shape)\n"
           "        d" +
           at + "[winner] += g[i, j]\n";
}

} // namespace

QString backwardTorchCode(const BackwardScene& s) {
    QString code = head(s) + "import torch\nimport torch.nn.functional as F\n\n";
    code += pythonArray("x", "torch.tensor", s.forward.input);
    if (s.forward.isConvolution()) code += pythonArray("w", "torch.tensor", s.forward.activeKernel());
    code += pythonArray("g", "torch.tensor", s.outputGradient());
    const QString wanted = s.pass == BackwardPass::Kernel ? "w" : "x";
    code += wanted + ".requires_grad_()\n" + torchForward(s);
    return code + "out[0, 0].backward(g)\ny = " + wanted + ".grad\nprint(y)\n";
}

QString backwardNumpyCode(const BackwardScene& s) {
    const auto& [y, x] = s.forward.window;
    QString code = head(s) + "import numpy as np\n\n" + pythonArray("x", "np.array", s.forward.input);
    if (s.forward.isConvolution()) code += pythonArray("w", "np.array", s.forward.activeKernel());
    code += pythonArray("g", "np.array", s.outputGradient());
    code += QString("xp = np.pad(x, (%1, %2)%3)\n")
                .arg(pair(y.padBefore, y.padAfter), pair(x.padBefore, x.padAfter),
                     isMaximum(s) ? ", constant_values=-np.inf" : "");
    const bool kernel = s.pass == BackwardPass::Kernel;
    code += kernel ? "y = np.zeros_like(w)\n" : "d = np.zeros_like(xp)\n";
    code += "for i in range(g.shape[0]):\n    for j in range(g.shape[1]):\n" + numpyStep(s);
    if (!kernel) code += QString("y = d[%1:%1 + x.shape[0], %2:%2 + x.shape[1]]\n").arg(y.padBefore).arg(x.padBefore);
    return code + "print(y)\n";
}

} // namespace ui
