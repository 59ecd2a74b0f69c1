// The changes a user makes to the numbers of a channels scene. Each gives the scene after it, or a sentence why not.
#pragma once

#include "ui/lessons/channels/channel_scene.h"

namespace ui {

cnn::Expected<ChannelScene> withCell(const ChannelScene& scene, const ChannelCell& cell, float value);
// Numbers from a spreadsheet, the first of them at `cell`, more channels in the grids behind; the grids grow as far as
// they may.
cnn::Expected<ChannelScene> withBlock(const ChannelScene& scene, const ChannelCell& cell, const cnn::Tensor& block);
// All input channels at once, from a file; the kernels follow.
cnn::Expected<ChannelScene> withInput(const ChannelScene& scene, const cnn::Tensor& input);

} // namespace ui
