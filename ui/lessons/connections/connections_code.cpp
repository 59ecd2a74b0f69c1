#include "ui/lessons/connections/connections_code.h"

namespace ui {

// On the device "meta" a layer has shapes and no memory, so the dense one may be as large as it wants.
QString connectionsCode(const ConnectionsScene& s, CodeDialect dialect) {
    const QString code =
        dialect == CodeDialect::PyTorch
            ? QString("from torch import nn\n\n"
                      "side, kernel, maps = %1, %2, %3\n"
                      "inputs, outputs = side * side, maps * side * side\n\n\n"
                      "def count(layer):\n"
                      "    return sum(p.numel() for p in layer.parameters())\n\n\n"
                      "conv = nn.Conv2d(1, maps, kernel, padding=kernel // 2)\n"
                      "print(\"dense\", count(nn.Linear(inputs, outputs, device=\"meta\")))\n"
                      "print(\"local\", outputs * count(conv) // maps)  # PyTorch has no such layer\n"
                      "print(\"convolution\", count(conv))\n")
        : dialect == CodeDialect::Loops
            ? QString("side, kernel, maps = %1, %2, %3\n"
                      "inputs, outputs = side * side, maps * side * side\n"
                      "dense = local = shared = 0\n"
                      "for m in range(maps):\n"
                      "    shared += kernel * kernel + 1  # one kernel and its bias for all places\n"
                      "    for place in range(side * side):\n"
                      "        local += kernel * kernel + 1  # a kernel for each place\n"
                      "        dense += inputs + 1  # a weight for each pixel, and the bias\n"
                      "y = [dense, local, shared]\n"
                      "print(y)\n")
            : QString("import numpy as np\n\n"
                      "side, kernel, maps = %1, %2, %3\n"
                      "inputs, outputs = side * side, maps * side * side\n"
                      "weights = np.array([inputs * outputs, outputs * kernel**2, maps * kernel**2])\n"
                      "biases = np.array([outputs, outputs, maps])\n"
                      "for name, count in zip([\"dense\", \"local\", \"convolution\"], weights + biases):\n"
                      "    print(name, count)\n");
    return code.arg(s.side).arg(s.kernel).arg(s.maps);
}

} // namespace ui
