// A convolution with several input and output channels, step by step: one WindowWalk an output channel over the input
// channels that it reads, and the sums as they are written, a partial sum a channel.
#pragma once

#include "core/walk/written_sum.h"

namespace cnn {

struct ChannelTask {
    Tensor input;                // (channels, rows, columns), one image
    std::vector<Tensor> kernels; // one an output channel, each (slices, kernel rows, kernel columns)
    std::vector<float> biases;   // one an output channel
    Window window;               // its kernel sizes must be the kernels'
    // Input and output channels fall into as many groups, in their order, and an output channel reads its own group
    // alone: 1 is an ordinary convolution, as many as input channels a depthwise one. Divides both numbers of channels.
    int groups = 1;

    int channels() const { return input.shape().c; }
    int maps() const { return static_cast<int>(kernels.size()); }
    int slices() const { return channels() / groups; } // of a kernel: the input channels that an output channel reads
    int firstOf(int map) const { return map / (maps() / groups) * slices(); } // of these input channels
    // On the input channels that this output channel reads.
    WindowTask of(int map) const;
    // maps * (slices * kernel rows * kernel columns) weights and one bias a map.
    int parameters() const;
    // One kernel of one row and one column, everywhere, and every pixel once: then the layer is a matrix product,
    // kernels (maps x channels) times pixels (channels x rows * columns).
    bool isMatrixProduct() const;
};

class ChannelWalk {
public:
    // Error(DoesNotFit or Mismatch) in a sentence, as WindowWalk::make.
    static Expected<ChannelWalk> make(ChannelTask task);

    const ChannelTask& task() const { return m_task; }
    // Its channels are counted among those that it reads.
    const WindowWalk& map(int index) const { return m_maps[static_cast<std::size_t>(index)]; }
    // A step of it; a term's channel is the input's.
    WindowStep at(int map, int cell) const;
    int cells() const { return m_maps.front().size(); } // of one output channel
    int termsPerCell() const { return m_maps.front().termsPerStep(); }
    // (output channels, rows, columns)
    const Tensor& output() const { return m_output; }

private:
    explicit ChannelWalk(ChannelTask task) : m_task(std::move(task)) {}
    ChannelTask m_task;
    std::vector<WindowWalk> m_maps;
    Tensor m_output;
};

// The sum of one output cell, channel by channel. It re-adds exactly as written: all terms are rounded alike
// (writeSum), the partial sums are exact sums of what is written, and so is the result.
struct ChannelSums {
    std::vector<WrittenSum> channels; // those begun; the last may be incomplete
    Decimal bias;
    bool complete = false; // all products are there, so the bias is added
    Decimal result;        // so far

    // "19 + 37 + 0 = 56"; without the bias as long as products are missing.
    std::string totalLine() const;
};

// `shown` of the step's terms, 1 .. all of them.
ChannelSums writeChannels(const WindowTask& task, const WindowStep& step, int shown);

// A number as it stands inside a sum: a negative one in parentheses.
std::string inParentheses(const Decimal& number);

} // namespace cnn
