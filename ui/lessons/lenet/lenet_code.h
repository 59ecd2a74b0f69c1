// The network of the drawing in code: PyTorch builds it, NumPy counts it.
#pragma once

#include "ui/lessons/lenet/lenet_scene.h"
#include "ui/pages/page.h"

namespace ui {

QString lenetCode(const LenetScene& scene, CodeDialect dialect);

} // namespace ui
