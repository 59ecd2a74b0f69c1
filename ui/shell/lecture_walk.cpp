#include "ui/shell/lecture_walk.h"

#include "ui/pages/lecture.h"
#include "ui/pages/page.h"

namespace ui {

// Scenes that are missing are passed over.
int LectureWalk::next(int scene, bool forward) const {
    const auto& scenes = m_front.lecture().scenes;
    const int count = static_cast<int>(scenes.size());
    for (int i = scene + (forward ? 1 : -1); i >= 0 && i < count; i += forward ? 1 : -1)
        if (scenes[static_cast<std::size_t>(i)].missing.isEmpty()) return i;
    return -1;
}

int LectureWalk::beyond(bool forward) const {
    const int here = m_front.lesson();
    const Page::Stops now = m_front.page()->stops();
    if (forward) return now.at + 1 < now.count ? -1 : next(here, true);
    const auto door = m_doors.find(here);
    // Before its first stop a page only opens.
    const bool atDoor = now.exactly && (now.at <= 0 || (door != m_doors.end() && now.at == door->second));
    return atDoor ? next(here, false) : -1;
}

bool LectureWalk::walk(bool forward) {
    const int here = m_front.lesson(), there = beyond(forward);
    if (there < 0) return m_front.page()->walkOn(forward);
    if (!forward) m_doors[here] = m_front.page()->stops().at;
    m_front.openLesson(there);
    Page& page = *m_front.page();
    if (!forward) {
        page.goToStopAt(page.stops().count - 1);
        return true;
    }
    // Not where somebody left it, but as it opens.
    const auto opening = m_opening.find(m_front.lecture().scenes[static_cast<std::size_t>(there)].key());
    const int first = opening == m_opening.end() ? page.stops().at : opening->second;
    const auto door = m_doors.try_emplace(there, first).first;
    if (page.stops().at != door->second || !page.stops().exactly) page.goToStopAt(door->second);
    return true;
}

} // namespace ui
