#include "ui/lessons/microscope/explanation.h"

#include "core/explain/class_map.h"
#include "core/explain/inside.h"
#include "core/explain/share_on.h"

#include <algorithm>

namespace ui {

bool hasCam(const cnn::Network& network) {
    return !cnn::filterLayers(network).empty();
}

Explanation explain(const cnn::Network& network, const cnn::Tensor& image, int k, const cnn::OcclusionSettings& square,
                    const std::stop_token& stop) {
    using cnn::ClassMapKind;
    cnn::ClassMapSettings settings{ClassMapKind::Saliency, {}, square};
    const auto map = [&](ClassMapKind kind) {
        settings.kind = kind;
        auto made = cnn::classMap(network, image, k, settings, stop);
        if (!made) throw made.error();
        return *std::move(made);
    };
    Explanation e;
    e.saliency = map(ClassMapKind::Saliency);
    if (const auto layers = cnn::filterLayers(network); !layers.empty()) {
        settings.layer = layers.back();
        e.layer = QString::fromStdString(network.name(*settings.layer));
        e.cam = map(ClassMapKind::GradCam);
    }
    e.cost = map(ClassMapKind::Occlusion);
    return e;
}

cnn::Tensor costOf(const cnn::Network& network, const cnn::Tensor& image, int k, const std::stop_token& stop) {
    cnn::ClassMapSettings settings{cnn::ClassMapKind::Occlusion, {}, {}};
    settings.occlusion.side = std::max(1, std::max(image.shape().h, image.shape().w) / 5);
    settings.occlusion.stride = std::max(1, settings.occlusion.side / 2);
    settings.occlusion.baseline = cnn::OcclusionBaseline::Mean;
    auto map = cnn::classMap(network, image, k, settings, stop);
    if (!map) throw map.error();
    return *std::move(map);
}

std::optional<double> shareOnCell(const cnn::Tensor& map, const std::vector<std::uint8_t>& mask) {
    return mask.empty() || mask.size() != map.values().size() ? std::nullopt : cnn::shareOn(map, mask);
}

} // namespace ui
