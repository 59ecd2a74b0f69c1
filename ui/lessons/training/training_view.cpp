#include "ui/lessons/training/training_view.h"

#include <algorithm>

namespace ui {

std::shared_ptr<const cnn::Trace> traceOf(const TrainingMoment& moment) {
    if (moment.trace) return moment.trace;
    auto trace = std::make_shared<cnn::Trace>();
    moment.network->forward(moment.image, *trace);
    return trace;
}

int chosen(const QJsonObject& choices, const QString& option, qsizetype count) {
    return std::clamp(choices[option].toInt(), 0, std::max(0, static_cast<int>(count) - 1));
}

} // namespace ui
