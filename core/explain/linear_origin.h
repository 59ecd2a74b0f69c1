// What one value is made of where a layer has no window of its own to show: joins, norms, PReLU, resizing, padding,
// transposed convolutions and means whose windows are not all of one size. There a value is a sum of a few values
// before it, each times a number, and of a constant.
//
// The numbers are not written down a second time: they are what the layer's own backward gives for this one value, and
// the constant is what its forward makes of zeros. So they are right as long as its gradients are, which tests prove.
#pragma once

#include "core/layers/layer_kind.h"
#include "core/network/network.h"
#include "core/walk/window_walk.h"

namespace cnn {

struct LinearTerms {
    std::vector<Term> terms;       // c, srcY and srcX in the value that it is of; inY and inX the same
    std::vector<std::size_t> from; // by term: the index in Trace::values
    double bias = 0;
    bool hasBias = false;
};

// Of a layer whose facts say how it makes its values (LayerKind::made), and of pooling whose windows differ.
LinearTerms linearTerms(const Network& network, const Trace& trace, std::size_t layer, const ValuePlace& place);

} // namespace cnn
