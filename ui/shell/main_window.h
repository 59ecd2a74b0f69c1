// The window: menu, lessons left, stage, inspector right, bar below. It knows pages only through their contract.
#pragma once

#include "ui/pages/lecture.h"
#include "ui/shell/front.h"
#include "ui/shell/lecture_walk.h"
#include "ui/shell/lesson_list.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/predict_game.h"
#include "ui/shell/session.h"
#include "ui/shell/visit.h"
#include "ui/view/throttle.h"

#include <QMainWindow>
#include <QStackedWidget>
#include <QUndoGroup>
#include <map>
#include <set>

namespace ui {

class CodePanel;
class FileMenu;
class GivenPictures;
class LectureMenu;
class LectureSide;
class LessonMenu;
class Onward;
class PredictPanel;
class Presentation;
class ReadingPanel;
class Recorder;
class WindowBody;

class MainWindow : public QMainWindow, private Front {
    Q_OBJECT
public:
    explicit MainWindow(const Style& style, QWidget* parent = nullptr);
    ~MainWindow() override;

    // By index into the lecture that is open: all lessons, unless another was opened. Each lesson keeps a page of its
    // own, so what the user did is there on coming back; so does each scene that a lecture has otherwise.
    void openLesson(int index) override;
    void openLessonOf(const QString& id) override;
    void openLecture(const Lecture& lecture, int index = 0) override;
    const Lecture& lecture() const override { return m_lecture; }
    const Lesson& shownLesson() const override;
    // One press of a clicker; false: the lecture has nothing before or behind it.
    bool walk(bool forward) override;
    Page* page() const override { return m_page; }
    int lesson() const override { return m_list->currentLesson(); }
    const Style& style() const override { return m_style; }
    // Costs the same however many lessons were visited: hidden ones follow when they are shown.
    void setStyle(const Style& style);
    // Shows that scene of another lesson, with a sentence over it; what the user did there is not touched. goBack()
    // leads to the lesson that was in front. Throws cnn::Error when the lesson does not take the scene; nothing has
    // changed then.
    void visit(const QString& lesson, const QJsonObject& scene, const QString& why);
    void goBack();
    // In front of a class, as F5 does.
    Presentation& presentation() { return *m_presentation; }
    // FileMenu's.
    void openFile(const QString& path);
    void saveScene(const QString& path);
    // The lecture that the user makes.
    Recorder& recorder() { return *m_recorder; }
    // The picture at hand, for all lessons.
    GivenPictures& pictures();
    void openScene(const SceneFile& file) override;
    void showNotice(const QString& sentence) override;
    void showNews(const QString& sentence) override;
    void showLinks(const QString& sentence, const std::vector<NoticeLink>& links) override;

    // The last window's size, theme and text size, and whether steps move, if the desktop has nothing against it; an
    // unreadable or damaged settings file means defaults.
    void restoreSettings();
    // Opens the lesson that was in front and shows every changed lesson as it was left; keeps them in `folder` from now
    // on.
    void restoreSession(const QString& folder, Session::Pauses pauses = {});

protected:
    void resizeEvent(QResizeEvent*) override;
    void closeEvent(QCloseEvent*) override;
    void dragEnterEvent(QDragEnterEvent*) override;
    void dropEvent(QDropEvent*) override;
    void keyPressEvent(QKeyEvent*) override;

private:
    void buildMenus();
    void connectPanels();
    void connectPictures();
    void connectLectures();
    void lectureChanged();
    void lectureEdited(int scene);
    void restoreLecture(QString& said);
    void keepLecture();
    bool keepUnsaved();
    void copySceneAsText();
    bool pasteScene();
    Page& pageOf(const LectureScene& scene);
    std::unique_ptr<Page> makePage(const Lesson& lesson);
    void connectPage(Page& page);
    void bringToFront(Page& page, const Lesson& lesson);
    void endVisit();
    void dress(Page& page);
    QWidget* dialogParent() const override;
    void chooseStyle(const Style& style) override;
    void guarded(const std::function<void()>& command) override;
    void fitWidths();
    bool presents() const;
    void pageChanged(const Page* page);
    void togglePredict();
    void showCode();
    void letMove(bool moving);
    void rememberLook(); // theme and size of text, at once: a program may be killed
    void showAbout();

    Style m_style;
    std::set<Page*> m_undressed; // hidden ones that have the look of before
    LessonList* m_list;
    LectureSide* m_side;
    QStackedWidget *m_stages, *m_inspectors, *m_bars;
    NoticeBar *m_back, *m_notice;
    QUndoGroup m_undo;
    std::unique_ptr<Recorder> m_recorder; // after the group, which has its stack
    Lecture m_lecture = allLessons();
    LectureWalk m_walk{*this};
    Lesson m_shown;                                   // in front
    std::map<QString, std::unique_ptr<Page>> m_pages; // by LectureScene::key()
    std::unique_ptr<Visit> m_visit;                   // null: none
    Page* m_page = nullptr;
    PredictPanel* m_predict;
    PredictStage* m_predictStage;
    PredictGame m_game;
    CodePanel* m_code;
    ReadingPanel* m_reading;
    Onward* m_onward; // before the body, which takes its button
    WindowBody* m_body;
    FileMenu* m_files = nullptr;
    LessonMenu* m_lessonMenu = nullptr;
    LectureMenu* m_lectureMenu = nullptr;
    QAction *m_predictAction = nullptr, *m_codeAction = nullptr, *m_backAction = nullptr;
    bool m_hasCode = false; // the lesson in front has, at least in some of its states
    Throttle m_codeSoon;
    QString m_problem;                            // with the page that was made last
    std::unique_ptr<Session> m_session;           // after the pages, which it reads
    std::unique_ptr<Presentation> m_presentation; // last: it gives the stages back first
};

} // namespace ui
