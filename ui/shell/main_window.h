// The window: menu, lessons left, stage, inspector right, bar below. It knows pages only through their contract.
#pragma once

#include "ui/pages/saving.h"
#include "ui/shell/lesson_list.h"
#include "ui/shell/network_exports.h"
#include "ui/shell/session.h"
#include "ui/view/throttle.h"

#include <QLabel>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>
#include <QUndoGroup>
#include <map>
#include <set>

namespace ui {

class CodePanel;
class Ground;
class PredictPanel;
struct SceneFile;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const Style& style, QWidget* parent = nullptr);
    ~MainWindow() override;

    // By index into lessons(). Each lesson keeps a page of its own, so what the user did is there when he comes back.
    void openLesson(int index);
    Page* page() const { return m_page; }
    int lesson() const { return m_list->currentLesson(); }
    const Style& style() const { return m_style; }
    // Costs the same however many lessons were visited: hidden ones follow when they are shown.
    void setStyle(const Style& style);
    // A file from the menu, the command line or dropped on the window; what is wrong with it stands over the stage.
    void openFile(const QString& path);
    // Shows it in its lesson, as one step of undo. Throws cnn::Error when the scene is wrong; nothing has changed then.
    void openScene(const SceneFile& file);
    void saveScene(const QString& path);
    // What is wrong, and what to do; empty: all is well again.
    void showNotice(const QString& sentence);
    // What was done, or is good to know.
    void showNews(const QString& sentence);

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
    void buildBody();
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    Ground* ground(QColor Palette::*color);
    Ground* hairline();
    QWidget* buildMiddle();
    QWidget* buildRight();
    void connectPanels();
    void addPage(int index);
    void dress(Page& page);
    // A style sheet is inherited from widget to widget, and the window has none: dialogs are children of a part that
    // has.
    QWidget* dialogParent() const;
    void fitWidths();
    void openInALesson(const QString& path);
    void exportPicture();
    void exportNumbers();
    void openDialog();
    void saveDialog();
    void saveSceneDialog();
    void copyPicture();
    void buildExportMenu(QMenu* file);
    NetworkExport networkOnShow() const;
    void pageChanged(const Page* page);
    void togglePredict();
    void showCode();
    void changeScale(double factor);
    void rememberLook(); // theme and size of text, at once: a program may be killed
    void focusNextPane(bool forward);
    void showKeys();
    void showAbout();
    void sayInBar(const QString& sentence, const QString& look);
    // Runs a user's command; an Error becomes a notice. One of the doors where errors end.
    void guarded(const std::function<void()>& command);

    Style m_style;
    std::vector<std::pair<Ground*, QColor Palette::*>> m_grounds; // and their colours
    std::vector<QWidget*> m_dressed;                              // with a style sheet, beside the pages
    std::set<Page*> m_undressed;                                  // hidden ones that have the look of before
    QWidget* m_splitLine = nullptr;
    LessonList* m_list;
    QStackedWidget *m_stages, *m_inspectors, *m_bars;
    QFrame* m_notice;
    QLabel* m_noticeText;
    QTimer m_newsOver;
    QUndoGroup m_undo;
    std::map<int, std::unique_ptr<Page>> m_pages;
    Page* m_page = nullptr;
    PredictPanel* m_predict;
    CodePanel* m_code;
    QAction *m_predictAction = nullptr, *m_codeAction = nullptr;
    bool m_hasCode = false; // the lesson in front has, at least in some of its states
    Throttle m_codeSoon;
    QString m_problem;                  // with the page that was made last
    std::unique_ptr<Session> m_session; // after the pages, which it reads
    AskFile m_ask{[this] { return dialogParent(); }};
    NetworkExports m_exports{m_ask};
};

// Fusion and palette for the whole program.
void applyStyle(const Style& style);
// Light or dark as the desktop has it.
Theme desktopTheme();

} // namespace ui
