// The three layers in code, counted.
#pragma once

#include "ui/lessons/connections/connections_scene.h"
#include "ui/pages/page.h"

namespace ui {

QString connectionsCode(const ConnectionsScene& scene, CodeDialect dialect);

} // namespace ui
