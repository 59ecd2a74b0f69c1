// A weight on show that can be typed over where its network learns.
#pragma once

#include "core/explain/value_origin.h"
#include "ui/figure/figure.h"
#include "ui/model/run_branch.h"

namespace ui {

struct TypableWeight {
    CellRef cell; // where it stands
    WeightRef weight;
    float value = 0;
};
// Of a term of a sum, one behind the last: the bias. Nothing where the term has no weight of its own.
std::optional<TypableWeight> typableWeight(const cnn::Network& network, std::size_t layer,
                                           const cnn::ValueOrigin& origin, std::size_t term, const CellRef& cell);

} // namespace ui
