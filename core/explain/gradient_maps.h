// Where a network looks, told by gradients.
//
// Saliency (Simonyan, Vedaldi, Zisserman, "Deep Inside Convolutional Networks", 2014):
//     S[y, x] = max over c of | d logit_k / d input[c, y, x] |
// Grad-CAM (Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", 2017)
// with A the maps of a convolution behind its activation:
//     alpha_c = mean over y, x of  d logit_k / d A[c, y, x]
//     L[y, x] = max(0, sum over c of  alpha_c * A[c, y, x])
#pragma once

#include "core/layers/layer_kind.h"
#include "core/network/network.h"

namespace cnn {

// logit_k is the score of class k: what a softmax at the network's end reads, where there is one.
// `trace`: Network::forward of one image. k: a channel of its output, which must have one row and column.
// (1, rows, columns) of the input.
Tensor saliency(const Network& network, const Trace& trace, int k);
// `layer`: one of filterLayers(). (1, rows, columns) of its output: whoever shows it on the picture scales it up.
Tensor gradCam(const Network& network, const Trace& trace, std::size_t layer, int k);
// What each pixel counts for one unit inside the network on this very picture: the sum over channels of
// |d unit / d input[c, y, x]|, divided by its sum over the picture; all 0 where no gradient arrives. (1, rows, columns)
// of the input. The receptive field (inputRegion) says which pixels may count at all.
Tensor unitGradient(const Network& network, const Trace& trace, std::size_t value, const ValuePlace& unit);

} // namespace cnn
