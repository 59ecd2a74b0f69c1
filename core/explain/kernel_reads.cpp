#include "core/explain/kernel_reads.h"

#include <numeric>

namespace cnn {

KernelReads kernelReads(const LayerInfo& info, int output) {
    KernelReads reads;
    if (info.connections.empty()) {
        const int groups = static_cast<int>(info.setting("groups", 1));
        reads.channels.resize(static_cast<std::size_t>(info.inputs / groups));
        std::iota(reads.channels.begin(), reads.channels.end(),
                  output / (info.outputs / groups) * (info.inputs / groups));
        reads.before = static_cast<std::size_t>(output) * reads.channels.size();
        return reads;
    }
    for (int o = 0; o < output; ++o) reads.before += info.connections[static_cast<std::size_t>(o)].size();
    reads.channels = info.connections[static_cast<std::size_t>(output)];
    return reads;
}

} // namespace cnn
