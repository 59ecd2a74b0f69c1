// The main window's menus and the commands behind them.
#include "ui/pages/saving.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>

namespace ui {
void MainWindow::buildMenus() {
    buildFileMenu();
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = m_undo.createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = m_undo.createRedoAction(this, tr("&Redo"));
    redo->setShortcuts({QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")});
    edit->addActions({undo, redo});
    buildViewMenu();
    QMenu* lesson = menuBar()->addMenu(tr("&Lesson"));
    for (int i = 0; i < static_cast<int>(lessons().size()); ++i) {
        const Lesson& l = lessons()[static_cast<std::size_t>(i)];
        QAction* open = lesson->addAction(QString("%1  %2").arg(i + 1).arg(l.title), this,
                                          [this, i] { guarded([&] { openLesson(i); }); });
        if (i < 9) open->setShortcut(QKeySequence(QString("Ctrl+%1").arg(i + 1)));
    }
    lesson->addSeparator();
    lesson->addAction(tr("&Next lesson"), QKeySequence("Ctrl+PgDown"), this,
                      [this] { openLesson(this->lesson() + 1); });
    lesson->addAction(tr("&Previous lesson"), QKeySequence("Ctrl+PgUp"), this,
                      [this] { openLesson(this->lesson() - 1); });
    lesson->addAction(tr("&Reset the scene"), QKeySequence("Ctrl+R"), this, [this] {
        guarded([&] {
            m_page->setScene(lessons()[static_cast<std::size_t>(this->lesson())].scene, tr("Reset the scene"));
        });
    });
    lesson->addSeparator();
    m_predictAction =
        lesson->addAction(tr("Pre&dict, then reveal"), QKeySequence("P"), this, &MainWindow::togglePredict);
    m_predictAction->setCheckable(true);
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keys"), QKeySequence("?"), this, &MainWindow::showKeys);
    help->addAction(tr("&About ConvScope"), this, &MainWindow::showAbout);
}

void MainWindow::buildFileMenu() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::openDialog);
    file->addAction(tr("&Save scene…"), QKeySequence::Save, this, [this] { guarded([&] { saveSceneDialog(); }); });
    QAction* network = file->addAction(tr("Save net&work…"), QKeySequence("Ctrl+Shift+S"), this,
                                       [this] { guarded([&] { saveDialog(); }); });
    connect(file, &QMenu::aboutToShow, this, [this, network] {
        const auto* saving = savingOf(m_page);
        network->setEnabled(saving && !saving->saveFilter().isEmpty());
    });
    file->addSeparator();
    file->addAction(tr("&Export picture…"), QKeySequence("Ctrl+E"), this,
                    [this] { guarded([&] { exportPicture(); }); });
    file->addAction(tr("Export &numbers…"), QKeySequence("Ctrl+Shift+E"), this,
                    [this] { guarded([&] { exportNumbers(); }); });
    buildExportMenu(file);
    file->addAction(tr("&Copy picture"), QKeySequence("Ctrl+Shift+C"), this,
                    [this] { guarded([&] { copyPicture(); }); });
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence("Ctrl+Q"), this, &QWidget::close);
}

void MainWindow::buildExportMenu(QMenu* file) {
    QMenu* network = file->addMenu(tr("Export netwo&rk"));
    network->addAction(tr("For &PyTorch…"), this, [this] { guarded([&] { m_exports.forPyTorch(networkOnShow()); }); });
    network->addAction(tr("&Maps and filters…"), this, [this] { guarded([&] { m_exports.maps(networkOnShow()); }); });
    network->addAction(tr("&Course of the run…"), this,
                       [this] { guarded([&] { m_exports.course(networkOnShow()); }); });
    network->addAction(tr("Training as &GIF…"), this, [this] { guarded([&] { m_exports.film(networkOnShow()); }); });
    connect(file, &QMenu::aboutToShow, this, [this, network] {
        const auto* saving = savingOf(m_page);
        network->setEnabled(saving && saving->networkExport().has_value());
    });
    connect(&m_exports, &NetworkExports::done, this, &MainWindow::showNews);
    connect(&m_exports, &NetworkExports::failed, this, &MainWindow::showNotice);
}

