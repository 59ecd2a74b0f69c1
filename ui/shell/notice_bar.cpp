#include "ui/shell/notice_bar.h"

#include "core/base/plain_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

namespace ui {
namespace {

constexpr int newsStay = 12'000; // ms
const QString errorLook = "errorBar", newsLook = "newsBar";

} // namespace

NoticeBar::NoticeBar(const QString& name) : m_text(new QLabel) {
    setObjectName(errorLook);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    m_text->setWordWrap(true);
    m_text->setObjectName(name);
    connect(m_text, &QLabel::linkActivated, this, [this](const QString& place) {
        const auto chosen = m_links[place.toUInt()].chosen; // it may show other links
        hide();
        chosen();
    });
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    m_newsOver.setObjectName("newsOver");
    m_newsOver.setSingleShot(true);
    m_newsOver.setInterval(newsStay);
    connect(&m_newsOver, &QTimer::timeout, this, &QWidget::hide);
    row->addWidget(m_text, 1);
    row->addWidget(close);
    hide();
}

void NoticeBar::showNotice(const QString& sentence) {
    say(sentence, errorLook);
}

void NoticeBar::showNews(const QString& sentence) {
    say(sentence, newsLook);
    m_newsOver.start();
}

void NoticeBar::showLinks(const QString& sentence, const std::vector<NoticeLink>& links) {
    say(sentence, newsLook);
    m_sentence = m_text->text();
    m_links = links;
    m_text->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    writeLinks();
}

// In the colour of the text: a style sheet says nothing of links.
void NoticeBar::writeLinks() {
    QStringList all;
    for (const NoticeLink& link : m_links)
        all << QString("<a href='%1' style='color: %2'>%3</a>")
                   .arg(QString::number(all.size()), m_text->palette().color(QPalette::WindowText).name(),
                        link.text.toHtmlEscaped());
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(m_sentence.toHtmlEscaped() + ' ' + all.join(", "));
}

void NoticeBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_links.empty()) writeLinks();
}

void NoticeBar::lieOver(QWidget* below) {
    m_below = below;
    below->installEventFilter(this);
    place();
}

bool NoticeBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) place();
    return QFrame::eventFilter(watched, event);
}

bool NoticeBar::event(QEvent* event) {
    const bool result = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest) place(); // other words, or a larger text
    return result;
}

void NoticeBar::place() {
    if (!m_below) return;
    const int width = m_below->width();
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry(m_below->x(), m_below->y(), width, height);
    raise();
}

void NoticeBar::hideNotice() {
    if (objectName() == errorLook) hide();
}

void NoticeBar::say(const QString& sentence, const QString& look) {
    m_newsOver.stop();
    m_links.clear();
    m_text->setTextInteractionFlags(Qt::NoTextInteraction);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setText(QString::fromStdString(cnn::plainLines(sentence.toStdString()))); // it may quote a file
    if (objectName() != look) {
        setObjectName(look);
        style()->polish(this);
    }
    place();
    setVisible(!sentence.isEmpty());
}

} // namespace ui
