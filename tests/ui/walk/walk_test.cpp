#include "tests/ui/walk/walk_test.h"

#include <QTest>

namespace ui {

void WalkTest::rows(const QString& page) {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(lessons().size()); ++i) {
        const Lesson& lesson = lessons()[static_cast<std::size_t>(i)];
        if (lesson.page == page && lesson.scene["view"].toString().isEmpty()) QTest::newRow(qPrintable(lesson.id)) << i;
    }
}

void WalkTest::walkRow() {
    QFETCH(int, index);
    walk(lessons()[static_cast<std::size_t>(index)], index);
}

} // namespace ui
