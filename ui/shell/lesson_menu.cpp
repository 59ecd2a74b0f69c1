#include "ui/shell/lesson_menu.h"

#include "ui/pages/lecture.h"
#include "ui/pages/page.h"

#include <QMenu>

namespace ui {

LessonMenu::LessonMenu(QMenu& menu, Front& front, const QList<QAction*>& further, QObject* parent)
    : QObject(parent), m_menu(menu), m_front(front), m_end(menu.addSeparator()) {
    menu.addAction(tr("&Next lesson"), QKeySequence("Ctrl+PgDown"), this,
                   [this] { m_front.guarded([&] { m_front.openLesson(m_front.lesson() + 1); }); });
    menu.addAction(tr("&Previous lesson"), QKeySequence("Ctrl+PgUp"), this,
                   [this] { m_front.guarded([&] { m_front.openLesson(m_front.lesson() - 1); }); });
    menu.addAction(tr("&Reset the scene"), QKeySequence("Ctrl+R"), this, [this] {
        m_front.guarded([&] { m_front.page()->setScene(m_front.shownLesson().scene, tr("Reset the scene")); });
    });
    menu.addSeparator();
    menu.addActions(further);
    show();
}

void LessonMenu::show() {
    qDeleteAll(m_scenes);
    m_scenes.clear();
    const auto& scenes = m_front.lecture().scenes;
    for (int i = 0; i < static_cast<int>(scenes.size()); ++i) {
        QString title = scenes[static_cast<std::size_t>(i)].lesson.title;
        auto* open = new QAction(tr("%1  %2").arg(i + 1).arg(title.replace('&', "&&")), this);
        connect(open, &QAction::triggered, this, [this, i] { m_front.guarded([&] { m_front.openLesson(i); }); });
        if (i < 9) open->setShortcut(QKeySequence(QString("Ctrl+%1").arg(i + 1)));
        m_menu.insertAction(m_end, open);
        m_scenes << open;
    }
}

} // namespace ui
