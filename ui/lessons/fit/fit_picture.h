// What the picture of a learning kernel shows, as a value.
#pragma once

#include "core/walk/kernel_fit.h"
#include "ui/figure/figure.h"

#include <memory>

namespace ui {

struct FitPicture {
    QString headline, line;
    std::shared_ptr<const cnn::KernelFit> fit; // never null
    cnn::Tensor truth;                         // the kernel that made the target
    int step = 1;                              // the moment before that update, 1 .. fit->updates() + 1
    std::size_t weight = 0;                    // the chosen one, in reading order
    bool logarithmic = false;
    bool noisy = false;
    std::optional<CellRef> hover;
    QString covered; // a question's id: "loss", "next", "gradient", "rate"

    int rows() const { return fit->task().rows; }
    int columns() const { return fit->task().columns; }
    bool atEnd() const { return step == fit->updates() + 1; }
    bool twoWeights() const { return rows() * columns() == 2; }
    bool covers(const char* id) const { return covered == QLatin1String(id); }
};

} // namespace ui
