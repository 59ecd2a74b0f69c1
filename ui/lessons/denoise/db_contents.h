// What the charts of PSNR show: the course of a run beside those who need no learning, and both over the strength of
// the noise.
#pragma once

#include "core/train/denoise.h"
#include "ui/lessons/denoise/db_chart.h"
#include "ui/lessons/denoise/denoise_look.h"
#include "ui/model/training_run.h"

namespace ui {

// On the test images of the run. scores: of the rivals on them; nothing while they are being measured.
DbContent courseContent(const TrainingRun& run, const std::optional<cnn::RivalScores>& scores);
// On the pictures of the rows.
DbContent strengthsContent(const DenoisePicture& picture);

} // namespace ui
