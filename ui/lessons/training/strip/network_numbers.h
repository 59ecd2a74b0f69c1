// The numbers behind the strip, to be saved as CSV or NPY.
#pragma once

#include "ui/lessons/training/strip/network_picture.h"
#include "ui/pages/page.h"

namespace ui {

// A grid a part, in the order of the strip.
std::vector<NamedNumbers> networkNumbers(const NetworkPicture& picture);

} // namespace ui
