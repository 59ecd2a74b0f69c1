// THE table of a sliding-window scene: its keys in files, and the controls that a lesson may have in sight.
#pragma once

#include "ui/lessons/window/window_scene.h"
#include "ui/model/setting_table.h"

namespace ui {

// The largest that a page shows of each; so no scene can ask for more than moments and a few megabytes.
struct WindowLimits {
    int side = WindowScene::largestGrid; // of input and kernel
    int stride = WindowScene::largestStride, padding = WindowScene::largestPadding;
    int dilation = WindowScene::largestDilation;
};

// Its settings, described once; a backward scene has those of a window within limits of its own.
SettingTable<WindowScene> windowTable(const WindowLimits& most);
const SettingTable<WindowScene>& windowSettings();
// Throws SceneError.
WindowScene windowSceneFrom(const QJsonObject& object);
QJsonObject toJson(const WindowScene& scene);

} // namespace ui
