// Where one stands in a sequence of small steps, and the coarser stops over it.
#pragma once

#include <vector>

namespace ui {

enum class StepWay { First, Back, Next, Last };

// Positions 0 .. length - 1. A grain stops after every so many of them, at the last of each: a cell at its last
// product, a row at its last cell.
class StepCounter {
public:
    // perStop: positions from one stop to the next, a number a grain; each divides length. length 0: nowhere to stand.
    void setLength(int length, std::vector<int> perStop);

    int position() const { return m_position; }
    void setPosition(int position); // clamped
    int grain() const { return m_grain; }
    // A coarser grain finishes what was begun.
    void setGrain(int grain);
    int perStop() const { return perStop(m_grain); }
    int perStop(int grain) const;
    int stops() const { return m_length / perStop(); }
    int stop() const { return (m_position + 1) / perStop() - 1; } // stood at or passed last; -1 before the first
    bool atFirst() const { return m_position <= positionOf(0); }
    bool atLast() const { return m_position >= m_length - 1; }
    void goToStop(int stop) { setPosition(positionOf(stop)); }
    void next() { goToStop(stop() + 1); }
    void back();
    void go(StepWay way);

private:
    int positionOf(int stop) const { return (stop + 1) * perStop() - 1; }
    int m_length = 0, m_position = 0, m_grain = 0;
    std::vector<int> m_perStop;
};

} // namespace ui
