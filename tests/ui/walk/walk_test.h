// What goes through every lesson, a row for each. The environment's CONVSCOPE_PAGE, where it is set, leaves those of
// one kind of page, so that the kinds can run side by side.
#pragma once

#include "ui/pages/lesson.h"

#include <QObject>

namespace ui {

class WalkTest : public QObject {
    Q_OBJECT
private slots:
    // What a view of LeNet live shows comes from a thread; test_arithmetic_views and test_view_equations know it.
    void everyLesson_data();
    void everyLesson();

private:
    virtual void walk(const Lesson& lesson, int index) = 0;
};

} // namespace ui
