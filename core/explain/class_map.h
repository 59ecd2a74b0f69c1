// Three ways to ask where a network looks, as maps of the picture's size that can be laid side by side.
#pragma once

#include "core/explain/occlusion.h"

namespace cnn {

enum class ClassMapKind { GradCam, Occlusion, Saliency };
// Their names on the command line.
constexpr EnumName<ClassMapKind> classMapNames[] = {
    {ClassMapKind::GradCam, "gradcam"}, {ClassMapKind::Occlusion, "occlusion"}, {ClassMapKind::Saliency, "saliency"}};

struct ClassMapSettings {
    ClassMapKind kind = ClassMapKind::GradCam;
    std::optional<std::size_t> layer{}; // of Grad-CAM, one of filterLayers(); by default the last
    OcclusionSettings occlusion{};
    bool operator==(const ClassMapSettings&) const = default;
};

// (1, rows, columns) of the input. Grad-CAM and occlusion are laid on it as onInput() does; of occlusion it is the
// influence, below 0 where covering helps the class. `image`: one; k: a class. Error: Usage and Interrupted as
// occlusionMap(), Mismatch where Grad-CAM finds no convolution. `stop` and `done` are heard by occlusion alone.
Expected<Tensor> classMap(const Network& network, const Tensor& image, int k, const ClassMapSettings& settings,
                          const std::stop_token& stop = {}, const std::function<void(double)>& done = {});

} // namespace cnn
