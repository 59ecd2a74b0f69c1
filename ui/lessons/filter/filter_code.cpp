#include "ui/lessons/filter/filter_code.h"

#include "core/base/error.h"
#include "ui/model/python_text.h"

namespace ui {
namespace {

constexpr int around = 4; // pixels on each side of the probed one that code() computes too

// The outputs around a pixel, as far as the picture goes.
struct Neighbourhood {
    QRect outputs;
    cnn::Tensor patch; // the picture's values they are made from, those beyond the border included
    cnn::Tensor result;
};

Neighbourhood neighbourhood(const FilterShot& shot) {
    const cnn::Shape& size = shot.picture->shape();
    const cnn::Shape& k = shot.scene.kernel.shape();
    const QRect outputs =
        QRect(shot.probe, QSize(1, 1)).adjusted(-around, -around, around, around) & QRect(0, 0, size.w, size.h);
    Neighbourhood n{outputs, {}, {}};
    n.patch = cnn::patchOf(*shot.picture, shot.scene.probed(), outputs.top() - cnn::anchorOf(k.h),
                           outputs.left() - cnn::anchorOf(k.w), outputs.height() + k.h - 1, outputs.width() + k.w - 1,
                           shot.scene.border);
    cnn::WindowTask task{cnn::WindowOperation::Convolution, n.patch, shot.scene.kernel, 0, {}};
    task.window.y.kernel = k.h;
    task.window.x.kernel = k.w;
    n.result = cnn::WindowWalk::make(task).orThrow().output();
    return n;
}

// Every loop written out; the probed pixel is the step.
QStringList loopLines(const FilterShot& shot, const Neighbourhood& n) {
    return {"y = [[0.0] * (len(x[0]) - len(k[0]) + 1) for _ in range(len(x) - len(k) + 1)]",
            "for oy in range(len(y)):",
            "    for ox in range(len(y[0])):",
            pythonNow(8, QString("oy = %1, ox = %2, the pixel that is pointed at")
                             .arg(shot.probe.y() - n.outputs.top())
                             .arg(shot.probe.x() - n.outputs.left()))
                .trimmed()
                .prepend(QString(8, ' ')),
            "        for ky in range(len(k)):",
            "            for kx in range(len(k[0])):",
            "                y[oy][ox] += x[oy + ky][ox + kx] * k[ky][kx]",
            "print(y)"};
}

} // namespace

cnn::Tensor outputsAround(const FilterShot& shot) {
    return neighbourhood(shot).result;
}

QString filterCode(const FilterShot& s, CodeDialect dialect) {
    const Neighbourhood n = neighbourhood(s);
    const bool torch = dialect == CodeDialect::PyTorch, loops = dialect == CodeDialect::Loops;
    const QString make = torch   ? "torch.tensor(%1, dtype=torch.float32)"
                         : loops ? "%1"
                                 : "np.array(%1, dtype=np.float32)";
    const QString indent(torch ? 18 : loops ? 5 : 14, ' ');
    const FilterPicture p = s.with(nullptr);
    QStringList lines;
    if (!loops) lines << (torch ? "import torch\nimport torch.nn.functional as F" : "import numpy as np") << "";
    lines << QString("# %1%2: all that rows %3 to %4, columns %5 to %6 of the output need")
                 .arg(p.source, p.channel.isEmpty() ? "" : ", " + p.channel)
                 .arg(n.outputs.top() + 1)
                 .arg(n.outputs.bottom() + 1)
                 .arg(n.outputs.left() + 1)
                 .arg(n.outputs.right() + 1);
    lines << "x = " + make.arg(pythonRows(n.patch, ",\n" + indent));
    lines << "# " + p.kernelName;
    lines << "k = " + make.arg(pythonRows(s.scene.kernel, ",\n" + indent));
    if (loops) return (lines << loopLines(s, n)).join('\n') + '\n';
    lines << (torch ? "y = F.conv2d(x[None, None], k[None, None])[0, 0]"
                    : "windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)\n"
                      "y = np.einsum(\"ijkl,kl->ij\", windows, k)");
    lines << "print(y)";
    return lines.join('\n') + '\n';
}

} // namespace ui
