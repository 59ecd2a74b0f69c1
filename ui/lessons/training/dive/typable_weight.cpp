#include "ui/lessons/training/dive/typable_weight.h"

#include "core/explain/weight_place.h"
#include "core/layers/catalog.h"
#include "ui/lessons/training/dive/dive_words.h"

namespace ui {

std::optional<TypableWeight> typableWeight(const cnn::Network& network, std::size_t layer, const cnn::ValueOrigin& o,
                                           std::size_t term, const CellRef& cell) {
    if (o.kind != cnn::OriginKind::Sum) return std::nullopt;
    TypableWeight found{cell, {layer, 0, 0, weightOwner(network, layer, o.place.c)}, 0};
    if (term < o.terms.size()) {
        const auto index = cnn::weightPlace(network, layer, o, term);
        if (!index) return std::nullopt;
        found.weight.index = *index;
    } else {
        const auto parameters = network.layer(layer).parameters();
        const auto output = static_cast<std::size_t>(o.place.c);
        if (!o.hasBias || parameters.size() < 2 || parameters[1].value.size() <= output ||
            cnn::factsOf(o.layer.kind).made != cnn::Made::ByRole)
            return std::nullopt;
        found.weight.parameter = 1;
        found.weight.index = output;
    }
    found.value = weightAt(network, found.weight);
    return found;
}

} // namespace ui
