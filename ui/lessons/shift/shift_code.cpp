#include "ui/lessons/shift/shift_code.h"

#include <cmath>

namespace ui {
namespace {

QString rows(const cnn::Tensor& t, double scale) {
    QStringList all;
    for (int y = 0; y < t.shape().h; ++y) {
        QStringList row;
        for (int x = 0; x < t.shape().w; ++x)
            row << QString::number(static_cast<double>(t.at(0, y, x)) * scale, 'g', scale > 1 ? 3 : 9);
        all << "    [" + row.join(", ") + "]";
    }
    return "[\n" + all.join(",\n") + ",\n]";
}

QString torch(const ShiftScene& s, const cnn::ShiftTask& t) {
    const QString relu = s.relu ? "F.relu(%1)" : "%1";
    const QString pool = s.pooling == cnn::ShiftPooling::Max       ? "F.max_pool2d(%1, window)"
                         : s.pooling == cnn::ShiftPooling::Average ? "F.avg_pool2d(%1, window)"
                                                                   : "%1";
    return QString("import torch\nimport torch.nn.functional as F\n\n"
                   "picture = torch.tensor(%1)[None, None] / 255\n"
                   "kernel = torch.tensor(%2, dtype=torch.float32)[None, None]\n"
                   "down, right, window = %3, %4, %5\n\n"
                   "# What leaves the picture is lost, what comes in is 0.\n"
                   "moved = F.pad(picture, (right, -right, down, -down))\n\n\n"
                   "def stages(x):\n"
                   "    for _ in range(2):\n"
                   "        x = %6\n"
                   "        x = %7\n"
                   "        yield x\n\n\n"
                   "for before, after in zip(stages(picture), stages(moved)):\n"
                   "    print((after - before).abs().sum() / before.abs().sum())\n"
                   "    y = after[0, 0]\n"
                   "print(y)\n")
        .arg(rows(t.picture, 255), rows(t.kernel, 1))
        .arg(s.down)
        .arg(s.right)
        .arg(s.window)
        .arg(relu.arg("F.conv2d(x, kernel, padding=(kernel.shape[2] // 2, kernel.shape[3] // 2))"), pool.arg("x"));
}

QString numpy(const ShiftScene& s, const cnn::ShiftTask& t) {
    const QString relu = s.relu ? "np.maximum(conv(x), 0)" : "conv(x)";
    const QString pool = s.pooling == cnn::ShiftPooling::Max       ? "blocks(x).max(axis=(1, 3))"
                         : s.pooling == cnn::ShiftPooling::Average ? "blocks(x).mean(axis=(1, 3))"
                                                                   : "x";
    return QString("import numpy as np\n\n"
                   "picture = np.array(%1) / 255\n"
                   "kernel = np.array(%2)\n"
                   "down, right, window = %3, %4, %5\n\n"
                   "# What leaves the picture is lost, what comes in is 0.\n"
                   "n = len(picture)\n"
                   "wide = np.pad(picture, n)\n"
                   "moved = wide[n - down:2 * n - down, n - right:2 * n - right]\n\n\n"
                   "def conv(x):\n"
                   "    padded = np.pad(x, [(k // 2, k // 2) for k in kernel.shape])\n"
                   "    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)\n"
                   "    return (windows * kernel).sum(axis=(2, 3))\n\n\n"
                   "def blocks(x):  # window x window cells each\n"
                   "    m = len(x) // window\n"
                   "    return x[:m * window, :m * window].reshape(m, window, m, window)\n\n\n"
                   "def stages(x):\n"
                   "    for _ in range(2):\n"
                   "        x = %6\n"
                   "        x = %7\n"
                   "        yield x\n\n\n"
                   "for before, after in zip(stages(picture), stages(moved)):\n"
                   "    print(np.abs(after - before).sum() / np.abs(before).sum())\n"
                   "    y = after\n"
                   "print(y)\n")
        .arg(rows(t.picture, 255), rows(t.kernel, 1))
        .arg(s.down)
        .arg(s.right)
        .arg(s.window)
        .arg(relu, pool);
}

QString loops(const ShiftScene& s, const cnn::ShiftTask& t) {
    const QString pool = s.pooling == cnn::ShiftPooling::Max       ? "max(cells)"
                         : s.pooling == cnn::ShiftPooling::Average ? "sum(cells) / len(cells)"
                                                                   : QString();
    QString code = QString("picture = [[v / 255 for v in row] for row in %1]\n"
                           "kernel = %2\n"
                           "down, right, window = %3, %4, %5\n\n"
                           "n = len(picture)\n"
                           "moved = [[0.0] * n for _ in range(n)]  # what comes in is 0\n"
                           "for row in range(n):\n"
                           "    for column in range(n):\n"
                           "        if 0 <= row - down < n and 0 <= column - right < n:\n"
                           "            moved[row][column] = picture[row - down][column - right]\n\n\n"
                           "def conv(x):\n"
                           "    out = [[0.0] * len(x[0]) for _ in x]\n"
                           "    for oy in range(len(x)):\n"
                           "        for ox in range(len(x[0])):\n"
                           "            total = 0.0\n"
                           "            for ky in range(len(kernel)):\n"
                           "                for kx in range(len(kernel[0])):\n"
                           "                    iy, ix = oy - len(kernel) // 2 + ky, ox - len(kernel[0]) // 2 + kx\n"
                           "                    if 0 <= iy < len(x) and 0 <= ix < len(x[0]):  # padding is 0\n"
                           "                        total += x[iy][ix] * kernel[ky][kx]\n"
                           "            out[oy][ox] = %6\n"
                           "    return out\n\n\n")
                       .arg(rows(t.picture, 255), rows(t.kernel, 1))
                       .arg(s.down)
                       .arg(s.right)
                       .arg(s.window)
                       .arg(s.relu ? "max(0.0, total)" : "total");
    if (!pool.isEmpty())
        code += QString("def pool(x):\n"
                        "    out = []\n"
                        "    for oy in range(len(x) // window):\n"
                        "        out.append([])\n"
                        "        for ox in range(len(x[0]) // window):\n"
                        "            cells = []\n"
                        "            for ky in range(window):\n"
                        "                for kx in range(window):\n"
                        "                    cells.append(x[oy * window + ky][ox * window + kx])\n"
                        "            out[oy].append(%1)\n"
                        "    return out\n\n\n")
                    .arg(pool);
    const QString stage = pool.isEmpty() ? "conv(y)" : "pool(conv(y))";
    return code + "y = moved\nfor stage in range(2):\n    y = " + stage + "\nprint(y)\n";
}

} // namespace

QString shiftCode(const ShiftScene& scene, CodeDialect dialect) {
    const cnn::ShiftTask task = scene.task();
    return dialect == CodeDialect::PyTorch ? torch(scene, task)
           : dialect == CodeDialect::NumPy ? numpy(scene, task)
                                           : loops(scene, task);
}

} // namespace ui
