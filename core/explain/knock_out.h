// What a filter is worth: the accuracy without it (ablation; Morcos et al., "On the Importance of Single Directions for
// Generalization", 2018). Knocked out, a filter gives zero everywhere: as if its weights and its bias were zero.
#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"

#include <stop_token>

namespace cnn {

struct KnockOut {
    std::size_t images = 0;      // that were tested
    double whole = 0;            // accuracy of the whole network, 0..1
    std::vector<double> without; // of the network without filter f
};

// For each filter of `layer` (one of filterLayers()), on the first `most` images. The network tellsClasses(), and the
// set has its input shape and as many classes at most. Error: Interrupted.
Expected<KnockOut> knockOut(const Network& network, std::size_t layer, const Dataset& set, std::size_t most,
                            const std::stop_token& stop = {});

} // namespace cnn
