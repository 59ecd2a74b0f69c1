// The windows of a data set that excite a filter most: for each of its images the unit of the filter's map with the
// largest value, of these the best. The value is the convolution's own, before its activation, so that a filter that
// never fires has an order too; every activation keeps that order (Zeiler and Fergus 2014; Zhou et al., "Object
// Detectors Emerge in Deep Scene CNNs", 2015).
#pragma once

#include "core/data/dataset.h"
#include "core/explain/inside.h"

#include <stop_token>

namespace cnn {

struct Patch {
    std::size_t image = 0; // of the data set
    int y = 0, x = 0;      // the unit of the map
    float value = 0;
    bool operator==(const Patch&) const = default;
};

struct PatchSettings {
    std::size_t images = 1000; // of the set that are looked at, from the first
    std::size_t best = 9;      // patches a filter, of different images
};

// One list a filter of `layer` (one of filterLayers()), the largest value first, of equals the earlier image. Works
// through the images in pieces. The set's images must have the network's input shape. Error: Interrupted.
Expected<std::vector<std::vector<Patch>>> topPatches(const Network& network, std::size_t layer, const Dataset& set,
                                                     const PatchSettings& settings, const std::stop_token& stop = {});
// What the unit sees of the image: (channels, rows, columns of inputRegion(), 1), 0..1. Padding is zero, as it is for
// the network.
Tensor patchPixels(const Network& network, std::size_t layer, const Dataset& set, const Patch& patch);

} // namespace cnn
