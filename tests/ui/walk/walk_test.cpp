#include "tests/ui/walk/walk_test.h"

#include <QTest>

namespace ui {

void WalkTest::everyLesson_data() {
    QTest::addColumn<int>("index");
    const QString page = qEnvironmentVariable("CONVSCOPE_PAGE");
    bool any = false;
    for (int i = 0; i < static_cast<int>(lessons().size()); ++i) {
        const Lesson& lesson = lessons()[static_cast<std::size_t>(i)];
        if (!page.isEmpty() && lesson.page != page) continue;
        if (!lesson.scene["view"].toString().isEmpty()) continue;
        QTest::newRow(qPrintable(lesson.id)) << i;
        any = true;
    }
    if (!any) QFAIL(qPrintable("No lesson has a page \"" + page + "\"."));
}

void WalkTest::everyLesson() {
    QFETCH(int, index);
    walk(lessons()[static_cast<std::size_t>(index)], index);
}

} // namespace ui
