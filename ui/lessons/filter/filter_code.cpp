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

} // namespace

cnn::Tensor outputsAround(const FilterShot& shot) {
    return neighbourhood(shot).result;
}

QString filterCode(const FilterShot& s, CodeDialect dialect) {
    const Neighbourhood n = neighbourhood(s);
    const bool torch = dialect == CodeDialect::PyTorch;
    const QString make = torch ? "torch.tensor(%1, dtype=torch.float32)" : "np.array(%1, dtype=np.float32)";
    const QString indent(torch ? 18 : 14, ' ');
    const FilterPicture p = s.with(nullptr);
    QStringList lines;
    lines << (torch ? "import torch\nimport torch.nn.functional as F" : "import numpy as np") << "";
    lines << QString("# %1%2: all that rows %3 to %4, columns %5 to %6 of the output need")
                 .arg(p.source, p.channel.isEmpty() ? "" : ", " + p.channel)
                 .arg(n.outputs.top() + 1)
                 .arg(n.outputs.bottom() + 1)
                 .arg(n.outputs.left() + 1)
                 .arg(n.outputs.right() + 1);
    lines << "x = " + make.arg(pythonRows(n.patch, ",\n" + indent));
    lines << "# " + p.kernelName;
    lines << "k = " + make.arg(pythonRows(s.scene.kernel, ",\n" + indent));
    lines << (torch ? "y = F.conv2d(x[None, None], k[None, None])[0, 0]"
                    : "windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)\n"
                      "y = np.einsum(\"ijkl,kl->ij\", windows, k)");
    lines << "print(y)";
    return lines.join('\n') + '\n';
}

} // namespace ui
