#include "core/explain/weight_place.h"

#include "core/explain/kernel_reads.h"
#include "core/layers/catalog.h"

namespace cnn {

std::optional<std::size_t> weightPlace(const Network& network, std::size_t layer, const ValueOrigin& origin,
                                       std::size_t term) {
    const auto parameters = network.layer(layer).parameters();
    if (origin.kind != OriginKind::Sum || parameters.empty() || term >= origin.terms.size()) return std::nullopt;
    const auto output = static_cast<std::size_t>(origin.place.c);
    const std::size_t weights = parameters[0].value.size();
    if (layerRole(origin.layer.kind) == LayerRole::Dense)
        return output * network.valueShape(origin.read).count() + static_cast<std::size_t>(origin.terms[term].c);
    if (!origin.layer.window || factsOf(origin.layer.kind).made != Made::ByRole) return std::nullopt;
    if (weights == static_cast<std::size_t>(origin.layer.outputs)) return output; // one for all cells of the window
    return kernelReads(origin.layer, origin.place.c).before * origin.perChannel() + term;
}

} // namespace cnn
