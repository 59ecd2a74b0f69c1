// A network in a file as the commands open it, with what the file says of it.
#pragma once

#include "app/command.h"
#include "core/onnx/onnx_file.h"

namespace ui {

// MODEL, --size and --output. How far it is, is said on stderr.
cnn::OnnxModel openModel(const Arguments& arguments);
extern const Option sizeOption, outputOption;
// "3x224x224", also with a 1 for the batch before it. Throws cnn::Error(Usage).
cnn::Shape sizeOf(const QString& text);
// "values 0 to 1, less 0.485, 0.456, 0.406, by 0.229, 0.224, 0.225"
QString insideText(const cnn::PictureScaling& inside); // "less 0.5, divided by 0.25"
QString scalingText(const cnn::PictureScaling& scaling);

} // namespace ui
