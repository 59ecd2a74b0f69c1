// Where a network looks, told by covering (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks",
// 2014, section 4.2): the probability of a class while a square covers a part of the picture. What it is covered with
// is a choice that shows: black on a black background covers nothing.
//
//     +---+---+---+---      cell (i, j) is `stride` pixels a side; the square, `side` pixels a side, lies with its
//     |   |...|   |         middle on it and is cut off at the picture's borders:
//     +--.+---+.--+---          rows  i * stride - (side - stride) / 2  and  side - 1  more (columns likewise)
//     |  .|i,j|.  |
//     +--.+---+.--+---
#pragma once

#include "core/base/enum_names.h"
#include "core/network/network.h"

#include <functional>
#include <stop_token>

namespace cnn {

enum class OcclusionBaseline {
    Grey,  // OcclusionSettings::grey, or what `channels` names
    Black, // 0
    Mean,  // the mean of the picture in each channel
    White, // 1
    Blur   // the picture itself, so blurred that no detail of the square's size is left
};
// Their names on the command line.
constexpr EnumName<OcclusionBaseline> occlusionBaselineNames[] = {{OcclusionBaseline::Grey, "grey"},
                                                                  {OcclusionBaseline::Black, "black"},
                                                                  {OcclusionBaseline::Mean, "mean"},
                                                                  {OcclusionBaseline::White, "white"},
                                                                  {OcclusionBaseline::Blur, "blur"}};

struct OcclusionSettings {
    int side = 7, stride = 1;      // pixels, >= 1
    float grey = 0.5F;             // as the network reads it, in every channel that `channels` does not name
    std::vector<float> channels{}; // by channel instead; empty: grey in all
    OcclusionBaseline baseline = OcclusionBaseline::Grey;
    bool operator==(const OcclusionSettings&) const = default;
};

// The whole picture covered: what takes the place of its pixels. `image`: one.
Tensor coveredWhole(const Tensor& image, const OcclusionSettings& settings);
// Covers image n as cell (row, column) says, with what coveredWhole() gave for it.
void cover(Tensor& images, int n, int row, int column, const OcclusionSettings& settings, const Tensor& with);
// The same by what image n is now.
void cover(Tensor& images, int n, int row, int column, const OcclusionSettings& settings);

struct OcclusionMap {
    double whole = 0;   // probability of the class with nothing covered
    Tensor probability; // (1, ceil(rows / stride), ceil(columns / stride), 1) while cell (i, j) is covered
};
// What covering a cell takes from the probability: above 0 it speaks for the class, below 0 against it. (1, rows,
// columns) of the map.
Tensor influence(const OcclusionMap& map);

// `image`: one, of the network's input shape; k: a class. The probability is classShares(). Pictures go through the
// network some at a time, as many as fit into some memory. `done` hears the finished share 0 .. 1 on the calling
// thread. Error(Usage) where the squares would leave pixels between them that none covers (stride > side),
// Error(Interrupted) when it is stopped.
Expected<OcclusionMap> occlusionMap(const Network& network, const Tensor& image, int k,
                                    const OcclusionSettings& settings, const std::stop_token& stop = {},
                                    const std::function<void(double)>& done = {});

} // namespace cnn
