#include "ui/view/plan_edits.h"

#include "core/layers/catalog.h"
#include "ui/view/reads_button.h"

#include <algorithm>

namespace ui {
namespace {

// A new layer as it mostly is.
cnn::LayerPlan usualLayer(const std::string& kind) {
    cnn::LayerPlan layer{{kind, {}}, {}};
    const cnn::LayerRole role = cnn::layerRole(kind);
    if (role == cnn::LayerRole::Convolution) {
        layer.info.window = cnn::Window::square(3, 1, 1);
        layer.info.outputs = 16;
    }
    if (role == cnn::LayerRole::Pooling) layer.info.window = cnn::Window::square(2, 2);
    if (role == cnn::LayerRole::Dense) layer.info.outputs = 64;
    for (const cnn::LayerSetting& s : cnn::factsOf(kind).settings) layer.info.settings.push_back({s.key, s.usual});
    return layer;
}

} // namespace

PlanAfter withLayerAt(const cnn::NetworkPlan& plan, const cnn::CheckedPlan& checked, const cnn::Shape& input, int at,
                      const char* kind) {
    cnn::NetworkPlan next = plan;
    const auto place = static_cast<std::size_t>(at);
    std::vector<cnn::LayerPlan> added{usualLayer(kind)};
    const bool known = place >= 1 && place <= checked.layers.size();
    const cnn::Shape before = known ? checked.layers[place - 1].out : input;
    if (cnn::layerRole(kind) == cnn::LayerRole::Dense && before.h * before.w > 1)
        added.insert(added.begin(), usualLayer("flatten"));
    next.layers.insert(next.layers.begin() + at, added.begin(), added.end());
    if (cnn::factsOf(kind).joins && known) {
        std::vector<cnn::Shape> values{input};
        for (std::size_t i = 0; i < place; ++i) values.push_back(checked.layers[i].out);
        next = cnn::withReads(next, place, usualReads(kind, values));
    }
    return {std::move(next), at + static_cast<int>(added.size()) - 1};
}

PlanAfter withoutLayerAt(const cnn::NetworkPlan& plan, int layer) {
    return {cnn::withoutLayer(plan, static_cast<std::size_t>(layer)),
            std::min(layer, static_cast<int>(plan.layers.size()) - 2)};
}

PlanAfter withLayerMoved(const cnn::NetworkPlan& plan, int layer, int to) {
    cnn::NetworkPlan next = plan;
    const auto begin = next.layers.begin();
    if (to > layer)
        std::rotate(begin + layer, begin + layer + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + layer, begin + layer + 1);
    return {std::move(next), to};
}

std::vector<const cnn::LayerKind*> addableKinds() {
    std::vector<const cnn::LayerKind*> kinds;
    for (const cnn::LayerKind& kind : cnn::layerKinds())
        if (kind.outputs != cnn::OutputCount::ByTable) kinds.push_back(&kind);
    return kinds;
}

} // namespace ui
