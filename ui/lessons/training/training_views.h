// The views of LeNet live, and what is true of a network in each.
#pragma once

#include "core/network/models.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

struct TrainingViewKind {
    QString id, title; // title: of the tab
    QString notice;    // what there is to be seen in it, a few sentences
    std::unique_ptr<TrainingView> (*make)();
    bool ofRun = true;  // it shows what the run learns
    bool hasTab = true; // else it opens out of other views
};
// THE list, in the order of the tabs; the strip "Network" comes before all of them and is none of them.
std::span<const TrainingViewKind> trainingViews();
// A page like LeNet live: which views it has, and whether it learns as soon as somebody looks.
struct TrainingKind {
    std::span<const TrainingViewKind> (*views)() = trainingViews;
    bool learnsAtOnce = false;
};
// The notice of a view, or of the strip when there is no such view: what is true of this network on such images.
QString noticeOf(const QString& view, const cnn::NetworkPlan& network, const cnn::Shape& input = cnn::usualInput,
                 int classes = cnn::usualClasses, std::span<const TrainingViewKind> kinds = trainingViews());
// Whether the same can be said of both: the same layers, whatever their activations and their kind of pooling.
bool sameLayers(const cnn::NetworkPlan& a, const cnn::NetworkPlan& b);

} // namespace ui
