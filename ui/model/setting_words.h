// What a change of settings says in words, for marks on the charts.
#pragma once

#include "core/train/training_settings.h"

#include <QString>

namespace ui {

// "learning rate 0.01, Adam": what is set differently afterwards. Empty: nothing that acts on a run under way.
QString settingWords(const cnn::TrainingSettings& before, const cnn::TrainingSettings& after);

} // namespace ui
