// The twin of a sliding-window scene in code: self-contained, with the scene's numbers; the result is `y`, (rows,
// columns).
#pragma once

#include "ui/lessons/window/window_scene.h"

namespace ui {

QString torchCode(const WindowScene& scene);
QString numpyCode(const WindowScene& scene);

} // namespace ui
