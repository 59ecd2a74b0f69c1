#include "ui/lessons/denoise/denoise_code.h"

#include "ui/model/python_text.h"

namespace ui {
namespace {

constexpr int longestSide = 32; // rows of numbers that can still be read

const char* const torchTwin = R"(import math
import torch

%1
%2
y = reconstructed - clean  # red: too light, blue: too dark
error = (y ** 2).mean().item()
print(f"mean squared error {error:.4f}, PSNR {10 * math.log10(1 / error):.1f} dB")
print(y)
)";

const char* const numpyTwin = R"(import numpy as np

%1
%2
y = reconstructed - clean  # red: too light, blue: too dark
error = (y ** 2).mean()
print(f"mean squared error {error:.4f}, PSNR {10 * np.log10(1 / error):.1f} dB")
print(y)
)";

const char* const loopTwin = R"(%1%2
y = []  # red: too light, blue: too dark
squares = 0
for row in range(len(clean)):
    y.append([])
    for column in range(len(clean[row])):
        difference = reconstructed[row][column] - clean[row][column]
        y[row].append(difference)
        squares += difference ** 2
print("mean squared error", squares / (len(clean) * len(clean[0])))
print(y)
)";

} // namespace

std::vector<NamedNumbers> denoiseNumbers(const DenoisePicture& p) {
    cnn::Tensor error(p.large.shape());
    error.array() = p.large.array() - p.pictures.large.array();
    return {{"error", error},
            {"noisy", p.noisy.large},
            {"reconstructed", p.large},
            {"clean", p.pictures.large},
            {"code", p.code}};
}

QString denoiseCode(const DenoisePicture& p, CodeDialect dialect) {
    const cnn::Shape& shape = p.pictures.shape();
    if (shape.c != 1 || shape.h > longestSide || p.large.empty()) return {};
    if (dialect == CodeDialect::Loops)
        return QString(loopTwin).arg(pythonList("clean", p.pictures.large), pythonList("reconstructed", p.large));
    const bool torch = dialect == CodeDialect::PyTorch;
    const QString call = torch ? "torch.tensor" : "np.array";
    return QString(torch ? torchTwin : numpyTwin)
        .arg(pythonArray("clean", call, p.pictures.large), pythonArray("reconstructed", call, p.large));
}

} // namespace ui
