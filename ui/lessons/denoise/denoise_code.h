// What is shown in numbers, and the twin of what is measured: error and PSNR of the large picture, in code to paste
// into a notebook.
#pragma once

#include "ui/lessons/denoise/denoise_look.h"
#include "ui/pages/page.h"

namespace ui {

// Of the large picture: the error first.
std::vector<NamedNumbers> denoiseNumbers(const DenoisePicture& picture);
// Leaves the error, as numbers().front() has it, in `y`. Empty for pictures in colour, or that would be too long.
QString denoiseCode(const DenoisePicture& picture, CodeDialect dialect);

} // namespace ui
