// The lessons on the left, in groups, with number, title and a tick when seen.
#pragma once

#include "ui/figure/style.h"

#include <QListWidget>

namespace ui {

class LessonList : public QListWidget {
    Q_OBJECT
public:
    explicit LessonList(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // Numbers only, the titles as tooltips.
    void setNarrow(bool narrow);
    void setCurrentLesson(int index);
    int currentLesson() const { return m_current; }

signals:
    void chosen(int lesson); // index into lessons()

private:
    int m_current = -1;
};

} // namespace ui
