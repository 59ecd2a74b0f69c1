#include "ui/shell/notice_bar.h"

#include "core/base/plain_text.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

namespace ui {
namespace {

constexpr int newsStay = 12'000; // ms
const QString errorLook = "errorBar", newsLook = "newsBar";

} // namespace

NoticeBar::NoticeBar() : m_text(new QLabel) {
    setObjectName(errorLook);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setObjectName("noticeText");
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
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

void NoticeBar::hideNotice() {
    if (objectName() == errorLook) hide();
}

void NoticeBar::say(const QString& sentence, const QString& look) {
    m_newsOver.stop();
    m_text->setText(QString::fromStdString(cnn::plainLines(sentence.toStdString()))); // it may quote a file
    setVisible(!sentence.isEmpty());
    if (objectName() == look) return;
    setObjectName(look);
    style()->polish(this);
}

} // namespace ui
