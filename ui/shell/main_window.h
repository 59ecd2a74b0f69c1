// The window: menu, lessons left, stage, inspector right, bar below. It knows pages only through their contract.
#pragma once

#include "ui/pages/page.h"
#include "ui/shell/lesson_list.h"

#include <QLabel>
#include <QMainWindow>
#include <QStackedWidget>
#include <QUndoGroup>
#include <map>

namespace ui {

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
    void setStyle(const Style& style);
    // A file from the menu, the command line or dropped on the window; what is wrong with it stands over the stage.
    void openFile(const QString& path);
    void showNotice(const QString& sentence);

    // The last window's size, lesson, theme and text size; an unreadable or damaged settings file means defaults.
    void restoreSettings();

protected:
    void resizeEvent(QResizeEvent*) override;
    void closeEvent(QCloseEvent*) override;
    void dragEnterEvent(QDragEnterEvent*) override;
    void dropEvent(QDropEvent*) override;

private:
    void buildBody();
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void addPage(int index);
    void fitWidths();
    void exportPicture();
    void exportNumbers();
    void openDialog();
    void saveDialog();
    void changeScale(double factor);
    void focusNextPane(bool forward);
    void showKeys();
    void showAbout();
    // Runs a user's command; an Error becomes a notice. One of the doors where errors end.
    void guarded(const std::function<void()>& command);

    Style m_style;
    LessonList* m_list;
    QStackedWidget *m_stages, *m_inspectors, *m_bars;
    QFrame* m_notice;
    QLabel* m_noticeText;
    QUndoGroup m_undo;
    std::map<int, std::unique_ptr<Page>> m_pages;
    Page* m_page = nullptr;
    QString m_lastFolder;
};

// Fusion, palette and style sheet for the whole program.
void applyStyle(const Style& style);
// Light or dark as the desktop has it.
Theme desktopTheme();

} // namespace ui
