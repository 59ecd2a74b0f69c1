#include "ui/shell/main_window.h"

#include "core/base/error.h"

#include "ui/view/widget_style.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStyleFactory>
#include <QVBoxLayout>

namespace ui {

void applyStyle(const Style& style) {
    QApplication::setStyle(QStyleFactory::create("Fusion"));
    QApplication::setPalette(widgetPalette(style.colors()));
    qApp->setStyleSheet(widgetStyleSheet(style));
}

Theme desktopTheme() {
    const QPalette p = QGuiApplication::palette();
    return p.color(QPalette::WindowText).lightnessF() > p.color(QPalette::Window).lightnessF() ? Theme::Dark
                                                                                               : Theme::Light;
}

MainWindow::MainWindow(const Style& style, QWidget* parent)
    : QMainWindow(parent), m_style(style), m_list(new LessonList), m_stages(new QStackedWidget),
      m_inspectors(new QStackedWidget), m_bars(new QStackedWidget), m_notice(new QFrame), m_noticeText(new QLabel) {
    setObjectName("mainWindow");
    setMinimumSize(1000, 620);
    resize(1366, 768);
    setAcceptDrops(true);
    buildBody();
    buildMenus();
    connect(m_list, &LessonList::chosen, this, &MainWindow::openLesson);
    setStyle(style);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildBody() {
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
    bar->addWidget(m_noticeText, 1);
    bar->addWidget(close);
    m_notice->hide();
    column->addWidget(m_notice);
    column->addWidget(m_stages, 1);

    auto* side = new QWidget;
    side->setObjectName("side");
    side->setAttribute(Qt::WA_StyledBackground);
    auto* inSide = new QVBoxLayout(side);
    inSide->setContentsMargins(0, 8, 0, 8);
    inSide->addWidget(m_list);

    const auto line = [] {
        auto* l = new QFrame;
        l->setObjectName("hairline");
        l->setFixedSize(QWIDGETSIZE_MAX, 1);
        return l;
    };
    auto* body = new QWidget;
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(side);
    across->addWidget(middle, 1);
    across->addWidget(m_inspectors);
    rows->addLayout(across, 1);
    auto* hairline = line();
    hairline->setMaximumWidth(QWIDGETSIZE_MAX);
    hairline->setMinimumWidth(0);
    rows->addWidget(hairline);
    rows->addWidget(m_bars);
    m_inspectors->setObjectName("panel");
    m_inspectors->setAttribute(Qt::WA_StyledBackground);
    m_bars->setObjectName("panel");
    m_bars->setAttribute(Qt::WA_StyledBackground);
    setCentralWidget(body);
}

void MainWindow::addPage(int index) {
    const Lesson& lesson = lessons()[static_cast<std::size_t>(index)];
    for (const PageKind& kind : pageKinds()) {
        if (kind.id != lesson.page) continue;
        auto made = kind.make();
        connect(made.get(), &Page::notice, this, &MainWindow::showNotice);
        m_stages->addWidget(made->stage());
        m_inspectors->addWidget(made->inspector());
        m_bars->addWidget(made->bar());
        m_undo.addStack(made->undoStack());
        made->setStyle(m_style);
        made->open(lesson);
        m_pages[index] = std::move(made);
        return;
    }
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("Lesson \"" + lesson.id + "\" names no page there is.").toStdString());
}

void MainWindow::openLesson(int index) {
    if (index < 0 || index >= static_cast<int>(lessons().size())) return;
    if (!m_pages.contains(index)) addPage(index);
    Page* next = m_pages[index].get();
    if (m_page && m_page != next) m_page->setActive(false);
    m_page = next;
    m_notice->hide();
    m_stages->setCurrentWidget(next->stage());
    m_inspectors->setCurrentWidget(next->inspector());
    m_bars->setCurrentWidget(next->bar());
    m_undo.setActiveStack(next->undoStack());
    m_list->setCurrentLesson(index);
    next->setActive(true);
    next->stage()->setFocus();
    setWindowTitle(lessons()[static_cast<std::size_t>(index)].title + " — ConvScope");
}

void MainWindow::setStyle(const Style& style) {
    m_style = style;
    applyStyle(style);
    m_list->setStyle(style);
    for (auto& [index, page] : m_pages) page->setStyle(style);
    fitWidths();
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
    m_list->parentWidget()->setFixedWidth(qRound((narrow ? 56 : wide ? 264 : 204) * s));
    m_inspectors->setFixedWidth(qRound((wide ? 352 : 304) * s));
    m_bars->setFixedHeight(qRound((height() >= 900 ? 84 : 66) * s));
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    fitWidths();
}

void MainWindow::showNotice(const QString& sentence) {
    m_noticeText->setText(sentence);
    m_notice->setVisible(!sentence.isEmpty());
}

void MainWindow::guarded(const std::function<void()>& command) {
    try {
        m_notice->hide();
        command();
    } catch (const std::exception& e) {
        showNotice(QString::fromUtf8(e.what()));
    }
}

void MainWindow::openFile(const QString& path) {
    guarded([&] {
        if (!m_page->openFile(path))
            showNotice(tr("%1 is nothing this lesson can open. It opens: %2.").arg(path, m_page->openFilter()));
    });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile()) openFile(urls.front().toLocalFile());
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
    const Lesson* last = findLesson(settings.value("lesson").toString());
    openLesson(last ? static_cast<int>(last - lessons().data()) : 0);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings settings;
    settings.setValue("geometry", saveGeometry());
    settings.setValue("theme", static_cast<int>(m_style.theme));
    settings.setValue("scale", m_style.scale);
    if (lesson() >= 0) settings.setValue("lesson", lessons()[static_cast<std::size_t>(lesson())].id);
    event->accept();
}

} // namespace ui
