// A scene of channels in code, to paste into a notebook.
#pragma once

#include "ui/lessons/channels/channel_scene.h"
#include "ui/pages/page.h"

namespace ui {

// Leaves the output in `y`. Only for a window that fits.
QString channelCode(const ChannelScene& scene, CodeDialect dialect);

} // namespace ui
