// The views of the model page beside its table: each sends a picture through the network.
#pragma once

#include "ui/lessons/training/training_view.h"

namespace ui {

// They are views of the training page's kind: work() is given a moment whose network has its weights, the picture as
// image and its classes; it has learned nothing here (data may be null).
struct ModelViewKind {
    QString id, title; // title: of the tab
    QString notice;    // what there is to be seen in it
    std::unique_ptr<TrainingView> (*make)();
    bool hasTab = true; // else it opens out of other views
};
// THE list, in the order of the tabs; the table comes before all of them and is none of them.
std::span<const ModelViewKind> modelViews();
// nullptr: there is none, so the table is meant.
const ModelViewKind* findModelView(const QString& id);

} // namespace ui
