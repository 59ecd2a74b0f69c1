#include "ui/lessons/backward/backward_loops.h"

#include "ui/lessons/window/window_loops.h"
#include "ui/model/python_text.h"

namespace ui {
namespace {

QString loopsHead(const BackwardScene& s) {
    QString code = QString("# The gradient of the %1, given the gradient g of the output: every loop written out.\n")
                       .arg(s.pass == BackwardPass::Kernel ? "kernel" : "input");
    code += pythonList("x", s.forward.input);
    if (s.forward.isConvolution()) code += pythonList("w", s.forward.activeKernel());
    return code + pythonList("g", s.outputGradient());
}

// Each weight: every input it met, times the gradient of the output that came of it.
QString kernelLoops(const BackwardScene& s, const cnn::WindowWalk& walk, int cell, int shown) {
    const cnn::WindowStep step = walk.at(cell);
    const cnn::Term& term = step.terms[static_cast<std::size_t>(shown - 1)]; // its weight is an output's gradient
    const bool leaves = leavesOut(s.forward.window, s.forward.padMode);
    QString code = "y = [[0.0] * len(w[0]) for _ in w]\n"
                   "for ky in range(len(w)):\n"
                   "    for kx in range(len(w[0])):\n";
    code += pythonNow(8, QString("ky = %1, kx = %2").arg(step.outY).arg(step.outX));
    code += "        for oy in range(len(g)):\n            for ox in range(len(g[0])):\n";
    code += tapLines(s.forward.window, s.forward.padMode, 16);
    code += pythonNow(16, QString("oy = %1, ox = %2").arg(term.ky).arg(term.kx));
    if (leaves) code += "                if " + insideInput + ":  # padding is 0\n    ";
    return code + "                y[ky][kx] += g[oy][ox] * x[iy][ix]\n";
}

// Each input: the gradient of every output it fed, times the weight that it met there.
QString inputLoops(const BackwardScene& s, const cnn::WindowWalk& walk, int cell) {
    const cnn::WindowStep step = walk.at(cell);
    QString code = "y = [[0.0] * len(x[0]) for _ in x]\n"
                   "for oy in range(len(g)):\n"
                   "    for ox in range(len(g[0])):\n"
                   "        for ky in range(len(w)):\n"
                   "            for kx in range(len(w[0])):\n";
    code += tapLines(s.forward.window, s.forward.padMode, 16);
    code += "                if " + insideInput + ":\n";
    code += pythonNow(20, QString("all that comes to iy = %1, ix = %2").arg(step.outY).arg(step.outX));
    return code + "                    y[iy][ix] += g[oy][ox] * w[ky][kx]\n";
}

QString poolLoops(const BackwardScene& s, const cnn::WindowWalk& walk, int cell) {
    const cnn::WindowStep step = walk.at(cell);
    const cnn::Window& w = walk.task().window; // one cell where pooling is left out
    QString code = QString("kernel_rows, kernel_columns = %1, %2\n").arg(w.y.kernel).arg(w.x.kernel);
    code += "y = [[0.0] * len(x[0]) for _ in x]\n"
            "for oy in range(len(g)):\n"
            "    for ox in range(len(g[0])):\n";
    code += pythonNow(8, QString("oy = %1, ox = %2").arg(step.outY).arg(step.outX));
    const bool maximum = s.forward.operation == cnn::WindowOperation::MaxPool;
    if (maximum) code += "        winner = None\n";
    code += "        for ky in range(kernel_rows):\n            for kx in range(kernel_columns):\n";
    code += tapLines(w, cnn::PadMode::Zeros, 16);
    code += "                if " + insideInput + ":\n";
    if (!maximum) return code + "                    y[iy][ix] += g[oy][ox] / (kernel_rows * kernel_columns)\n";
    return code + "                    if winner is None or x[iy][ix] > x[winner[0]][winner[1]]:\n"
                  "                        winner = iy, ix  # the first of equals\n"
                  "        y[winner[0]][winner[1]] += g[oy][ox]\n";
}

} // namespace

QString backwardLoopCode(const BackwardScene& s, const cnn::WindowWalk& walk, int cell, int shown) {
    return loopsHead(s) +
           (s.pass == BackwardPass::Kernel  ? kernelLoops(s, walk, cell, shown)
            : s.pass == BackwardPass::Input ? inputLoops(s, walk, cell)
                                            : poolLoops(s, walk, cell)) +
           "print(y)\n";
}

} // namespace ui
