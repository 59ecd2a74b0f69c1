// The lessons that a test opens which looks at all of them.
#pragma once

#include "tests/support/instrumented.h"
#include "ui/pages/lesson.h"

#include <QSet>
#include <QStringList>
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

// All; under a sanitizer, which takes ten times as long and looks for other faults, one of each kind of page that does
// not learn: random walks go through those.
inline std::vector<int> sweptLessons() {
    std::vector<int> all;
    if (isInstrumented) {
        static const QStringList learning{"training", "microscope", "denoise", "grids"};
        for (const int i : oneLessonOfEachPage())
            if (!learning.contains(lessons()[static_cast<std::size_t>(i)].page)) all.push_back(i);
        return all;
    }
    for (std::size_t i = 0; i < lessons().size(); ++i) all.push_back(static_cast<int>(i));
    return all;
}

} // namespace ui
