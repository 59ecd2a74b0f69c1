// The backward lessons as plain loops, with the indices of the current step beside them.
#pragma once

#include "ui/lessons/backward/backward_scene.h"

namespace ui {

// Leaves result() in `y` without any library. The step: a cell of the gradient (of pooling: of the output), of whose
// products `shown` are shown. `walk`: the scene's.
QString backwardLoopCode(const BackwardScene& scene, const cnn::WindowWalk& walk, int cell, int shown);

} // namespace ui
