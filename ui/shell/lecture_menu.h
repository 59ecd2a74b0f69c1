// The Lecture menu: which lecture is open, and making one's own.
#pragma once

#include "ui/shell/ask_file.h"
#include "ui/shell/front.h"

#include <QAction>
#include <QMenu>
#include <functional>

namespace ui {

class Recorder;

class LectureMenu : public QObject {
    Q_OBJECT
public:
    struct Wishes {
        std::function<void()> find;               // a lesson in the list
        std::function<void(bool down)> move;      // the current scene
        QWidget* list;                            // where some keys act alone
        std::function<void(const QString&)> open; // a file
        QAction* saveScene;                       // Ctrl+S is its key while no lecture of the user's is open
    };
    LectureMenu(QMenu& menu, Front& front, Recorder& recorder, Wishes wishes, QObject* parent);
    // The open lecture, or whether it is saved, is another now.
    void show();
    // Files of lectures that were opened or saved, the newest first.
    static QStringList recent();
    static void remember(const QString& path);

private:
    QAction* add(const QString& text, const QKeySequence& key, std::function<void()> command);
    void addToScene(const QString& text, const char* key, std::function<void()> command);
    void addMaking();
    void fillLectures();
    void addLecture(const QString& text, const QString& path);
    void save(bool elsewhere);
    void rename();
    void edit();
    void openOther();

    QMenu& m_menu;
    QMenu* m_lectures;
    Front& m_front;
    Recorder& m_recorder;
    Wishes m_wishes;
    AskFile m_ask;
    QAction* m_save = nullptr;
    QList<QAction*> m_changing; // what needs a lecture that is not all lessons
};

} // namespace ui
