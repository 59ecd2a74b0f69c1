#include "ui/model/step_counter.h"

#include <algorithm>

namespace ui {

void StepCounter::setLength(int length, std::vector<int> perStop) {
    m_length = length;
    m_perStop = std::move(perStop);
    setPosition(m_position);
}

void StepCounter::setPosition(int position) {
    m_position = std::clamp(position, 0, std::max(0, m_length - 1));
}

int StepCounter::perStop(int grain) const {
    const auto index = static_cast<std::size_t>(grain);
    return index < m_perStop.size() ? std::max(1, m_perStop[index]) : 1;
}

void StepCounter::setGrain(int grain) {
    m_grain = std::max(0, grain);
    if (m_length > 0 && (m_position + 1) % perStop() != 0) goToStop(stop() + 1);
}

void StepCounter::back() {
    const bool between = (m_position + 1) % perStop() != 0;
    setPosition(std::max(positionOf(between ? stop() : stop() - 1), positionOf(0)));
}

void StepCounter::go(StepWay way) {
    if (way == StepWay::Back) return back();
    goToStop(way == StepWay::First ? 0 : way == StepWay::Next ? stop() + 1 : stops() - 1);
}

} // namespace ui
