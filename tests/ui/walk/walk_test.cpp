#include "tests/ui/walk/walk_test.h"

#include <QTest>

namespace ui {
namespace {

// The microscope's lessons all begin with views that take their time; it is walked with its network in sight and with
// few cells.
const QString microscope = "microscope";

Lesson walked(Lesson lesson) {
    if (lesson.id != microscope) return lesson;
    lesson.scene.remove("view");
    lesson.scene["pictures"] = 60;
    return lesson;
}

} // namespace

void WalkTest::everyLesson_data() {
    QTest::addColumn<int>("index");
    const QString page = qEnvironmentVariable("CONVSCOPE_PAGE");
    bool any = false;
    for (int i = 0; i < static_cast<int>(lessons().size()); ++i) {
        const Lesson& lesson = lessons()[static_cast<std::size_t>(i)];
        if (!page.isEmpty() && lesson.page != page) continue;
        if (lesson.id != microscope && !lesson.scene["view"].toString().isEmpty()) continue;
        QTest::newRow(qPrintable(lesson.id)) << i;
        any = true;
    }
    if (!any) QFAIL(qPrintable("No lesson has a page \"" + page + "\"."));
}

void WalkTest::everyLesson() {
    QFETCH(int, index);
    walk(walked(lessons()[static_cast<std::size_t>(index)]), index);
}

} // namespace ui
