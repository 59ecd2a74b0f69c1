// What was chosen in each view of a page, by the view's id, as a scene keeps it.
#pragma once

#include "ui/model/scene_value.h"

namespace ui {

// Every view knows its own choices and takes the nearest it has; here only that they are numbers and short texts.
// Throws SceneError.
QJsonObject choicesFrom(const SceneValue& choices);

} // namespace ui
