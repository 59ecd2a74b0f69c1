// The filters of one convolution: what each looks like, what excites it, what it is worth.
#pragma once

#include "core/tensor/tensor.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace ui {

struct FilterPatch {
    std::size_t image = 0; // of the test set
    int y = 0, x = 0;      // where in the map
    float value = 0;
    QString label;
    cnn::Tensor pixels; // what the unit sees there, 0 .. 1
};

struct FilterEntry {
    cnn::Tensor kernel;               // (slices, rows, columns), one slice an input channel
    std::vector<FilterPatch> patches; // the largest value first; empty: not known yet
    cnn::Tensor ideal;                // by gradient ascent, as large as a patch; empty: not known yet
    float idealValue = 0;             // of the filter on it
    std::optional<double> without;    // accuracy of the network without the filter
    bool silent = false;              // a ReLU follows, and no image lifts the filter above zero
    std::vector<int> reads = {};      // the input channels it reads; empty: all
};

struct FilterSheetPicture {
    QString layer;
    int total = 0, first = 0; // filters of the layer; the first of those here
    std::vector<FilterEntry> filters;
    double weightEnd = 0; // the largest magnitude of a weight in the layer: the end of the kernels' colours
    std::size_t images = 0, ofImages = 0; // test images that are looked at, from the first; how many there are
    double accuracy = 0;                  // of the whole network on those looked at
    QString trouble;                      // a sentence instead of filters

    const FilterEntry& filter(int index) const { return filters[static_cast<std::size_t>(index - first)]; }
    // The filter that costs most when it is knocked out; nothing while that is not known, or when none costs anything.
    std::optional<int> worthMost() const;
};

} // namespace ui
