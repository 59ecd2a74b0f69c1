// The Lesson menu: every scene of the open lecture, the next and the one before, and what there is to do in each.
#pragma once

#include "ui/shell/front.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace ui {

class LessonMenu : public QObject {
    Q_OBJECT
public:
    // further: stand at the end. The front outlives the menu.
    LessonMenu(QMenu& menu, Front& front, const QList<QAction*>& further, QObject* parent);
    // The open lecture is another.
    void show();

private:
    QMenu& m_menu;
    Front& m_front;
    QAction* m_end; // of the scenes
    QList<QAction*> m_scenes;
};

} // namespace ui
