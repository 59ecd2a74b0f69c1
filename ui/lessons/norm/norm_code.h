// The code twins of the lesson on batch normalisation.
#pragma once

#include "ui/lessons/norm/norm_scene.h"
#include "ui/pages/page.h"

namespace ui {

// Leaves in `y` what the picture becomes in the first batch.
QString normCode(const NormScene& scene, CodeDialect dialect);

} // namespace ui
