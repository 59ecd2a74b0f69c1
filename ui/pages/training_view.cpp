#include "ui/pages/training_view.h"

#include <algorithm>

namespace ui {
namespace {

// To add a view: one line here.
const std::vector<TrainingViewKind> views{};

} // namespace

std::span<const TrainingViewKind> trainingViews() {
    return views;
}

int chosen(const QJsonObject& choices, const QString& option, qsizetype count) {
    return std::clamp(choices[option].toInt(), 0, std::max(0, static_cast<int>(count) - 1));
}

} // namespace ui
