// The window: menu, lessons left, stage, inspector right, bar below. It knows pages only through their contract.
#pragma once

#include "ui/shell/front.h"
#include "ui/shell/lesson_list.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/session.h"
#include "ui/view/throttle.h"

#include <QMainWindow>
#include <QStackedWidget>
#include <QUndoGroup>
#include <map>
#include <set>

namespace ui {

class CodePanel;
class FileMenu;
class PredictPanel;
class WindowBody;

class MainWindow : public QMainWindow, private Front {
    Q_OBJECT
public:
    explicit MainWindow(const Style& style, QWidget* parent = nullptr);
    ~MainWindow() override;

    // By index into lessons(). Each lesson keeps a page of its own, so what the user did is there on coming back.
    void openLesson(int index) override;
    Page* page() const override { return m_page; }
    int lesson() const override { return m_list->currentLesson(); }
    const Style& style() const override { return m_style; }
    // Costs the same however many lessons were visited: hidden ones follow when they are shown.
    void setStyle(const Style& style);
    // FileMenu's.
    void openFile(const QString& path);
    void saveScene(const QString& path);
    void openScene(const SceneFile& file) override;
    void showNotice(const QString& sentence) override { m_notice->showNotice(sentence); }
    void showNews(const QString& sentence) override { m_notice->showNews(sentence); }

    // The last window's size, theme and text size; an unreadable or damaged settings file means defaults.
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
    void buildLessonMenu();
    void connectPanels();
    void addPage(int index);
    void dress(Page& page);
    QWidget* dialogParent() const override;
    void chooseStyle(const Style& style) override;
    void guarded(const std::function<void()>& command) override;
    void fitWidths();
    void pageChanged(const Page* page);
    void togglePredict();
    void showCode();
    void rememberLook(); // theme and size of text, at once: a program may be killed
    void showAbout();

    Style m_style;
    std::set<Page*> m_undressed; // hidden ones that have the look of before
    LessonList* m_list;
    QStackedWidget *m_stages, *m_inspectors, *m_bars;
    NoticeBar* m_notice;
    QUndoGroup m_undo;
    std::map<int, std::unique_ptr<Page>> m_pages;
    Page* m_page = nullptr;
    PredictPanel* m_predict;
    CodePanel* m_code;
    WindowBody* m_body;
    FileMenu* m_files = nullptr;
    QAction *m_predictAction = nullptr, *m_codeAction = nullptr;
    bool m_hasCode = false; // the lesson in front has, at least in some of its states
    Throttle m_codeSoon;
    QString m_problem;                  // with the page that was made last
    std::unique_ptr<Session> m_session; // after the pages, which it reads
};

} // namespace ui
