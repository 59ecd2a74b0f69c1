#include "core/explain/class_map.h"

#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/on_input.h"

namespace cnn {
namespace {

Expected<Tensor> gradCamOnInput(const Network& network, const Tensor& image, int k,
                                const std::optional<std::size_t>& wanted) {
    const std::vector<std::size_t> layers = filterLayers(network);
    if (layers.empty()) return Error(ErrorCode::Mismatch, Message::tr("The network has no convolution."));
    const std::size_t layer = wanted.value_or(layers.back());
    Trace trace;
    network.forward(image, trace);
    return onInput(gradCam(network, trace, layer, k), placeOnInput(network, activatedValue(network, layer)),
                   network.inputShape());
}

} // namespace

Expected<Tensor> classMap(const Network& network, const Tensor& image, int k, const ClassMapSettings& settings,
                          const std::stop_token& stop, const std::function<void(double)>& done) {
    if (settings.kind == ClassMapKind::GradCam) return gradCamOnInput(network, image, k, settings.layer);
    if (settings.kind == ClassMapKind::Saliency) {
        Trace trace;
        network.forward(image, trace);
        return saliency(network, trace, k);
    }
    const Expected<OcclusionMap> map = occlusionMap(network, image, k, settings.occlusion, stop, done);
    if (!map) return map.error();
    return onInput(influence(*map), placeOfCells(settings.occlusion.stride), network.inputShape());
}

} // namespace cnn
