// What goes through every lesson, a test for each kind of page and a row for each lesson.
#pragma once

#include "ui/pages/lesson.h"

#include <QObject>

namespace ui {

class WalkTest : public QObject {
    Q_OBJECT
private slots:
    void window_data() { rows("window"); }
    void window() { walkRow(); }
    void channels_data() { rows("channels"); }
    void channels() { walkRow(); }
    void backward_data() { rows("backward"); }
    void backward() { walkRow(); }
    void filter_data() { rows("filter"); }
    void filter() { walkRow(); }
    void fit_data() { rows("fit"); }
    void fit() { walkRow(); }
    void shift_data() { rows("shift"); }
    void shift() { walkRow(); }
    void field_data() { rows("field"); }
    void field() { walkRow(); }
    void grids_data() { rows("grids"); }
    void grids() { walkRow(); }
    void training_data() { rows("training"); }
    void training() { walkRow(); }

private:
    virtual void walk(const Lesson& lesson, int index) = 0;
    // What a view of LeNet live shows comes from a thread; test_arithmetic_views and test_view_equations know it.
    static void rows(const QString& page);
    void walkRow();
};

} // namespace ui
