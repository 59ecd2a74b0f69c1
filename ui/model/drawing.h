// Drawing on a 28x28 grey picture with a soft brush.
#pragma once

#include "core/tensor/tensor.h"

#include <QByteArray>
#include <QPoint>
#include <cstdint>
#include <span>

namespace ui {

struct Drawing {
    static constexpr int side = 28;
    static QByteArray blank() { return QByteArray(side * side, '\0'); }
    static QByteArray from(std::span<const std::uint8_t> pixels) {
        return {reinterpret_cast<const char*>(pixels.data()), static_cast<qsizetype>(pixels.size())};
    }
    // A line from one cell to another, white or (erasing) black, about as thick as the strokes of MNIST's digits: full
    // within 0.7 cells of the line, nothing beyond 1.6. Never makes a white cell darker, never a black one lighter.
    static void stroke(QByteArray& pixels, QPoint from, QPoint to, bool erase);
    // The same on a surface of so many columns with another pen: full within `core` cells of the line, nothing beyond
    // `edge`.
    struct Pen {
        double core, edge;
    };
    static void strokeOn(QByteArray& pixels, int columns, QPoint from, QPoint to, bool erase, Pen pen);
    // 1@28×28 with values 0 .. 1, what the network reads; and back, rounded to 255 steps.
    static cnn::Tensor tensor(const QByteArray& pixels);
    static QByteArray from(const cnn::Tensor& image);
};

} // namespace ui
