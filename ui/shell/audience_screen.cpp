#include "ui/shell/audience_screen.h"

#include "ui/figure/style.h"

#include <QCloseEvent>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

AudienceScreen::AudienceScreen()
    : m_foot(new PresentationFoot(this)), m_ink(new Ink(this)), m_blank(new Ground(this)),
      m_rows(new QVBoxLayout(this)) {
    setObjectName("audience");
    setWindowTitle(tr("Presentation"));
    setMouseTracking(true);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    m_rows->addWidget(m_foot);
    m_blank->setObjectName("blank");
    m_blank->setColor(greyRamp(0));
    m_blank->setMouseTracking(true);
    m_blank->hide();
}

void AudienceScreen::take(QWidget* stages) {
    m_rows->insertWidget(0, stages, 1);
    stages->show();
}

void AudienceScreen::setStyle(const Style& style) {
    setColor(style.colors().window);
    m_foot->setStyle(style);
    m_ink->setStyle(style);
}

void AudienceScreen::setBlank(bool blank) {
    m_isBlank = blank;
    m_blank->raise();
    m_blank->setVisible(blank);
}

QPointF AudienceScreen::shareOf(const QWidget& widget, const QPointF& at) const {
    const QPointF here = widget.mapTo(this, at);
    return {here.x() / std::max(1, width()), here.y() / std::max(1, height())};
}

void AudienceScreen::closeEvent(QCloseEvent* event) {
    event->accept();
    emit closed();
}

void AudienceScreen::resizeEvent(QResizeEvent* event) {
    Ground::resizeEvent(event);
    m_foot->setFixedHeight(qRound(height() * 0.07));
    m_foot->setUnit(std::min(width() / 1920.0, height() / 1080.0));
    m_ink->setGeometry(rect());
    m_blank->setGeometry(rect());
}

} // namespace ui
