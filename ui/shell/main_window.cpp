#include "ui/shell/main_window.h"

#include "core/base/error.h"
#include "ui/media/file_names.h"
#include "ui/pages/scene_file.h"
#include "ui/sentence.h"
#include "ui/shell/file_menu.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/page_catalog.h"
#include "ui/shell/view_menu.h"
#include "ui/shell/window_body.h"
#include "ui/view/application_style.h"
#include "ui/view/code_panel.h"
#include "ui/view/figure_view.h"
#include "ui/view/predict_panel.h"
#include "ui/view/widget_style.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>

namespace ui {

MainWindow::MainWindow(const Style& style, QWidget* parent)
    : QMainWindow(parent), m_style(style), m_list(new LessonList), m_stages(new QStackedWidget),
      m_inspectors(new QStackedWidget), m_bars(new QStackedWidget), m_notice(new NoticeBar),
      m_predict(new PredictPanel), m_code(new CodePanel({"PyTorch", "NumPy"})),
      m_body(new WindowBody({m_list, m_stages, m_inspectors, m_bars, m_notice, m_predict, m_code})),
      m_codeSoon(50, [this] { showCode(); }) {
    setObjectName("mainWindow");
    setMinimumSize(1000, 620);
    resize(1366, 768);
    setAcceptDrops(true);
    setCentralWidget(m_body);
    buildMenus();
    connectPanels();
    connect(m_list, &LessonList::chosen, this, &MainWindow::openLesson);
    setStyle(style);
}

MainWindow::~MainWindow() = default;

void MainWindow::addPage(int index) {
    const Lesson& lesson = lessons()[static_cast<std::size_t>(index)];
    for (const PageKind& kind : pageKinds()) {
        if (kind.id != lesson.page) continue;
        auto made = kind.make();
        connect(made.get(), &Page::notice, this, &MainWindow::showNotice);
        connect(made.get(), &Page::news, this, &MainWindow::showNews);
        connect(made.get(), &Page::stateChanged, this, [this, page = made.get()] { pageChanged(page); });
        // What was refused is past once something else was done, or taken back.
        connect(made->undoStack(), &QUndoStack::indexChanged, this, [this, page = made.get()] {
            if (page == m_page) m_notice->hideNotice();
        });
        m_stages->addWidget(made->stage());
        m_inspectors->addWidget(made->inspector());
        m_bars->addWidget(made->bar());
        m_undo.addStack(made->undoStack());
        dress(*made);
        made->open(lesson);
        Page& page = *(m_pages[index] = std::move(made));
        if (m_session) m_problem = m_session->adopt(lesson, page);
        return;
    }
    throw cnn::Error(cnn::ErrorCode::BadFormat,
                     cnn::Message::tr("Lesson \"%1\" names no page there is.", lesson.id.toStdString()));
}

void MainWindow::openLesson(int index) {
    if (index < 0 || index >= static_cast<int>(lessons().size())) return;
    if (!m_pages.contains(index)) addPage(index);
    Page* next = m_pages[index].get();
    if (m_page && m_page != next) {
        m_predict->leave();
        m_page->setActive(false);
    }
    m_page = next;
    if (m_undressed.erase(next) > 0) dress(*next);
    showNotice(std::exchange(m_problem, {}));
    m_stages->setCurrentWidget(next->stage());
    m_inspectors->setCurrentWidget(next->inspector());
    m_bars->setCurrentWidget(next->bar());
    m_undo.setActiveStack(next->undoStack());
    m_list->setCurrentLesson(index);
    next->setActive(true);
    next->stage()->setFocus();
    m_hasCode = false;
    showCode();
    const Lesson& lesson = lessons()[static_cast<std::size_t>(index)];
    if (m_session) m_session->setLesson(lesson.id);
    setWindowTitle(lesson.title + " — ConvScope");
}

void MainWindow::setStyle(const Style& style) {
    m_style = style;
    applyStyle(style);
    giveSheet(*menuBar(), widgetStyleSheet(style));
    m_body->setStyle(style);
    m_list->setStyle(style);
    m_predict->setStyle(style);
    m_code->setStyle(style);
    for (auto& [index, page] : m_pages)
        if (page.get() != m_page) m_undressed.insert(page.get());
    if (m_page) dress(*m_page);
    fitWidths();
}

// A page has a style sheet of its own, so that those that are hidden cost nothing until they are shown.
void MainWindow::dress(Page& page) {
    const QString sheet = widgetStyleSheet(m_style);
    for (QWidget* part : {page.stage(), page.inspector(), page.bar()}) giveSheet(*part, sheet);
    page.setStyle(m_style);
}

QWidget* MainWindow::dialogParent() const {
    return m_predict;
}

void MainWindow::fitWidths() {
    const double compact = WindowBody::compactAt(width());
    if (compact != m_style.compact) {
        Style style = m_style;
        style.compact = compact;
        setStyle(style); // comes back here
        return;
    }
    m_body->fit(size(), m_style.scale);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    fitWidths();
}

void MainWindow::guarded(const std::function<void()>& command) {
    try {
        m_notice->hide();
        command();
    } catch (const std::exception& e) {
        showNotice(sentenceOf(e));
    }
}

// ---- files ---------------------------------------------------------------------------------------------------------

void MainWindow::openFile(const QString& path) {
    m_files->openFile(path);
}

void MainWindow::saveScene(const QString& path) {
    m_files->saveScene(path);
}

void MainWindow::openScene(const SceneFile& file) {
    const auto index = static_cast<int>(file.lesson - lessons().data());
    if (!m_pages.contains(index)) addPage(index);
    Page& page = *m_pages[index];
    try {
        page.setScene(file.scene, tr("Open %1").arg(file.name));
    } catch (const cnn::Error& e) {
        throw file.at(e);
    }
    openLesson(index);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile()) m_files->openFile(droppedName(urls.front()));
}

