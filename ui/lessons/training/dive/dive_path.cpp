#include "ui/lessons/training/dive/dive_path.h"

#include <QJsonArray>
#include <algorithm>
#include <optional>

namespace ui {
namespace {

constexpr qsizetype numbersAStep = 3;

std::optional<cnn::ValuePlace> placeAt(const cnn::Shape& s, int index) {
    if (index == -1) return cnn::ValuePlace{-1, 0, 0};
    if (index < 0 || static_cast<std::size_t>(index) >= s.perImage()) return std::nullopt;
    return cnn::ValuePlace{index / (s.h * s.w), index / s.w % s.h, index % s.w};
}

} // namespace

QJsonObject toJson(const DivePath& path, const cnn::Network& network) {
    QJsonArray numbers;
    for (const DiveStep& step : path.steps) {
        const cnn::Shape& s = network.valueShape(step.value);
        const int index = (step.place.c * s.h + step.place.y) * s.w + step.place.x;
        numbers << static_cast<int>(step.value) << (step.place.c < 0 ? -1 : index) << step.term;
    }
    QJsonObject object{{"path", numbers}};
    if (path.depth > 0) object["depth"] = path.depth;
    if (!path.from.isEmpty()) object["from"] = path.from;
    return object;
}

DivePath divePathFrom(const QJsonObject& choices, const cnn::Network& network) {
    DivePath path;
    path.from = choices["from"].toString();
    const QJsonArray numbers = choices["path"].toArray();
    for (qsizetype i = 0; i + numbersAStep <= numbers.size() && path.steps.size() < DivePath::mostSteps;
         i += numbersAStep) {
        const int value = numbers[i].toInt(-1);
        if (value < 0 || static_cast<std::size_t>(value) > network.size()) break;
        const auto place = placeAt(network.valueShape(static_cast<std::size_t>(value)), numbers[i + 1].toInt(-2));
        if (!place) break;
        path.steps.push_back({static_cast<std::size_t>(value), *place, std::max(-1, numbers[i + 2].toInt(-1))});
    }
    if (numbersAStep * static_cast<qsizetype>(path.steps.size()) == numbers.size())
        path.depth = std::clamp(choices["depth"].toInt(), 0, 2);
    return path;
}

} // namespace ui
