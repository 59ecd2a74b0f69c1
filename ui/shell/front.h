// What is in front in the window, and what the menus may ask of the window.
#pragma once

#include <QString>
#include <functional>
#include <vector>

class QWidget;

namespace ui {

class Page;
struct Lecture;
struct Lesson;
struct SceneFile;
struct Style;

// What stands at the end of a notice, and what a click on it does.
struct NoticeLink {
    QString text;
    std::function<void()> chosen;
};

class Front {
public:
    virtual Page* page() const = 0; // of the lesson in front
    virtual int lesson() const = 0; // its index in the lecture that is open
    virtual void openLesson(int index) = 0;
    virtual const Lecture& lecture() const = 0;
    // As it stands in the lecture, or was opened for a while beside it.
    virtual const Lesson& shownLesson() const = 0;
    // In the lecture that is open where it has that lesson, otherwise among all lessons, which are opened then.
    virtual void openLessonOf(const QString& id) = 0;
    // Another list of scenes on the left, `index` of it in front.
    virtual void openLecture(const Lecture& lecture, int index) = 0;
    // One press of a clicker; false: there is nothing before or behind it.
    virtual bool walk(bool forward) = 0;
    // Shows it in its lesson, as one step of undo. Throws cnn::Error when the scene is wrong; nothing has changed then.
    virtual void openScene(const SceneFile& file) = 0;

    virtual const Style& style() const = 0;
    // As the user wants it: it is kept for the next start, too.
    virtual void chooseStyle(const Style& style) = 0;

    // What is wrong, and what to do; empty: all is well again.
    virtual void showNotice(const QString& sentence) = 0;
    // What was done, or is good to know.
    virtual void showNews(const QString& sentence) = 0;
    // News that end with links and stay until one is chosen, which is guarded.
    virtual void showLinks(const QString& sentence, const std::vector<NoticeLink>& links) = 0;
    // Runs a user's command; an Error becomes a notice. One of the doors where errors end.
    virtual void guarded(const std::function<void()>& command) = 0;
    // A style sheet is inherited from widget to widget, and the window has none: dialogs are children of a part that
    // has.
    virtual QWidget* dialogParent() const = 0;

protected:
    ~Front() = default;
};

} // namespace ui
