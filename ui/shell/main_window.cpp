#include "ui/shell/main_window.h"

#include "core/base/error.h"
#include "ui/media/file_names.h"
#include "ui/model/preferences.h"
#include "ui/sentence.h"
#include "ui/shell/desktop_motion.h"
#include "ui/shell/file_menu.h"
#include "ui/shell/given_pictures.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/lecture_menu.h"
#include "ui/shell/lecture_side.h"
#include "ui/shell/lesson_menu.h"
#include "ui/shell/onward.h"
#include "ui/shell/presentation.h"
#include "ui/shell/reading_panel.h"
#include "ui/shell/recorder.h"
#include "ui/shell/stage_keys.h"
#include "ui/shell/view_menu.h"
#include "ui/shell/window_body.h"
#include "ui/view/application_style.h"
#include "ui/view/code_panel.h"
#include "ui/view/figure_view.h"
#include "ui/view/predict_panel.h"
#include "ui/view/predict_stage.h"
#include "ui/view/widget_style.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>

namespace ui {

MainWindow::MainWindow(const Style& style, QWidget* parent)
    : QMainWindow(parent), m_style(style), m_list(new LessonList), m_side(new LectureSide(m_list)),
      m_stages(new QStackedWidget), m_inspectors(new QStackedWidget), m_bars(new QStackedWidget),
      m_back(new NoticeBar("backText")), m_notice(new NoticeBar), m_recorder(new Recorder(*this)),
      m_predict(new PredictPanel), m_predictStage(new PredictStage(m_stages)),
      m_game(*this, *m_predict, *m_predictStage), m_code(new CodePanel(codeDialectNames)), m_reading(new ReadingPanel),
      m_onward(new Onward(*this, m_walk, this)),
      m_body(new WindowBody({m_side, m_stages, m_inspectors, m_bars, m_back, m_notice, m_reading, m_predict, m_code,
                             m_onward->beside()})),
      m_codeSoon(50, [this] { showCode(); }) {
    setObjectName("mainWindow");
    setMinimumSize(1000, 620);
    resize(1366, 768);
    setAcceptDrops(true);
    setCentralWidget(m_body);
    buildMenus();
    connectPanels();
    connectPictures();
    connectLectures();
    new StageKeys([this] { return m_page; }, this);
    setStyle(style);
}

// Pages outlive what is told of their undo.
MainWindow::~MainWindow() {
    for (const auto& page : m_pages) page.second->undoStack()->disconnect(this);
}

void MainWindow::setStyle(const Style& style) {
    m_style = style;
    applyStyle(style);
    giveSheet(*menuBar(), widgetStyleSheet(style));
    m_body->setStyle(style);
    m_side->setStyle(style);
    m_onward->setStyle(style);
    m_predict->setStyle(style);
    m_predictStage->setStyle(style);
    m_code->setStyle(style);
    for (auto& [key, page] : m_pages)
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
    const double compact = WindowBody::compactAt(width(), m_style.scale);
    if (compact != m_style.compact) {
        Style style = m_style;
        style.compact = compact;
        setStyle(style); // comes back here
        return;
    }
    m_body->fit(size(), m_style.scale);
    m_onward->show();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    fitWidths();
}

void MainWindow::guarded(const std::function<void()>& command) {
    try {
        showNotice({});
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

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage()) event->acceptProposedAction();
}

// A browser sends the picture itself beside its address.
void MainWindow::dropEvent(QDropEvent* event) {
    const QMimeData& data = *event->mimeData();
    const auto urls = data.urls();
    if (!urls.isEmpty() && urls.front().isLocalFile()) return m_files->openFile(droppedName(urls.front()));
    guarded([&] {
        if (!pictures().takeFrom(data, tr("Dropped picture")))
            throw cnn::Error(cnn::ErrorCode::NotFound,
                             cnn::Message::tr("What was dropped is no file of this computer and holds no picture; save "
                                              "it as a file first."));
    });
}

// ---- the picture that every lesson can have ------------------------------------------------------------------------

GivenPictures& MainWindow::pictures() {
    return m_files->pictures();
}

void MainWindow::connectPictures() {
    GivenPictures& all = pictures();
    connect(&all, &GivenPictures::changed, this, [this] {
        const SharedPicture& given = pictures().atHand();
        if (m_session) m_session->setPicture(given->kept, writtenReading(given).toObject());
        if (m_reading->isVisibleTo(this)) m_reading->showPicture(given);
    });
    connect(&all, &GivenPictures::choiceWanted, this, [this] { m_reading->open(pictures().atHand()); });
    connect(&all, &GivenPictures::failed, this, [this] {
        if (m_reading->isVisibleTo(this)) m_reading->showPicture(pictures().atHand());
    });
    connect(m_reading, &ReadingPanel::wanted, this,
            [this](const PictureWish& wish) { guarded([&] { pictures().readAgain(wish); }); });
    connect(m_reading, &ReadingPanel::refused, this, &MainWindow::showNotice);
    connect(m_reading, &ReadingPanel::left, this, [this] {
        pictures().endChoice();
        m_page->stage()->setFocus();
    });
}

// What is said goes where it is seen: over the stage, or to the foot of what a class sees.
bool MainWindow::presents() const {
    return m_presentation && m_presentation->isOn();
}

void MainWindow::showNotice(const QString& sentence) {
    if (presents()) m_presentation->say(sentence, true);
    if (!presents() || sentence.isEmpty()) m_notice->showNotice(sentence);
}

void MainWindow::showNews(const QString& sentence) {
    if (presents()) return m_presentation->say(sentence, false);
    m_notice->showNews(sentence);
}

void MainWindow::showLinks(const QString& sentence, const std::vector<NoticeLink>& links) {
    std::vector<NoticeLink> safe;
    for (const NoticeLink& link : links) safe.push_back({link.text, [this, link] { guarded(link.chosen); }});
    if (presents()) m_presentation->say(sentence, false); // what there is to choose waits in the window
    m_notice->showLinks(sentence, safe);
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
    edit->addAction(m_files->copyPictureAction());
    edit->addAction(tr("&Copy scene as text"), QKeySequence("Ctrl+Alt+C"), this,
                    [this] { guarded([this] { copySceneAsText(); }); });
    QMenu* view = menuBar()->addMenu(tr("&View"));
    m_codeAction = new QAction(tr("&Code"), this);
    m_codeAction->setShortcut(QKeySequence("Ctrl+K"));
    m_codeAction->setCheckable(true);
    connect(m_codeAction, &QAction::triggered, this, &MainWindow::showCode);
    const auto panes = [this] {
        return QList<QWidget*>{m_list, m_page->stage(), m_body->settingsSide(), m_bars->currentWidget()};
    };
    new ViewMenu(*view, *this, {m_body->lessonSide(), m_body->settingsSide(), m_codeAction, panes}, this);
    m_backAction = new QAction(tr("&Back to the questions"), this);
    m_backAction->setShortcut(QKeySequence("Alt+Left"));
    m_backAction->setEnabled(false);
    connect(m_backAction, &QAction::triggered, this, &MainWindow::goBack);
    m_predictAction = new QAction(tr("Pre&dict, then reveal"), this);
    m_predictAction->setShortcut(QKeySequence("P"));
    m_predictAction->setCheckable(true);
    connect(m_predictAction, &QAction::triggered, this, &MainWindow::togglePredict);
    m_lectureMenu =
        new LectureMenu(*menuBar()->addMenu(tr("Le&cture")), *this, *m_recorder,
                        {[this] { m_side->search(); }, [this](bool down) { m_list->moveCurrent(down); }, m_list,
                         [this](const QString& path) { openFile(path); }, m_files->saveSceneAction()},
                        this);
    m_lessonMenu = new LessonMenu(*menuBar()->addMenu(tr("&Lesson")), *this, {m_backAction, m_predictAction}, this);
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keys"), QKeySequence("?"), this, [this] { showKeysDialog(dialogParent(), *menuBar()); });
    help->addAction(tr("&About ConvScope"), this, &MainWindow::showAbout);
    Front& front = *this;
    const Presentation::Parts parts{m_stages,
                                    [this](const Style& style) { setStyle(style); },
                                    [this](int scene) { m_walk.jumped(scene); },
                                    {undo, redo, m_predictAction}};
    m_presentation = std::make_unique<Presentation>(front, parts);
    m_presentation->fillMenu(*view);
}

void MainWindow::showAbout() {
    showNews(tr("ConvScope %1: convolutional neural networks, step by step. Free software under the GNU General "
                "Public License, version 3 or later.")
                 .arg(QApplication::applicationVersion()));
}

// ---- what the shell adds to every lesson: predict, then reveal; the code that does the same ------------------------

void MainWindow::connectPanels() {
    connect(m_predict, &PredictPanel::covered, this, [this](const QString& id) {
        m_page->cover(id);
        showCode();
    });
    connect(m_predict, &PredictPanel::switched, this, &MainWindow::togglePredict);
    connect(&m_game, &PredictGame::switchWanted, this, &MainWindow::togglePredict);
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
    m_onward->show();
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
    QString code = m_page->code(static_cast<CodeDialect>(m_code->dialect()));
    m_hasCode = m_hasCode || !code.isEmpty();
    m_codeAction->setEnabled(m_hasCode);
    const bool show = m_hasCode && m_codeAction->isChecked();
    if (show && !m_code->isVisibleTo(this)) {
        m_code->show();
        static_cast<QSplitter*>(m_code->parentWidget())->setSizes({600, 400}); // the stage keeps the larger share
    }
    m_code->setVisible(show);
    if (m_predict->covers() && !code.isEmpty()) code = tr("# Covered until the answer is revealed.");
    if (m_code->isVisibleTo(this)) m_code->setCode(code);
}

// What nobody in the lesson wanted.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    const bool escape = event->key() == Qt::Key_Escape;
    if (escape && pictures().stop()) return;
    if (escape && m_notice->isVisible())
        m_notice->hide();
    else if (escape && m_predict->isOn())
        m_predict->leave();
    else if (event->matches(QKeySequence::Copy)) // nothing is selected that could be copied
        m_files->copyPictureAction()->trigger();
    else if (event->matches(QKeySequence::Paste))
        guarded([&] {
            if (!pasteScene() && !pictures().takeFrom(*QApplication::clipboard()->mimeData(), tr("Pasted picture")))
                showNotice(tr("There is no picture on the clipboard."));
        });
    else
        QMainWindow::keyPressEvent(event);
}

