// Drawing on a picture of a network's input with a soft brush: a byte a value, channel by channel, row by row.
#pragma once

#include "core/tensor/tensor.h"

#include <QByteArray>
#include <QPoint>
#include <cstdint>
#include <span>

namespace ui {

struct Drawing {
    static constexpr cnn::Shape usual{1, 28, 28, 1}; // what MNIST's images are
    static QByteArray blank(const cnn::Shape& shape = usual) {
        return QByteArray(static_cast<qsizetype>(shape.perImage()), '\0');
    }
    static QByteArray from(std::span<const std::uint8_t> pixels) {
        return {reinterpret_cast<const char*>(pixels.data()), static_cast<qsizetype>(pixels.size())};
    }
    // Whether these bytes are a picture of this shape.
    static bool fits(const QByteArray& pixels, const cnn::Shape& shape) {
        return static_cast<std::size_t>(pixels.size()) == shape.perImage();
    }
    // A line from one cell to another, white or (erasing) black, in all channels; on 28x28 about as thick as the
    // strokes of MNIST's digits, on larger pictures as much thicker. Never makes a white cell darker, never a black one
    // lighter.
    static void stroke(QByteArray& pixels, const cnn::Shape& shape, QPoint from, QPoint to, bool erase);
    // The same on one channel of so many columns with another pen: full within `core` cells of the line, nothing beyond
    // `edge`.
    struct Pen {
        double core, edge;
    };
    static void strokeOn(std::span<char> pixels, int columns, QPoint from, QPoint to, bool erase, Pen pen);
    // Values 0 .. 1, what the network reads; and back, rounded to 255 steps.
    static cnn::Tensor tensor(const QByteArray& pixels, const cnn::Shape& shape = usual);
    static QByteArray from(const cnn::Tensor& image);
};

} // namespace ui
