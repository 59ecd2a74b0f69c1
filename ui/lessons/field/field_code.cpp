#include "ui/lessons/field/field_code.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

using cnn::FieldLayer;

// PyTorch's average pooling knows no dilation; a convolution of ones sees the same cells.
QString torchLayer(const FieldLayer& l) {
    if (l.pooling && l.dilation == 1)
        return QString("nn.AvgPool2d(%1, stride=%2, padding=%3)").arg(l.kernel).arg(l.stride).arg(l.padding);
    return QString("nn.Conv2d(1, 1, %1, stride=%2, padding=%3, dilation=%4, bias=False)")
        .arg(l.kernel)
        .arg(l.stride)
        .arg(l.padding)
        .arg(l.dilation);
}

QString torch(const cnn::FieldStack& stack, const cnn::FieldUnit& u) {
    QString code =
        "import torch\nfrom torch import nn\n\n"
        "# All weights 1 and pooling by the mean, so that no path cancels another: the gradient of one unit\n"
        "# is then 0 exactly where the unit sees nothing.\n"
        "net = nn.Sequential(\n";
    for (int i = 1; i <= u.level; ++i)
        code += QString("    %1,  # %2: field %3, jump %4\n")
                    .arg(torchLayer(stack.layers()[static_cast<std::size_t>(i - 1)]))
                    .arg(QString::fromStdString(stack.level(i).name))
                    .arg(stack.level(i).field)
                    .arg(stack.level(i).jump);
    return code + QString(").double()\n"
                          "for weight in net.parameters():\n"
                          "    nn.init.ones_(weight)\n\n"
                          "x = torch.ones(1, 1, %1, %1, dtype=torch.double, requires_grad=True)\n"
                          "net(x)[0, 0, %2, %3].backward()\n"
                          "y = (x.grad[0, 0] != 0).double()\n"
                          "print(y)\n")
                      .arg(stack.level(0).size)
                      .arg(u.y)
                      .arg(u.x);
}

QString layersOf(const cnn::FieldStack& stack, const cnn::FieldUnit& u) {
    QString code = "layers = [  # kernel, stride, padding, dilation\n";
    for (int i = 1; i <= u.level; ++i) {
        const FieldLayer& l = stack.layers()[static_cast<std::size_t>(i - 1)];
        code += QString("    (%1, %2, %3, %4),  # %5\n")
                    .arg(l.kernel)
                    .arg(l.stride)
                    .arg(l.padding)
                    .arg(l.dilation)
                    .arg(QString::fromStdString(stack.level(i).name));
    }
    return code + "]\n";
}

// Which indices of the input a unit sees, from the last layer back to the first.
QString loops(const cnn::FieldStack& stack, const cnn::FieldUnit& u) {
    return layersOf(stack, u) +
           QString("n = %1\n"
                   "sizes = [n]\n"
                   "for k, s, p, d in layers:\n"
                   "    sizes.append((sizes[-1] + 2 * p - d * (k - 1) - 1) // s + 1)\n\n\n"
                   "def seen(unit):\n"
                   "    cells = [unit]\n"
                   "    for i in range(len(layers) - 1, -1, -1):  # back through the layers\n"
                   "        k, s, p, d = layers[i]\n"
                   "        before = []\n"
                   "        for o in cells:\n"
                   "            for t in range(k):\n"
                   "                cell = o * s - p + t * d\n"
                   "                if 0 <= cell < sizes[i] and cell not in before:\n"
                   "                    before.append(cell)\n"
                   "        cells = before\n"
                   "    return cells\n\n\n"
                   "y = [[0] * n for _ in range(n)]\n")
               .arg(stack.level(0).size) +
           pythonNow(
               0, QString("the unit in row %1, column %2 of layer %3, counted from 0").arg(u.y).arg(u.x).arg(u.level)) +
           QString("for row in seen(%1):\n"
                   "    for column in seen(%2):\n"
                   "        y[row][column] = 1\n"
                   "print(y)\n")
               .arg(u.y)
               .arg(u.x);
}

QString numpy(const cnn::FieldStack& stack, const cnn::FieldUnit& u) {
    return "import numpy as np\n\n" + layersOf(stack, u) +
           QString("sizes, field, jump, start = [%1], 1, 1, 0.5\n"
                   "for k, s, p, d in layers:\n"
                   "    sizes.append((sizes[-1] + 2 * p - d * (k - 1) - 1) // s + 1)\n"
                   "    field += d * (k - 1) * jump\n"
                   "    start += (d * (k - 1) / 2 - p) * jump\n"
                   "    jump *= s\n"
                   "    print(\"size\", sizes[-1], \"field\", field, \"jump\", jump, \"start\", start)\n\n\n"
                   "def seen(unit):  # indices of the input, back through the layers\n"
                   "    cells = {unit}\n"
                   "    for (k, s, p, d), n in zip(reversed(layers), reversed(sizes[:-1])):\n"
                   "        cells = {o * s - p + i * d for o in cells for i in range(k)} & set(range(n))\n"
                   "    return sorted(cells)\n\n\n"
                   "y = np.zeros((%1, %1))\n"
                   "y[np.ix_(seen(%2), seen(%3))] = 1\n"
                   "print(y)\n")
               .arg(stack.level(0).size)
               .arg(u.y)
               .arg(u.x);
}

} // namespace

QString fieldCode(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, CodeDialect dialect) {
    return dialect == CodeDialect::PyTorch ? torch(stack, unit)
           : dialect == CodeDialect::NumPy ? numpy(stack, unit)
                                           : loops(stack, unit);
}

} // namespace ui
