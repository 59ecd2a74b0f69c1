#include "ui/shell/stage_copy.h"

#include "ui/shell/audience_screen.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>

namespace ui {

StageCopy::StageCopy(AudienceScreen& audience) : m_audience(audience), m_soon(50, [this] { copy(); }) {
    setObjectName("stageCopy");
    setMouseTracking(true);
    setMinimumSize(320, 180);
}

void StageCopy::painted() {
    if (!m_copying) m_soon.soon();
}

QRectF StageCopy::picture() const {
    QRectF place(QPointF(0, 0), QSizeF(m_audience.size()).scaled(size(), Qt::KeepAspectRatio));
    place.moveLeft((width() - place.width()) / 2); // at the top: the note stands under it
    return place;
}

// Painted anew at its own size, so that what is small stays sharp.
void StageCopy::copy() {
    if (m_audience.size().isEmpty() || !m_audience.isVisible()) return;
    // No higher than the picture: the rest is for the note.
    setMaximumHeight(std::max(minimumHeight(), width() * m_audience.height() / m_audience.width() + 1));
    const QRectF place = picture();
    if (place.isEmpty()) return;
    QPixmap copy((place.size() * devicePixelRatioF()).toSize());
    copy.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&copy);
    painter.scale(place.width() / m_audience.width(), place.height() / m_audience.height());
    m_copying = true;
    m_audience.render(&painter);
    m_copying = false;
    painter.end();
    m_copy = copy;
    update();
}

void StageCopy::paintEvent(QPaintEvent*) {
    QPainter(this).drawPixmap(picture().topLeft(), m_copy);
}

// ---- mouse ---------------------------------------------------------------------------------------------------------

std::optional<QPointF> StageCopy::share(const QPointF& at) const {
    const QRectF place = picture();
    if (place.isEmpty() || !place.contains(at)) return std::nullopt;
    return QPointF((at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height());
}

QPoint StageCopy::onAudience(const QPointF& share) const {
    return {static_cast<int>(share.x() * m_audience.width()), static_cast<int>(share.y() * m_audience.height())};
}

void StageCopy::enter(QWidget* widget) {
    if (widget == m_under) return;
    if (m_under) {
        QEvent left(QEvent::Leave);
        QApplication::sendEvent(m_under, &left);
    }
    m_under = widget;
}

void StageCopy::hand(const QMouseEvent& event) {
    const auto where = share(event.position());
    if (!where) return enter(nullptr);
    const QPoint there = onAudience(*where);
    QWidget* target = m_held ? m_held.data() : m_audience.childAt(there);
    if (!target) return;
    enter(target);
    if (event.type() == QEvent::MouseButtonPress) m_held = target;
    if (event.buttons() == Qt::NoButton) m_held = nullptr;
    QMouseEvent same(event.type(), target->mapFrom(&m_audience, QPointF(there)), QPointF(m_audience.mapToGlobal(there)),
                     event.button(), event.buttons(), event.modifiers());
    QApplication::sendEvent(target, &same);
}

void StageCopy::mouseMoveEvent(QMouseEvent* event) {
    m_audience.ink().setSpot(share(event->position()));
    hand(*event);
}

void StageCopy::leaveEvent(QEvent*) {
    m_audience.ink().setSpot(std::nullopt);
    enter(nullptr);
}

void StageCopy::wheelEvent(QWheelEvent* event) {
    const auto where = share(event->position());
    if (!where) return;
    const QPoint there = onAudience(*where);
    QWidget* target = m_audience.childAt(there);
    if (!target) return;
    QWheelEvent same(target->mapFrom(&m_audience, QPointF(there)), QPointF(m_audience.mapToGlobal(there)),
                     event->pixelDelta(), event->angleDelta(), event->buttons(), event->modifiers(), event->phase(),
                     event->inverted());
    QApplication::sendEvent(target, &same);
}

} // namespace ui
