// What there is to say of a denoiser's pictures, in words.
#pragma once

#include "ui/lessons/denoise/denoise_look.h"

#include <QString>

namespace ui {

// dB as they are written: "19.6 dB"; of two equal pictures "∞ dB".
QString decibels(double psnr);
// "32 × 7 × 7 = 1 568 numbers; the picture has 784: ..."
QString codeWords(const cnn::Shape& code, const cnn::Shape& picture, const cnn::Noise& learning);
// "Gaussian 0.4", "no noise".
QString noiseWords(const cnn::Noise& noise);
// Of all pictures of the rows: what noise did to them, and what the network made of that.
QString rowsWords(const DenoisePicture& picture);
// What the network costs, and what its loss can come to. floor: of cross-entropy; nothing: not known yet.
QString costWords(const DenoisePicture& picture, const std::optional<double>& floor);
// What the noise does that is not seen at once, as that black is lifted; mostly empty.
QString noiseNote(const cnn::Noise& noise);
// "the mean of 3 × 3", as it stands beside curves.
QString rivalName(cnn::Rival rival);

} // namespace ui
