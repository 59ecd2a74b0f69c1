#pragma once

#include "core/base/error.h"
#include "ui/media/file_names.h"

namespace ui {

// Names of files in the sentence are written so that they can be read.
[[noreturn]] inline void fail(cnn::ErrorCode code, const QString& sentence) {
    throw cnn::Error(code, shownName(sentence).toStdString());
}

} // namespace ui
