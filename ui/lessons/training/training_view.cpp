#include "ui/lessons/training/training_view.h"

#include <algorithm>

namespace ui {

int chosen(const QJsonObject& choices, const QString& option, qsizetype count) {
    return std::clamp(choices[option].toInt(), 0, std::max(0, static_cast<int>(count) - 1));
}

} // namespace ui
