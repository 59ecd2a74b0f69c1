// A run of LeNet live in words: how far it is, what went wrong, which runs there are.
#pragma once

#include "ui/model/training_run.h"
#include "ui/view/runs_list.h"

namespace ui {

// Under the title, once there are images: what the run has learned so far. lesson: what the lesson says of it; classes:
// what is assumed of the images' classes.
QString courseLine(const TrainingRun& run, const QString& lesson, const QString& classes);

struct Trouble {
    QString sentence, wayOut; // empty: there is none
};
// Of a run that diverged.
Trouble troubleOf(const TrainingRun& run);

struct RunLines {
    RunsList::Line present;
    std::vector<RunsList::Line> kept;
};
RunLines runLines(const TrainingRun& run);

} // namespace ui
