// What can be asked of a denoiser's pictures.
#pragma once

#include "ui/lessons/denoise/denoise_look.h"
#include "ui/model/question.h"

namespace ui {

std::vector<Question> denoiseQuestions(const DenoisePicture& picture);

} // namespace ui
