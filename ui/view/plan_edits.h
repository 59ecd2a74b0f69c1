// What can be done to a network of one's own, whichever picture of it one does it in: the plan afterwards, which may
// not fit.
#pragma once

#include "core/network/network_plan.h"

namespace ui {

struct PlanAfter {
    cnn::NetworkPlan plan;
    int layer; // the one that it is about
};

// Before layer `at`, or behind the last: a layer of this kind as it mostly is. A dense one brings the Flatten that it
// needs along. input: the shape of the pictures; checked: of `plan`.
PlanAfter withLayerAt(const cnn::NetworkPlan& plan, const cnn::CheckedPlan& checked, const cnn::Shape& input, int at,
                      const char* kind);
PlanAfter withoutLayerAt(const cnn::NetworkPlan& plan, int layer);
// `to`: its place afterwards. All others keep their order.
PlanAfter withLayerMoved(const cnn::NetworkPlan& plan, int layer, int to);
// The kinds that can be added: all but those whose table has to come from somewhere.
std::vector<const cnn::LayerKind*> addableKinds();

} // namespace ui
