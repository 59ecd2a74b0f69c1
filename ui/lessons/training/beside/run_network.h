// The network of a run that is kept, as it stood.
#pragma once

#include "ui/lessons/training/training_view.h"

namespace ui {

// Nothing when its state belongs to another network than its scene makes for such images.
std::optional<cnn::Network> networkOf(const RunBeside& run, const cnn::Shape& input, int classes);

} // namespace ui
