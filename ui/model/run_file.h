// A run as bytes, so that it outlives the program: where it stands, its course, and the runs kept beside it.
#pragma once

#include "ui/model/kept_runs.h"

#include "core/train/trainer_state.h"

#include <QByteArray>

namespace ui {

struct SavedRun {
    TrainingScene scene;                            // needsNewRun(scene, other) is false where it may go on
    std::shared_ptr<const cnn::TrainerState> state; // null: it has not begun, there are only kept ones
    TrainingHistory history;
    std::vector<KeptRun> kept;
    QStringList classes{}; // of its outputs; empty in files of before they were kept
};

QByteArray toBytes(const SavedRun& run);
// By its first bytes, 32 of them are enough.
bool looksLikeRun(const QByteArray& beginning);
// Throws cnn::Error(BadFormat) when the bytes are damaged; `name` stands for the file in the sentence.
SavedRun savedRunFrom(const QByteArray& bytes, const QString& name);

} // namespace ui
