#include "ui/lessons/lenet/lenet_code.h"

namespace ui {
namespace {

QString torchActivation(cnn::ActivationKind kind) {
    return kind == cnn::ActivationKind::Relu   ? QStringLiteral("nn.ReLU()")
           : kind == cnn::ActivationKind::Tanh ? QStringLiteral("nn.Tanh()")
                                               : QStringLiteral("nn.Sigmoid()");
}

// Rows and columns behind S4; 0 where the network does not get that far.
int lastSide(const LenetScene& s) {
    const LenetStages stages = lenetStages(s);
    return stages.all.size() > 4 ? stages.all[4].out.h : 0;
}

QString torchCode(const LenetScene& s) {
    const QString act = torchActivation(s.activation);
    const QString pool = s.pooling == cnn::PoolingKind::Max ? "nn.MaxPool2d(2)" : "nn.AvgPool2d(2)";
    const int side = lastSide(s);
    return QString("import torch\nfrom torch import nn\n\n"
                   "net = nn.Sequential(\n"
                   "    nn.Conv2d(1, %1, %2, padding=%3), %4,  # C1\n"
                   "    %5,  # S2\n"
                   "    nn.Conv2d(%1, %6, %2), %4,  # C3\n"
                   "    %5,  # S4\n"
                   "    nn.Flatten(),\n")
               .arg(s.maps1)
               .arg(s.kernel)
               .arg(s.padding)
               .arg(act, pool)
               .arg(s.maps2) +
           QString("    nn.Linear(%1 * %2 * %2, %3), %4,  # F5, also called C5\n"
                   "    nn.Linear(%3, %5), %4,  # F6\n"
                   "    nn.Linear(%5, %6))  # output\n\n"
                   "x = torch.rand(1, 1, %7, %7)\n"
                   "for layer in net:\n"
                   "    x = layer(x)\n"
                   "    count = sum(p.numel() for p in layer.parameters())\n"
                   "    print(f\"{type(layer).__name__:10} {tuple(x.shape[1:])!s:14} {count:7}\")\n"
                   "print(sum(p.numel() for p in net.parameters()))\n")
               .arg(s.maps2)
               .arg(side)
               .arg(s.units1)
               .arg(act)
               .arg(s.units2)
               .arg(s.classes)
               .arg(s.side);
}

QString numpyCode(const LenetScene& s) {
    return QString("import numpy as np\n\n"
                   "side, maps = %1, 1\n"
                   "counts = []\n"
                   "for outputs, kernel, padding in [(%2, %3, %4), (%5, %3, 0)]:\n"
                   "    counts.append(outputs * (maps * kernel * kernel + 1))\n"
                   "    side, maps = side + 2 * padding - kernel + 1, outputs\n"
                   "    side //= 2  # the pool has no parameters\n"
                   "values = maps * side * side\n"
                   "for units in (%6, %7, %8):\n"
                   "    counts.append(units * (values + 1))\n"
                   "    values = units\n"
                   "print(counts, np.sum(counts))\n")
        .arg(s.side)
        .arg(s.maps1)
        .arg(s.kernel)
        .arg(s.padding)
        .arg(s.maps2)
        .arg(s.units1)
        .arg(s.units2)
        .arg(s.classes);
}

// The table of the layers: channels, rows, columns, parameters.
QString loopCode(const LenetScene& s) {
    if (lenetStages(s).last() < 7) return {};
    return QString("side, maps = %1, 1\n"
                   "y = []  # of each layer: channels, rows, columns, parameters\n"
                   "for outputs, kernel, padding in [(%2, %3, %4), (%5, %3, 0)]:\n"
                   "    parameters = outputs * (maps * kernel * kernel + 1)\n"
                   "    side, maps = side + 2 * padding - kernel + 1, outputs\n"
                   "    y.append([maps, side, side, parameters])\n"
                   "    side //= 2  # the pool has no parameters\n"
                   "    y.append([maps, side, side, 0])\n"
                   "values = maps * side * side\n"
                   "for units in (%6, %7, %8):\n"
                   "    y.append([units, 1, 1, units * (values + 1)])\n"
                   "    values = units\n"
                   "print(y)\n")
        .arg(s.side)
        .arg(s.maps1)
        .arg(s.kernel)
        .arg(s.padding)
        .arg(s.maps2)
        .arg(s.units1)
        .arg(s.units2)
        .arg(s.classes);
}

} // namespace

QString lenetCode(const LenetScene& scene, CodeDialect dialect) {
    if (dialect == CodeDialect::Loops) return loopCode(scene);
    return dialect == CodeDialect::PyTorch ? torchCode(scene) : numpyCode(scene);
}

} // namespace ui
