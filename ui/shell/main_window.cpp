#include "ui/shell/main_window.h"

#include "core/base/error.h"
#include "core/base/plain_text.h"
#include "ui/media/file_names.h"
#include "ui/sentence.h"
#include "ui/shell/ground.h"
#include "ui/view/code_panel.h"
#include "ui/view/predict_panel.h"
#include "ui/view/widget_style.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStyleFactory>
#include <QVBoxLayout>

namespace ui {

void applyStyle(const Style& style) {
    // Each of the two is looked at by every widget there is.
    if (QApplication::style()->name() != "fusion") QApplication::setStyle(QStyleFactory::create("Fusion"));
    if (const QPalette wanted = widgetPalette(style.colors()); QApplication::palette() != wanted)
        QApplication::setPalette(wanted);
}

Theme desktopTheme() {
    const QPalette p = QGuiApplication::palette();
    return p.color(QPalette::WindowText).lightnessF() > p.color(QPalette::Window).lightnessF() ? Theme::Dark
                                                                                               : Theme::Light;
}

namespace {

// Of a widget that was never polished Qt may have read the sheet before, and would go on with that one.
void giveSheet(QWidget& part, const QString& sheet) {
    part.ensurePolished();
    part.setStyleSheet(sheet);
}

constexpr int newsStay = 12'000; // ms; what is wrong stays until it is closed or mended

} // namespace

MainWindow::MainWindow(const Style& style, QWidget* parent)
    : QMainWindow(parent), m_style(style), m_list(new LessonList), m_stages(new QStackedWidget),
      m_inspectors(new QStackedWidget), m_bars(new QStackedWidget), m_notice(new QFrame), m_noticeText(new QLabel),
      m_predict(new PredictPanel), m_code(new CodePanel({"PyTorch", "NumPy"})), m_codeSoon(50, [this] { showCode(); }) {
    setObjectName("mainWindow");
    setMinimumSize(1000, 620);
    resize(1366, 768);
    setAcceptDrops(true);
    buildBody();
    buildMenus();
    connectPanels();
    connect(m_list, &LessonList::chosen, this, &MainWindow::openLesson);
    setStyle(style);
}

MainWindow::~MainWindow() = default;

Ground* MainWindow::ground(QColor Palette::*color) {
    m_grounds.push_back({new Ground, color});
    return m_grounds.back().first;
}

Ground* MainWindow::hairline() {
    Ground* line = ground(&Palette::line);
    line->setFixedHeight(1);
    return line;
}

// The stage under the bar for notices, over the code when it is wanted.
QWidget* MainWindow::buildMiddle() {
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notice->setObjectName("errorBar");
    auto* bar = new QHBoxLayout(m_notice);
    bar->setContentsMargins(16, 8, 8, 8);
    m_noticeText->setWordWrap(true);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setObjectName("noticeText");
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, m_notice, &QWidget::hide);
    m_newsOver.setSingleShot(true);
    m_newsOver.setInterval(newsStay);
    connect(&m_newsOver, &QTimer::timeout, m_notice, &QWidget::hide);
    bar->addWidget(m_noticeText, 1);
    bar->addWidget(close);
    m_notice->hide();
    column->addWidget(m_notice);
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    split->addWidget(m_stages);
    split->addWidget(m_code);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    m_code->hide();
    m_splitLine = split->handle(1);
    m_splitLine->setAutoFillBackground(true);
    column->addWidget(split, 1);
    return middle;
}

// The lesson's settings, and at the foot what is the same in every lesson.
QWidget* MainWindow::buildRight() {
    Ground* right = ground(&Palette::surface);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_inspectors, 1);
    column->addWidget(hairline());
    column->addWidget(m_predict);
    return right;
}

void MainWindow::buildBody() {
    auto* side = new QWidget;
    side->setObjectName("side");
    side->setAttribute(Qt::WA_StyledBackground);
    auto* inSide = new QVBoxLayout(side);
    inSide->setContentsMargins(0, 8, 0, 8);
    inSide->addWidget(m_list);

    Ground* body = ground(&Palette::window);
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(side);
    across->addWidget(buildMiddle(), 1);
    across->addWidget(buildRight());
    rows->addLayout(across, 1);
    rows->addWidget(hairline());
    Ground* underBars = ground(&Palette::surface);
    auto* bars = new QVBoxLayout(underBars);
    bars->setContentsMargins(0, 0, 0, 0);
    bars->addWidget(m_bars);
    rows->addWidget(underBars);
    setCentralWidget(body);
    m_dressed = {menuBar(), side, m_notice, m_code, m_predict};
}

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
            if (page == m_page && m_notice->objectName() == "errorBar") m_notice->hide();
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
    const QString sheet = widgetStyleSheet(style);
    for (QWidget* part : m_dressed) giveSheet(*part, sheet);
    for (const auto& [area, color] : m_grounds) area->setColor(style.colors().*color);
    QPalette line;
    line.setColor(QPalette::Window, style.colors().line);
    m_splitLine->setPalette(line);
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

// The parts' sizes for the window's: wide, medium, and numbers only in the list below 1280.
void MainWindow::fitWidths() {
    const bool wide = width() >= 1600;
    const double compact = wide ? 1 : 0.87;
    if (compact != m_style.compact) {
        Style style = m_style;
        style.compact = compact;
        setStyle(style); // comes back here
        return;
    }
    const double s = m_style.scale;
    const bool narrow = width() < 1280 * std::min(s, 1.5);
    m_list->setNarrow(narrow);
    m_list->parentWidget()->setFixedWidth(qRound((narrow ? 56 : wide ? 264 : 214) * s));
    m_inspectors->parentWidget()->setFixedWidth(qRound((wide ? 352 : 318) * s));
    m_bars->setFixedHeight(qRound((height() >= 900 ? 84 : 66) * s));
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    fitWidths();
}

void MainWindow::showNotice(const QString& sentence) {
    sayInBar(sentence, "errorBar");
}

void MainWindow::showNews(const QString& sentence) {
    sayInBar(sentence, "newsBar");
    m_newsOver.start();
}

void MainWindow::sayInBar(const QString& sentence, const QString& look) {
    m_newsOver.stop();
    m_noticeText->setText(QString::fromStdString(cnn::plainLines(sentence.toStdString()))); // it may quote a file
    m_notice->setVisible(!sentence.isEmpty());
    if (m_notice->objectName() == look) return;
    m_notice->setObjectName(look);
    m_notice->style()->polish(m_notice);
}

void MainWindow::guarded(const std::function<void()>& command) {
    try {
        m_notice->hide();
        command();
    } catch (const std::exception& e) {
        showNotice(sentenceOf(e));
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile()) openFile(droppedName(urls.front()));
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
