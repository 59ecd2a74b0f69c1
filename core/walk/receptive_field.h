// What one unit of a stack of layers sees: which part of the input, and of every map in between.
//
// Layers are square, so rows and columns obey the same numbers. With k kernel, s stride, p padding, d dilation, a layer
// turns size r, jump j and start c (all in pixels of the input) into
//     r' = r + d (k - 1) j        j' = j s        c' = c + (d (k - 1) / 2 - p) j
// beginning with r = 1, j = 1, c = 0.5 at the input (Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional
// Neural Networks", Distill 2019; dilation as in Dumoulin and Visin, 2016).
#pragma once

#include "core/kernels/window.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cnn {

struct FieldLayer {
    static constexpr int largestKernel = 512, largestStride = 64, largestPadding = 256, largestDilation = 64;
    bool pooling = false;
    int kernel = 3, stride = 1, padding = 0, dilation = 1;

    Window window() const { return Window::square(kernel, stride, padding, dilation); }
    // "conv5p2", "pool2": what has its usual value is left out. A pool's usual stride is its kernel.
    std::string text() const;
    bool operator==(const FieldLayer&) const = default;
};

// "conv5p2, pool2, conv5, pool2": conv or pool, the kernel, then s, p, d with a number each, in any order, all
// optional. An error names the item. At most 64 layers, at least one.
Expected<std::vector<FieldLayer>> parseFieldLayers(std::string_view text);
std::string fieldLayersText(std::span<const FieldLayer> layers);

// A level of a stack: 0 is the input, i the output of layer i (counted from 1).
struct FieldLevel {
    std::string name;       // "input", "conv1", "pool1", "conv2": kinds are counted apart
    int size = 0;           // rows, and columns, of the map; 0: the input's size is not known
    std::int64_t field = 1; // r: pixels a side that one unit sees, padding included
    std::int64_t jump = 1;  // j: pixels between the fields of two neighbours
    double start = 0.5;     // c: the middle of the first unit's field; the first pixel's middle is 0.5
};

// First and last index, both included; first > last: nothing.
struct Interval {
    std::int64_t first = 0, last = -1;
    bool empty() const { return first > last; }
    std::int64_t size() const { return empty() ? 0 : last - first + 1; }
    bool contains(std::int64_t i) const { return i >= first && i <= last; }
    bool operator==(const Interval&) const = default;
};

class FieldStack {
public:
    // `input`: rows and columns of the input, 0 when only field, jump and start are asked for. An error names the layer
    // that does not fit, or that goes beyond all bounds.
    static Expected<FieldStack> make(std::vector<FieldLayer> layers, int input = 0);

    const std::vector<FieldLayer>& layers() const { return m_layers; }
    int levels() const { return static_cast<int>(m_levels.size()); }
    const FieldLevel& level(int i) const { return m_levels[static_cast<std::size_t>(i)]; }
    int last() const { return levels() - 1; }

    // Pixels of the input by the recurrences: may reach into the padding, beyond the input's border.
    Interval field(int level, int unit) const;
    // Indices of level `below` that unit `unit` of `level` sees, in order, without those in any padding. With a
    // dilation, or a stride beyond the kernel, there may be holes. Rows and columns alike: a unit (y, x) sees cell
    // (v, u) when y sees v and x sees u. Needs the input's size, as does all that follows.
    std::vector<int> cells(int level, int unit, int below) const;
    // From the first to the last of these.
    Interval region(int level, int unit, int below) const;
    // Indices of level `above` whose units see cell `cell` of `level`.
    std::vector<int> watchers(int level, int cell, int above) const;
    // The middle of a unit's field in pixels, and the unit of a level whose field's middle is nearest to a pixel.
    double centre(int level, int unit) const;
    int nearest(int level, double pixel) const;
    // Weights of all convolutions for one input and one output channel each.
    std::int64_t weightsPerChannelPair() const;

private:
    explicit FieldStack(std::vector<FieldLayer> layers) : m_layers(std::move(layers)) {}
    Expected<FieldLevel> next(const FieldLevel& below, const FieldLayer& layer) const;
    std::vector<FieldLayer> m_layers;
    std::vector<FieldLevel> m_levels;
};

// THE list of well-known stacks. To add one: a line in receptive_field.cpp. Those that are padded otherwise for another
// input share their id: LeNet-5 reads 32 x 32 as it is (LeCun 1998), 28 x 28 with a padding of 2.
struct FieldPreset {
    std::string id, name, layers;
    int input;
    bool thisInputOnly = false; // with an input of another size it is another network
};
std::span<const FieldPreset> fieldPresets();
// The stack of that id for an input of this size, 0 for its usual one; null when there is none of that id. An error
// names the sizes that it has.
Expected<const FieldPreset*> fieldPreset(std::string_view id, int input);

} // namespace cnn
