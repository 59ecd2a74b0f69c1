#include "ui/lessons/fit/fit_code.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

QString startOf(const cnn::FitTask& task) {
    QStringList rows;
    for (int y = 0; y < task.rows; ++y) {
        QStringList row;
        for (int x = 0; x < task.columns; ++x)
            row << QString::number(task.start[static_cast<std::size_t>(y * task.columns + x)], 'g', 10);
        rows << "[" + row.join(", ") + "]";
    }
    return "[" + rows.join(", ") + "]";
}

const char* const torchCode = R"(import torch
import torch.nn.functional as F

X = torch.tensor(
    %1)
Y = torch.tensor(
    %2)
w = torch.tensor(%3, requires_grad=True)
lr = %4

for i in range(1, %5 + 1):
    Y_hat = F.conv2d(X[None, None], w[None, None])[0, 0]
    loss = ((Y_hat - Y) ** 2).sum()
    loss.backward()
    print(f"update {i}: loss before it {loss.item():.3f}")
    with torch.no_grad():
        w -= lr * w.grad
        w.grad.zero_()

y = w.detach()
print(y)
)";

const char* const numpyCode = R"(import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

X = np.array(
    %1, dtype=float)
Y = np.array(
    %2, dtype=float)
w = np.array(%3)
lr = %4
windows = sliding_window_view(X, w.shape)  # output rows, columns, kernel rows, columns

for i in range(1, %5 + 1):
    error = np.einsum("yxij,ij->yx", windows, w) - Y
    print(f"update {i}: loss before it {(error ** 2).sum():.3f}")
    gradient = 2 * np.einsum("yx,yxij->ij", error, windows)
    w = w - lr * gradient

y = w
print(y)
)";

const char* const plainLoops = R"(X = %1
Y = %2
w = %3
lr = %4

for i in range(1, %5 + 1):
    loss = 0.0
    gradient = [[0.0] * len(w[0]) for _ in w]
    for oy in range(len(Y)):
        for ox in range(len(Y[0])):
            error = -Y[oy][ox]
            for ky in range(len(w)):
                for kx in range(len(w[0])):
                    error += X[oy + ky][ox + kx] * w[ky][kx]
            loss += error ** 2
            for ky in range(len(w)):
                for kx in range(len(w[0])):
                    gradient[ky][kx] += 2 * error * X[oy + ky][ox + kx]
    print(f"update {i}: loss before it {loss:.3f}")
    for ky in range(len(w)):
        for kx in range(len(w[0])):
            w[ky][kx] -= lr * gradient[ky][kx]

y = w
print(y)
)";

} // namespace

QString fitCode(const cnn::KernelFit& fit, CodeDialect dialect) {
    const cnn::FitTask& task = fit.task();
    QString input = pythonRows(task.input, ",\n     "), target = pythonRows(task.target, ",\n     ");
    // Whole numbers would make a tensor of integers.
    if (dialect == CodeDialect::PyTorch) {
        input += ", dtype=torch.float32";
        target += ", dtype=torch.float32";
    }
    return QString(dialect == CodeDialect::PyTorch ? torchCode
                   : dialect == CodeDialect::NumPy ? numpyCode
                                                   : plainLoops)
        .arg(input, target, startOf(task), QString::number(task.learningRate, 'g', 9))
        .arg(fit.updates());
}

} // namespace ui
