// One press of a clicker: the next stop of the lesson in front, behind its last the lesson that follows in the lecture.
// Back is the end state of what was shown before, so a press too many is taken back by one.
#pragma once

#include "ui/shell/front.h"

#include <map>

namespace ui {

class LectureWalk {
public:
    explicit LectureWalk(Front& front) : m_front(front) {}

    // False: there is nothing before or behind it.
    bool walk(bool forward);
    // Somebody went there otherwise: by the list, a number, another lecture.
    void jumped(int scene) { m_doors.erase(scene); }
    void begin() { m_doors.clear(); } // of another lecture
    // A page was made and shows its scene as it opens.
    void madeAt(const QString& key, int stop) { m_opening[key] = stop; }
    // Whether such a press leads to another lesson, and which; -1: it does not.
    int beyond(bool forward) const;

private:
    int next(int scene, bool forward) const; // which can be shown; -1: none
    Front& m_front;
    std::map<int, int> m_doors;       // of a scene that was walked into: the stop behind which the one before begins
    std::map<QString, int> m_opening; // the stop a page opens with, by LectureScene::key()
};

} // namespace ui
