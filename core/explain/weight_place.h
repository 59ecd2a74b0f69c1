// Which of a layer's weights a term of a sum is multiplied by.
#pragma once

#include "core/explain/value_origin.h"

#include <optional>

namespace cnn {

// The index of that weight in the layer's first parameter, of an origin of this network; nothing where a term has none
// of its own: in pools, joins, norms.
std::optional<std::size_t> weightPlace(const Network& network, std::size_t layer, const ValueOrigin& origin,
                                       std::size_t term);

} // namespace cnn
