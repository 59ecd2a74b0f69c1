// The backward lessons as code to paste into a notebook.
#pragma once

#include "ui/lessons/backward/backward_scene.h"

namespace ui {

// Self-contained snippets that leave result() in `y`: PyTorch by autograd, NumPy by the loops themselves.
QString backwardTorchCode(const BackwardScene& scene);
QString backwardNumpyCode(const BackwardScene& scene);

} // namespace ui
