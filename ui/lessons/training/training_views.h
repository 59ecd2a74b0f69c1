// The views of LeNet live, and what is true of a network in each.
#pragma once

#include "ui/lessons/training/training_view.h"

namespace ui {

struct TrainingViewKind {
    QString id, title; // title: of the tab
    QString notice;    // what there is to be seen in it, a few sentences
    std::unique_ptr<TrainingView> (*make)();
};
// THE list, in the order of the tabs; the strip "Network" comes before all of them and is none of them.
std::span<const TrainingViewKind> trainingViews();
// The notice of a view, or of the strip when there is no such view: what is true of this network.
QString noticeOf(const QString& view, const cnn::NetworkPlan& network);
// Whether the same can be said of both: the same layers, whatever their activations and their kind of pooling.
bool sameLayers(const cnn::NetworkPlan& a, const cnn::NetworkPlan& b);

} // namespace ui
