// What LeNet live shows, as values: one image on its way through the network of the moment that is looked at.
#pragma once

#include "ui/lessons/training/run_material.h"
#include "ui/lessons/training/strip/network_picture.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

// scene: the run's, or one that a stroke is being drawn on. When the network is not yet the one for these images:
// black.
NetworkPicture pictureOf(const TrainingRun& run, const RunMaterial& material, const TrainingScene& scene);
// Whether that is so.
bool isBeingBuilt(const TrainingRun& run, const RunMaterial& material, const TrainingScene& scene);
// The same for the views.
TrainingMoment momentOf(const TrainingRun& run, const RunMaterial& material, const TrainingScene& scene,
                        const NetworkPicture& picture);

} // namespace ui
