// A scene of channels in code, to paste into a notebook.
#pragma once

#include "ui/lessons/channels/channel_picture.h"
#include "ui/pages/page.h"

namespace ui {

// Leaves the output in `y`. Only for a window that fits.
QString channelCode(const ChannelPicture& picture, CodeDialect dialect);

} // namespace ui
