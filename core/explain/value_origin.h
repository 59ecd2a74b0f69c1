// Where one value inside a network comes from: its window, every term, and the sum as it is written.
//
// Written numbers add up exactly as they are written, and products are what their written factors make
// (written_total.h); the result is the network's own value, to three figures and mostly to the last place shown.
#pragma once

#include "core/layers/layer_kind.h"
#include "core/network/network.h"
#include "core/walk/window_walk.h"
#include "core/walk/written_total.h"

namespace cnn {

enum class OriginKind {
    Sum,      // products and a bias: convolutions, dense layers
    Largest,  // of a window
    Mean,     // of a window
    Function, // of the one value before it
    Copy,     // of one value before it: flatten, upsampling, dropout (which drops nothing but while it learns)
    Share     // of the sum of e to each channel's value at the place (softmax), or its logarithm
};

struct ValueOrigin {
    OriginKind kind = OriginKind::Copy;
    LayerInfo layer; // that made it
    ValuePlace place;
    double value = 0; // as the network computed it
    // Channel by channel, row by row of the window; Term::c is the channel in the layer's input. A dense layer has a
    // channel for each of its inputs, and its terms stand in the order of their size.
    // Those of a join, a norm and the like (linear_origin.h) are a list, largest first; of a Share, the channels.
    std::vector<Term> terms;
    std::size_t read = 0;          // the value that they are of, as an index in Trace::values
    std::vector<std::size_t> from; // by term, where the layer reads several; else empty
    std::size_t readOf(std::size_t term) const { return from.empty() ? read : from[term]; }
    int rows = 1, columns = 1; // of the window
    int winner = -1;           // of the terms, for Largest; the one asked for, for Share
    double bias = 0;
    bool hasBias = false;

    // As written. numbers: of Sum the products; of Share e to (value − largest value); else the values themselves. Of a
    // dense layer's, the first `shownAlone` are what their factors make, those behind them make up what is left of the
    // sum.
    static constexpr std::size_t shownAlone = 25;
    std::vector<Decimal> numbers;
    Decimal writtenBias, sum, result; // sum: of Mean, before it is divided
    bool exact = true;                // false: no decimal ends the mean, or a function's value
    int places = 0;                   // of Sum's numbers
    bool writable = true;             // false: numbers too large for decimals, or too small; none of those above is set
    bool vanishes = false;            // too small

    // Of Sum: a term as it stands beside its factors.
    WrittenProduct product(std::size_t term) const;

    std::size_t perChannel() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns); }
    std::size_t channels() const { return terms.size() / perChannel(); }
    // Of Sum: what is written of the terms first .. last - 1, exactly.
    Decimal sumOf(std::size_t first, std::size_t last) const;
    // "0.1 + (−0.2) + 0.05 = −0.05" with the bias last, "max(1, 2) = 2", "(1 + 2) ÷ 2 = 1.5", "max(0, −1) = 0",
    // "tanh(1) ≈ 0.762". Of Sum at most `most` terms, and between them and the bias the others' number and sum.
    std::string line(std::size_t most = static_cast<std::size_t>(-1)) const;
};

// Whether originOf knows what this layer does; it does of every kind in the catalogue.
bool explained(const Layer& layer);
// Of value `place` of the output of layer `layer`, which must be explained. The trace is of one image.
ValueOrigin originOf(const Network& network, const Trace& trace, std::size_t layer, const ValuePlace& place);

// Where the largest value of a layer's output stands (signs count; the first in reading order among equals).
ValuePlace strongest(const Tensor& values);

} // namespace cnn