// ---- menus ---------------------------------------------------------------------------------------------------------

void MainWindow::buildMenus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    m_files = new FileMenu(*file, *this, this);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence("Ctrl+Q"), this, &QWidget::close);
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = m_undo.createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = m_undo.createRedoAction(this, tr("&Redo"));
    redo->setShortcuts({QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")});
    edit->addActions({undo, redo});
    QMenu* view = menuBar()->addMenu(tr("&View"));
    m_codeAction = new QAction(tr("&Code"), this);
    m_codeAction->setShortcut(QKeySequence("Ctrl+K"));
    m_codeAction->setCheckable(true);
    connect(m_codeAction, &QAction::triggered, this, &MainWindow::showCode);
    const auto panes = [this] {
        return QList<QWidget*>{m_list, m_page->stage(), m_body->settingsSide(), m_bars->currentWidget()};
    };
    new ViewMenu(*view, *this, {m_body->lessonSide(), m_body->settingsSide(), m_codeAction, panes}, this);
    buildLessonMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keys"), QKeySequence("?"), this, [this] { showKeysDialog(dialogParent(), *menuBar()); });
    help->addAction(tr("&About ConvScope"), this, &MainWindow::showAbout);
}

void MainWindow::buildLessonMenu() {
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
}

void MainWindow::showAbout() {
    showNews(tr("ConvScope %1: convolutional neural networks, step by step. Free software under the GNU General "
                "Public License, version 3 or later.")
                 .arg(QApplication::applicationVersion()));
}

// ---- what the shell adds to every lesson: predict, then reveal; the code that does the same ------------------------

void MainWindow::connectPanels() {
    connect(m_predict, &PredictPanel::covered, this, [this](const QString& id) { m_page->cover(id); });
    connect(m_predict, &PredictPanel::switched, this, &MainWindow::togglePredict);
    connect(m_predict, &PredictPanel::done, this, [this] {
        m_predictAction->setChecked(m_predict->isOn());
        m_page->stage()->setFocus();
    });
    connect(m_predict, &PredictPanel::stepWanted, this, [this](const QString& id) {
        m_page->showStep(id);
        m_page->stage()->setFocus(); // the keys step on from there
    });
    connect(m_predict, &PredictPanel::passedOn, this, [this](QKeyEvent* event) {
        auto* stage = qobject_cast<FigureView*>(m_page->stage());
        if (!stage) stage = m_page->stage()->findChild<FigureView*>();
        if (stage) QApplication::sendEvent(stage, event);
    });
    connect(m_code, &CodePanel::dialectChosen, this, &MainWindow::showCode);
    connect(m_code, &CodePanel::closed, this, [this] {
        m_codeAction->setChecked(false);
        showCode();
        m_page->stage()->setFocus();
    });
}

void MainWindow::pageChanged(const Page* page) {
    if (page != m_page) return;
    if (m_predict->isOn()) m_predict->setQuestions(page->questions());
    m_codeSoon.soon();
}

void MainWindow::togglePredict() {
    guarded([&] {
        if (m_predict->isOn()) {
            m_predict->leave();
        } else {
            m_predict->begin(m_page->questions());
            if (!m_predict->isOn()) showNotice(tr("There is nothing to predict here."));
        }
        m_predictAction->setChecked(m_predict->isOn());
    });
}

void MainWindow::showCode() {
    const QString code = m_page->code(static_cast<CodeDialect>(m_code->dialect()));
    m_hasCode = m_hasCode || !code.isEmpty();
    m_codeAction->setEnabled(m_hasCode);
    const bool show = m_hasCode && m_codeAction->isChecked();
    if (show && !m_code->isVisibleTo(this)) {
        m_code->show();
        static_cast<QSplitter*>(m_code->parentWidget())->setSizes({600, 400}); // the stage keeps the larger share
    }
    m_code->setVisible(show);
    if (m_code->isVisibleTo(this)) m_code->setCode(code);
}

// Escape that nobody in the lesson wanted.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_predict->isOn())
        m_predict->leave();
    else
        QMainWindow::keyPressEvent(event);
}

// ---- what is remembered --------------------------------------------------------------------------------------------

void MainWindow::restoreSettings() {
    const QSettings settings;
    restoreGeometry(settings.value("geometry").toByteArray());
    Style style = m_style;
    const int theme = settings.value("theme", -1).toInt();
    style.theme = theme >= 0 && theme <= 2 ? static_cast<Theme>(theme) : desktopTheme();
    style.scale = std::clamp(settings.value("scale", 1.0).toDouble(), 1.0, 3.0);
    setStyle(style);
}

void MainWindow::restoreSession(const QString& folder, Session::Pauses pauses) {
    m_session = std::make_unique<Session>(folder, pauses);
    connect(m_session.get(), &Session::failed, this, &MainWindow::showNotice);
    const QString said = m_session->start();
    const Lesson* last = findLesson(m_session->lesson());
    if (!last) last = findLesson(QSettings().value("lesson").toString());
    openLesson(last ? static_cast<int>(last - lessons().data()) : 0);
    if (!said.isEmpty()) showNotice(said);
}

void MainWindow::chooseStyle(const Style& style) {
    setStyle(style);
    rememberLook();
}

void MainWindow::rememberLook() {
    QSettings settings;
    settings.setValue("theme", static_cast<int>(m_style.theme));
    settings.setValue("scale", m_style.scale);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    rememberLook();
    QSettings settings;
    settings.setValue("geometry", saveGeometry());
    if (lesson() >= 0) settings.setValue("lesson", lessons()[static_cast<std::size_t>(lesson())].id);
    if (m_session) m_session->close();
    event->accept();
}

} // namespace ui
