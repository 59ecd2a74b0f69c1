// What a lesson on the backward pass is about, as one plain value: the forward pass, and the gradient that comes back
// to its output.
#pragma once

#include "core/walk/gradient_walk.h"
#include "ui/lessons/window/window_scene.h"
#include "ui/model/setting_table.h"

#include <memory>

namespace ui {

// Which gradient is walked. Pooling has no kernel: there it is the gradient of the input.
enum class BackwardPass { Kernel, Input, Pooling };

inline const QStringList backwardGrains{"product", "cell", "row"}; // in files

struct BackwardScene {
    static constexpr int largestSide = 8; // of input and kernel
    static constexpr int largestSetting = 3;

    BackwardPass pass = BackwardPass::Kernel;
    WindowScene forward;                          // its operation agrees with the pass
    cnn::Tensor gradient{cnn::Shape{1, 2, 2, 1}}; // as typed; the forward output decides its size

    bool operator==(const BackwardScene&) const = default;

    // The forward walk, or the sentence why the window does not fit.
    cnn::Expected<cnn::WindowWalk> forwardWalk() const { return cnn::WindowWalk::make(forward.task()); }
    // In the shape of the forward output; new cells are 1. Asserts that the window fits.
    cnn::Tensor outputGradient() const;
    // The walk over the gradient; for pooling the forward walk, whose steps hand the gradient back.
    cnn::Expected<cnn::WindowWalk> walk() const;
    // All of it, in the shape of kernel or input. Asserts that the window fits.
    cnn::Tensor result() const;
    // With one cell of the output gradient changed.
    BackwardScene withGradient(int y, int x, float value) const;
};

const SettingTable<BackwardScene>& backwardSettings();
// Throws SceneError.
BackwardScene backwardSceneFrom(const QJsonObject& object);
QJsonObject toJson(const BackwardScene& scene);

} // namespace ui
