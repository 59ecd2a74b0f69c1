#include "ui/lessons/window/window_loops.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

bool padsAnything(const cnn::Window& w) {
    return w.y.padBefore + w.y.padAfter + w.x.padBefore + w.x.padAfter > 0;
}

// "oy * 2 - 1 + ky * 3", without what changes nothing.
QString tapText(const cnn::Axis& a, const QString& o, const QString& k) {
    QString text = o;
    if (a.stride > 1) text += QString(" * %1").arg(a.stride);
    if (a.padBefore > 0) text += QString(" - %1").arg(a.padBefore);
    text += " + " + k;
    if (a.dilation > 1) text += QString(" * %1").arg(a.dilation);
    return text;
}

QString fillerText(cnn::PadMode mode, const QString& i, const QString& length) {
    switch (mode) {
    case cnn::PadMode::Replicate:
        return QString("min(max(%1, 0), %2 - 1)").arg(i, length);
    case cnn::PadMode::Reflect:
        return QString("min(abs(%1), 2 * (%2 - 1) - abs(%1))").arg(i, length);
    case cnn::PadMode::Circular:
        return QString("%1 % %2").arg(i, length);
    case cnn::PadMode::Zeros:
        break;
    }
    return i;
}

QString loopHead(const WindowScene& s) {
    const cnn::Window w = s.activeWindow();
    const QString what = s.isConvolution()                              ? "Cross-correlation"
                         : s.operation == cnn::WindowOperation::MaxPool ? "Max pooling"
                                                                        : "Average pooling";
    QString code = QString("# %1, every loop written out.\n").arg(what) + pythonList("x", s.input);
    if (s.isConvolution()) {
        code += pythonList("w", s.kernel);
        if (s.flip) code += "w = [row[::-1] for row in w[::-1]]  # turned by 180 degrees\n";
        return code;
    }
    return code + QString("rows_of_window, columns_of_window = %1, %2\n").arg(w.y.kernel).arg(w.x.kernel);
}

// What one output cell is made of, `inside` being the line behind a condition where there is one.
struct CellWords {
    QString start, each, end;
};
CellWords cellWords(const WindowScene& s) {
    if (s.isConvolution())
        return {"total = 0.0", "total += x[iy][ix] * w[ky][kx]", s.rectifies() ? "max(0.0, total)" : "total"};
    if (s.operation == cnn::WindowOperation::MaxPool)
        return {"best = float(\"-inf\")", "best = max(best, x[iy][ix])", "best"};
    return {"total = 0.0", "total += x[iy][ix]", "total / (rows_of_window * columns_of_window)"};
}

} // namespace

bool leavesOut(const cnn::Window& window, cnn::PadMode mode) {
    return padsAnything(window) && mode == cnn::PadMode::Zeros;
}

QString tapLines(const cnn::Window& w, cnn::PadMode mode, int indent) {
    const QString blanks(indent, ' ');
    QString lines = blanks + QString("iy, ix = %1, %2\n").arg(tapText(w.y, "oy", "ky"), tapText(w.x, "ox", "kx"));
    if (padsAnything(w) && mode != cnn::PadMode::Zeros)
        lines += blanks + QString("iy, ix = %1, %2  # beyond the border: %3\n")
                              .arg(fillerText(mode, "iy", "len(x)"), fillerText(mode, "ix", "len(x[0])"),
                                   cnn::padModeNames[static_cast<std::size_t>(mode)]);
    return lines;
}

QString loopCode(const WindowScene& s, const cnn::WindowWalk& walk, int cell, int shown) {
    const cnn::Window w = s.activeWindow();
    const cnn::PadMode mode = walk.task().padMode;
    const cnn::WindowStep step = walk.at(cell);
    const cnn::Term& term = step.terms[static_cast<std::size_t>(shown - 1)];
    const cnn::Shape& out = walk.output().shape();
    const CellWords words = cellWords(s);
    const bool leaves = leavesOut(w, mode);
    const QString kernelRows = s.isConvolution() ? "len(w)" : "rows_of_window",
                  kernelColumns = s.isConvolution() ? "len(w[0])" : "columns_of_window";
    QString code = loopHead(s) + QString("rows, columns = %1, %2  # of the output\n").arg(out.h).arg(out.w);
    code += "y = [[0.0] * columns for _ in range(rows)]\n"
            "for oy in range(rows):\n"
            "    for ox in range(columns):\n";
    code += pythonNow(8, QString("oy = %1, ox = %2").arg(step.outY).arg(step.outX));
    code += "        " + words.start + "\n";
    code += QString("        for ky in range(%1):\n            for kx in range(%2):\n").arg(kernelRows, kernelColumns);
    code += tapLines(w, mode, 16);
    code += pythonNow(
        16, QString("ky = %1, kx = %2, so iy = %3, ix = %4").arg(term.ky).arg(term.kx).arg(term.inY).arg(term.inX));
    if (leaves) code += "                if " + insideInput + ":  # padding counts nothing\n    ";
    code += "                " + words.each + "\n";
    return code + "        y[oy][ox] = " + words.end + "\nprint(y)\n";
}

} // namespace ui
