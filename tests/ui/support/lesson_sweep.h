// The lessons that a test opens which looks at all of them.
#pragma once

#include "tests/support/instrumented.h"
#include "ui/pages/lesson.h"

#include <QSet>
#include <vector>

namespace ui {

// By index, one of each kind of page.
inline std::vector<int> oneLessonOfEachPage() {
    std::vector<int> some;
    QSet<QString> pages;
    for (std::size_t i = 0; i < lessons().size(); ++i) {
        if (pages.contains(lessons()[i].page)) continue;
        pages << lessons()[i].page;
        some.push_back(static_cast<int>(i));
    }
    return some;
}

// All; under a sanitizer, which takes ten times as long and looks for other faults, one of each kind of page.
inline std::vector<int> sweptLessons() {
    if (isInstrumented) return oneLessonOfEachPage();
    std::vector<int> all;
    for (std::size_t i = 0; i < lessons().size(); ++i) all.push_back(static_cast<int>(i));
    return all;
}

} // namespace ui
