// Where a network looks in one picture, told in three ways, each laid on the picture's pixels.
#pragma once

#include "core/explain/occlusion.h"
#include "core/network/network.h"

#include <QString>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace ui {

// (1, rows, columns) of the picture each.
struct Explanation {
    cnn::Tensor saliency, cam; // 0 or more; without a convolution there is no Grad-CAM: empty
    cnn::Tensor cost;          // probability lost while a pixel's square is covered; below 0: won
    QString layer;             // of Grad-CAM
};
// Grad-CAM looks at the deepest convolution. Throws cnn::Error(Usage) for squares that leave gaps,
// Error(Interrupted).
Explanation explain(const cnn::Network& network, const cnn::Tensor& image, int k, const cnn::OcclusionSettings& square,
                    const std::stop_token& stop = {});
// The cost alone, seen coarsely, of squares of the mean: for many pictures. Throws Error(Interrupted).
cnn::Tensor costOf(const cnn::Network& network, const cnn::Tensor& image, int k, const std::stop_token& stop = {});
// Whether there is a convolution for it.
bool hasCam(const cnn::Network& network);

// cnn::shareOn() where the mask is known; else nothing.
std::optional<double> shareOnCell(const cnn::Tensor& map, const std::vector<std::uint8_t>& mask);

} // namespace ui
