#pragma once

#include "core/base/error.h"

#include <QString>

namespace ui {

// A typed number, or a sentence what is wrong with it.
cnn::Expected<float> typedNumber(const QString& text);

} // namespace ui