void MainWindow::buildViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    auto* themes = new QActionGroup(this);
    const QStringList names{tr("&Light"), tr("&Dark"), tr("&Projector")};
    for (int i = 0; i < 3; ++i) {
        QAction* theme = view->addAction(names[i], this, [this, i] {
            Style style = m_style;
            style.theme = static_cast<Theme>(i);
            setStyle(style);
            rememberLook();
        });
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    connect(view, &QMenu::aboutToShow, this,
            [this, themes] { themes->actions()[static_cast<int>(m_style.theme)]->setChecked(true); });
    view->addSeparator();
    QAction* larger = view->addAction(tr("L&arger text"), this, [this] { changeScale(1.1); });
    larger->setShortcuts({QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")});
    view->addAction(tr("S&maller text"), QKeySequence("Ctrl+-"), this, [this] { changeScale(1 / 1.1); });
    view->addAction(tr("&Normal text"), QKeySequence("Ctrl+0"), this, [this] { changeScale(0); });
    view->addSeparator();
    const auto toggle = [&](const QString& text, const char* key, QWidget* widget) {
        view->addAction(text, QKeySequence(key), this, [widget] { widget->setVisible(!widget->isVisible()); });
    };
    toggle(tr("Lessons on or off"), "F9", m_list->parentWidget());
    toggle(tr("Settings on or off"), "F10", m_inspectors->parentWidget());
    m_codeAction = view->addAction(tr("&Code"), QKeySequence("Ctrl+K"), this, [this] { showCode(); });
    m_codeAction->setCheckable(true);
    view->addAction(tr("&Full screen"), QKeySequence("F11"), this,
                    [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    view->addSeparator();
    view->addAction(tr("Next pane"), QKeySequence("F6"), this, [this] { focusNextPane(true); });
    view->addAction(tr("Previous pane"), QKeySequence("Shift+F6"), this, [this] { focusNextPane(false); });
}

void MainWindow::changeScale(double factor) {
    Style style = m_style;
    // Beyond this the stage would have no room left.
    const double largest = std::clamp(std::min(width() / 900.0, height() / 510.0), 1.0, 3.0);
    style.scale = factor == 0 ? 1 : std::clamp(style.scale * factor, 1.0, largest);
    if (factor > 1 && style.scale == m_style.scale)
        showNotice(tr("Larger text would not fit this window; a larger window has room for it."));
    setStyle(style);
    rememberLook();
}

void MainWindow::focusNextPane(bool forward) {
    const QList<QWidget*> panes{m_list, m_page->stage(), m_inspectors->parentWidget(), m_bars->currentWidget()};
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (panes[i]->isAncestorOf(QApplication::focusWidget()) || panes[i] == QApplication::focusWidget()) at = i;
    for (qsizetype tries = 0; tries < panes.size(); ++tries) {
        at = (at + (forward ? 1 : panes.size() - 1)) % panes.size();
        QWidget* pane = panes[at];
        if (!pane->isVisible()) continue;
        // The pane itself, or the first thing in it that takes keys.
        QWidget* target = pane->focusPolicy() & Qt::TabFocus ? pane : nullptr;
        for (QWidget* w : pane->findChildren<QWidget*>())
            if (!target && w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus)) target = w;
        if (target) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::showKeys() {
    showKeysDialog(dialogParent(), *menuBar());
}

void MainWindow::showAbout() {
    showNews(tr("ConvScope %1: convolutional neural networks, step by step. Free software under the GNU General "
                "Public License, version 3 or later.")
                 .arg(QApplication::applicationVersion()));
}

} // namespace ui
