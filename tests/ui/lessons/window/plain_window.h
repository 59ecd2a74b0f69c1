// A sliding window as plain loops in double, to hold the program to: every output is its taps, nothing is fast.
#pragma once

#include "core/tensor/tensor.h"

#include <QJsonObject>
#include <QString>
#include <vector>

namespace plain {

// One channel.
struct Plane {
    int rows = 0, columns = 0;
    std::vector<double> values;

    double& at(int y, int x) { return values[static_cast<std::size_t>(y * columns + x)]; }
    double at(int y, int x) const { return values[static_cast<std::size_t>(y * columns + x)]; }
    static Plane filled(int rows, int columns, double value) {
        return {rows, columns, std::vector<double>(static_cast<std::size_t>(rows * columns), value)};
    }
};
using Planes = std::vector<Plane>;

Plane planeFrom(const QJsonArray& rows); // of "0 1 2"
Plane turned(const Plane& plane);        // by 180 degrees

struct Axis {
    int kernel = 1, stride = 1, before = 0, after = 0, dilation = 1;
    // Counted, not calculated.
    int outputs(int inputs) const;
    int tap(int output, int k) const { return output * stride - before + k * dilation; }
};

struct Window {
    Axis y, x;
    QString mode = "zeros";
};

// "stride", "padding", "dilation", "padMode" of a scene; the kernel's size is given.
Window windowFrom(const QJsonObject& scene, int rows, int columns);
// Walks along the padding until a cell of the input is found; -1: a zero.
int source(const QString& mode, int i, int inputs);
// Whether this padding may be filled in this way.
bool padsWell(const Window& window, int rows, int columns);

struct Tap {
    double input = 0, weight = 1;
    bool padding = false;
    int y = -1, x = -1; // the input cell it reads; -1: a zero of the padding
};
// What output (oy, ox) reads: channel, row, column of the kernel. No kernel: weights 1.
std::vector<Tap> taps(const Planes& input, const Planes& kernel, const Window& window, int oy, int ox);

double sum(const std::vector<Tap>& taps);  // of the products
double size(const std::vector<Tap>& taps); // of their magnitudes: what rounding is relative to
// The first largest that is no padding; -1: there is none.
int winner(const std::vector<Tap>& taps);

// Empty, or where they differ by more than rounding. sizes: of each value's terms; empty: the values themselves.
QString difference(const QString& name, const cnn::Tensor* shown, const Planes& truth, const Planes& sizes = {});

} // namespace plain