// ---- what is remembered --------------------------------------------------------------------------------------------

void MainWindow::restoreSettings() {
    applyDataFolders();
    const QSettings settings;
    restoreGeometry(settings.value("geometry").toByteArray());
    Style style = m_style;
    const int theme = settings.value("theme", -1).toInt();
    style.theme = theme >= 0 && theme <= 2 ? static_cast<Theme>(theme) : desktopTheme();
    style.scale = std::clamp(settings.value("scale", 1.0).toDouble(), 1.0, 3.0);
    style.moving = settings.value("animations", true).toBool();
    setStyle(style);
    auto* desktop = new DesktopMotion(this);
    connect(desktop, &DesktopMotion::wanted, this,
            [this](bool wanted) { letMove(wanted && QSettings().value("animations", true).toBool()); });
}

void MainWindow::letMove(bool moving) {
    Style style = m_style;
    style.moving = moving;
    setStyle(style);
}

void MainWindow::restoreSession(const QString& folder, Session::Pauses pauses) {
    m_session = std::make_unique<Session>(folder, pauses);
    connect(m_session.get(), &Session::failed, this, &MainWindow::showNotice);
    QString said = m_session->start();
    pictures().restore(m_session->picture(), m_session->reading());
    restoreLecture(said);
    if (!said.isEmpty()) showNotice(said);
}

void MainWindow::chooseStyle(const Style& style) {
    if (style.moving != m_style.moving) QSettings().setValue("animations", style.moving); // the user, not the desktop
    setStyle(style);
    rememberLook();
}

void MainWindow::rememberLook() {
    QSettings settings;
    settings.setValue("theme", static_cast<int>(m_style.theme));
    settings.setValue("scale", m_style.scale);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_presentation->end(); // what is remembered is the window's own
    if (!keepUnsaved()) return event->ignore();
    rememberLook();
    QSettings settings;
    settings.setValue("geometry", saveGeometry());
    if (lesson() >= 0) settings.setValue("lesson", m_shown.id);
    if (m_session) m_session->close();
    event->accept();
}

} // namespace ui
