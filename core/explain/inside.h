// Values inside a network: which of them the explanations look at, what feeds them, and gradients between them.
// A value is meant by its index in Trace::values: 0 is the input, i + 1 the output of layer i.
#pragma once

#include "core/layers/layer_kind.h"
#include "core/network/network.h"
#include "core/walk/receptive_field.h"

namespace cnn {

// The layers that have filters: convolutions.
std::vector<std::size_t> filterLayers(const Network& network);
// The value where a layer's output has gone through the activation behind it; its plain output when there is none.
std::size_t activatedValue(const Network& network, std::size_t layer);
// Whether a value can be negative; Kept: if the input can.
Sign signOf(const Network& network, std::size_t value);
// Whether its output is one number a class, as softmax wants it.
bool tellsClasses(const Network& network);
// The scores of its classes: its output, or what a softmax or sigmoid at its end reads.
std::size_t scoreValue(const Network& network);
// What it says of each class, 0 .. 1, image by image: the softmax of its scores; of a network that ends with softmax,
// its logarithm or sigmoid, what these give (with sigmoid each class by itself).
Tensor classShares(const Network& network, const Tensor& output);

// The rows and columns of the input that unit (y, x) of a value sees, from the first to the last: the receptive field,
// window by window downwards (first' = stride * first - padBefore, last' = stride * last - padBefore + extent - 1).
// May reach into the padding, beyond the input's borders. Below a flatten it is everything. Where paths meet, what any
// of them sees; nothing, where none leads to the input.
struct InputRegion {
    Interval rows, columns;
    bool operator==(const InputRegion&) const = default;
};
InputRegion inputRegion(const Network& network, std::size_t value, int y, int x);

// Layers from .. to - 1, writing trace.values[from + 1 .. to]. The trace holds values[from], and in a graph what else
// they read.
void forwardBetween(const Network& network, std::size_t from, std::size_t to, Trace& trace);
// d sum(dFrom * values[from]) / d values[to], to <= from, of a trace whose values from `to` up to `from` are there.
Tensor gradientBetween(const Network& network, const Trace& trace, std::size_t from, const Tensor& dFrom,
                       std::size_t to);

} // namespace cnn
