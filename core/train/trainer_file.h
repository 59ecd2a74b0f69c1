// A TrainerState as the bytes of a file, and back: little-endian, with a checksum. For a run that is to survive the
// program; a network for others is saved as ONNX.
#pragma once

#include "core/train/trainer_state.h"

#include <string>
#include <string_view>

namespace cnn {

std::string toBytes(const TrainerState& state);
// Throws Error(BadFormat) that names `name` when these are not the bytes of a whole, undamaged state. No size in the
// bytes is believed before it was held against theirs.
TrainerState trainerStateFrom(std::string_view bytes, const std::string& name);

} // namespace cnn
