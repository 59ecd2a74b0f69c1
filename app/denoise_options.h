// What the options of networks that give pictures back mean: --noise, --loss and the shape of an autoencoder.
#pragma once

#include "app/command.h"
#include "core/network/models.h"
#include "core/train/training_settings.h"

namespace ui {

extern const Option noiseOption;

// "gaussian:0.4" or "gaussian:0.4,mixed". Throws cnn::Error(Usage) naming what there is.
cnn::Noise noiseFrom(const QString& text);
QString textOf(const cnn::Noise& noise);

// Options that only an autoencoder has.
std::vector<Option> autoencoderOptions();
bool isAutoencoder(const Arguments& a);
// Throws cnn::Error(Usage), also when one of them is given for another model.
cnn::AutoencoderOptions autoencoderOf(const Arguments& a);

// The training options of a command: what is not said is usualSettings() or, of an autoencoder, denoisingSettings().
cnn::TrainingSettings settingsOf(const Arguments& a);

} // namespace ui
