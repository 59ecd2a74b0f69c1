// Numbers as Python writes them, for the code that stands beside a lesson.
#pragma once

#include "core/tensor/tensor.h"
#include "core/tensor/tensor_text.h"

#include <QString>
#include <QStringList>

namespace ui {

inline QString pythonNumber(float value) {
    return QString::fromStdString(cnn::shortest(value));
}

// "1." also where a whole number stands: both libraries take 1 for an integer.
inline QString pythonFloat(float value) {
    const QString text = pythonNumber(value);
    return text.contains('.') || text.contains('e') || text.contains('n') ? text : text + '.';
}

// "[[0, 1], [2, 3]]", with `between` behind each row but the last.
inline QString pythonRows(const cnn::Tensor& grid, const QString& between, QString (*number)(float) = pythonNumber,
                          int channel = 0) {
    QStringList rows;
    for (int y = 0; y < grid.shape().h; ++y) {
        QStringList row;
        for (int x = 0; x < grid.shape().w; ++x) row << number(grid.at(channel, y, x));
        rows << "[" + row.join(", ") + "]";
    }
    return "[" + rows.join(between) + "]";
}

// name = call([[0., 1.], ...]), a row a line.
inline QString pythonArray(const QString& name, const QString& call, const cnn::Tensor& values) {
    const QString head = name + " = " + call + "(";
    return head + pythonRows(values, ",\n" + QString(head.size() + 1, ' '), pythonFloat) + ")\n";
}

// name = [[0, 1], ...] as lists alone, a row a line: for code that needs no library.
inline QString pythonList(const QString& name, const cnn::Tensor& values, int channel = 0) {
    const QString head = name + " = ";
    return head + pythonRows(values, ",\n" + QString(head.size() + 1, ' '), pythonFloat, channel) + "\n";
}

// A remark that says which indices the loop around it has in the step on the stage; the panel marks it.
inline QString pythonNow(int indent, const QString& words) {
    return QString(indent, ' ') + "# now: " + words + "\n";
}

} // namespace ui
