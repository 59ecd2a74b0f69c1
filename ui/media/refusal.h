#pragma once

#include "core/base/error.h"

#include <QString>

namespace ui {

[[noreturn]] inline void fail(cnn::ErrorCode code, const QString& sentence) {
    throw cnn::Error(code, sentence.toStdString());
}

} // namespace ui
