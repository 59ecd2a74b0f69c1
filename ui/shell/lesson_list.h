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
    // Rows change their height with the window and the text; the current one stays in sight.
    void doItemsLayout() override;

signals:
    void chosen(int lesson); // index into lessons()

private:
    int m_current = -1;
};

} // namespace ui
