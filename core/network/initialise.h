// How weights begin.
#pragma once

#include "core/base/enum_names.h"
#include "core/layers/layer_kind.h"
#include "core/network/network.h"

namespace cnn {

// Their names in files and on the command line.
constexpr EnumName<Initialisation> initialisationNames[] = {{Initialisation::He, "he"},
                                                            {Initialisation::HeUniform, "he-uniform"},
                                                            {Initialisation::Glorot, "glorot"},
                                                            {Initialisation::LeCun, "lecun"}};

// Fills every weight, layer by layer in order, from one generator; biases and the like become what
// they begin as (Parameter::first). How: Initialisation in
// layers/layer_kind.h. A kind of layer whose first weight is a fact (a trainable subsampling begins as the mean) begins
// so in every case.
void initialise(Network& network, Initialisation how, std::uint64_t seed);

} // namespace cnn
