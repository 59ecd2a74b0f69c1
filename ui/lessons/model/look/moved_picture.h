// A picture that is moved, turned, spoilt with noise and covered, before a network sees it.
#pragma once

#include "ui/lessons/model/look/model_input.h"

namespace ui {

// In this order: turned about its middle (between pixels linear, outside black), moved, noise on every value (the same
// each time; what leaves 0 .. 1 is cut off), covered.
cnn::Tensor movedPicture(const cnn::Tensor& picture, const ModelInput& how);

} // namespace ui
