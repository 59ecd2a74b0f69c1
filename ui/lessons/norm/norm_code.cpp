#include "ui/lessons/norm/norm_code.h"

namespace ui {
namespace {

QString rowsOf(const cnn::Tensor& t) {
    QStringList all;
    for (int y = 0; y < t.shape().h; ++y) {
        QStringList row;
        for (int x = 0; x < t.shape().w; ++x) row << QString::number(static_cast<double>(t.at(0, y, x)), 'g', 9);
        all << "[" + row.join(", ") + "]";
    }
    return "[" + all.join(", ") + "]";
}

QString number(double v) {
    return QString::number(v, 'g', 9);
}

QString torchCode(const NormScene& s) {
    const bool learns = s.mode == NormMode::Training;
    return QString("import torch\nfrom torch import nn\n\n"
                   "picture = torch.tensor(%1, dtype=torch.float32)\n"
                   "others = [torch.tensor(%2, dtype=torch.float32), torch.tensor(%3, dtype=torch.float32)]\n\n\n"
                   "def normalised(batch):\n"
                   "    norm = nn.BatchNorm2d(1)\n"
                   "    with torch.no_grad():\n"
                   "        norm.weight.fill_(%4)\n"
                   "        norm.bias.fill_(%5)\n"
                   "    norm.running_mean.fill_(%6)\n"
                   "    norm.running_var.fill_(%7)\n"
                   "    norm.%8\n"
                   "    return norm(torch.stack(batch)[:, None]).detach()\n\n\n"
                   "for other in reversed(others):\n"
                   "    y = normalised([picture, other])[0, 0]\n"
                   "    print(y)\n")
        .arg(rowsOf(s.pictures[0]), rowsOf(s.pictures[1]), rowsOf(s.pictures[2]), number(s.weight), number(s.bias),
             number(s.mean), number(s.variance), learns ? "train()" : "eval()");
}

QString numpyCode(const NormScene& s) {
    const QString moments =
        s.mode == NormMode::Training
            ? QString("mean, variance = x.mean(), x.var()  # of this batch")
            : QString("mean, variance = %1, %2  # kept of the batches before").arg(number(s.mean), number(s.variance));
    return QString("import numpy as np\n\n"
                   "picture = np.array(%1, dtype=float)\n"
                   "others = [np.array(%2, dtype=float), np.array(%3, dtype=float)]\n\n\n"
                   "def normalised(batch):\n"
                   "    x = np.stack(batch)[:, None]\n"
                   "    %4\n"
                   "    return (x - mean) / np.sqrt(variance + 1e-5) * %5 + %6\n\n\n"
                   "for other in reversed(others):\n"
                   "    y = normalised([picture, other])[0, 0]\n"
                   "    print(y)\n")
        .arg(rowsOf(s.pictures[0]), rowsOf(s.pictures[1]), rowsOf(s.pictures[2]), moments, number(s.weight),
             number(s.bias));
}

QString loops(const NormScene& s) {
    const QString moments = s.mode == NormMode::Training
                                ? QString("    count, total = 0, 0.0\n"
                                          "    for x in batch:\n"
                                          "        for row in x:\n"
                                          "            for v in row:\n"
                                          "                count, total = count + 1, total + v\n"
                                          "    mean, squares = total / count, 0.0  # of this batch\n"
                                          "    for x in batch:\n"
                                          "        for row in x:\n"
                                          "            for v in row:\n"
                                          "                squares += (v - mean) ** 2\n"
                                          "    variance = squares / count\n")
                                : QString("    mean, variance = %1, %2  # kept of the batches before\n")
                                      .arg(number(s.mean), number(s.variance));
    return QString("picture = %1\n"
                   "others = [%2, %3]\n\n\n"
                   "def normalised(batch):\n"
                   "%4"
                   "    return [[[(v - mean) / (variance + 1e-5) ** 0.5 * %5 + %6 for v in row] for row in x] for x in "
                   "batch]\n\n\n"
                   "for other in reversed(others):\n"
                   "    y = normalised([picture, other])[0]\n"
                   "    print(y)\n")
        .arg(rowsOf(s.pictures[0]), rowsOf(s.pictures[1]), rowsOf(s.pictures[2]), moments, number(s.weight),
             number(s.bias));
}

} // namespace

QString normCode(const NormScene& scene, CodeDialect dialect) {
    return dialect == CodeDialect::PyTorch ? torchCode(scene)
           : dialect == CodeDialect::NumPy ? numpyCode(scene)
                                           : loops(scene);
}

} // namespace ui
