// A run as its charts, its table and its film show it.
#pragma once

#include "ui/export/network_export.h"
#include "ui/model/training_run.h"

namespace ui {

// One run alone.
RunCourse courseOf(const TrainingHistory& history, const QString& name);
// A run and those kept beside it.
RunCourse courseOf(const TrainingRun& run, const QString& name);
// The lines that its stop rules draw.
void setTargets(RunCourse& course, const cnn::StopRules& rules);
// Where its charts say that it stands.
RunStand standOf(const TrainingRun& run);
// The accuracy of a moment is that of the last look at the test set before it.
std::vector<TrainingFrame> filmOf(const TimeLine& line, const TrainingHistory& history);

} // namespace ui
