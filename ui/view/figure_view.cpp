#include "ui/view/figure_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>

namespace ui {
namespace {

constexpr int frameTime = 15; // ms

} // namespace

FigureView::FigureView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &FigureView::showFrame);
}

void FigureView::setBuilder(FigureBuilder builder) {
    m_builder = std::move(builder);
    refresh();
}

void FigureView::setStyle(const Style& style) {
    m_style = style;
    refresh();
}

void FigureView::setMagnification(double factor) {
    if (factor == m_factor) return;
    m_factor = factor;
    refresh();
}

std::optional<CellRef> FigureView::cellAt(QPointF point) const {
    return m_figure ? m_figure->cellAt(point / m_factor) : std::nullopt;
}

void FigureView::refresh() {
    if (!m_builder || size().isEmpty()) return;
    arrive(); // motion never holds up what comes next
    const std::unique_ptr<Figure> before = std::move(m_figure);
    m_figure = m_builder(QSizeF(size()) / m_factor, m_style);
    if (before && m_figure) setOut(*before);
    setAccessibleDescription(m_figure ? m_figure->describe() : QString());
    if (!m_motion) update();
}

// ---- motion --------------------------------------------------------------------------------------------------------

void FigureView::setOut(const Figure& before) {
    if (!m_style.moving || m_hurried || !isVisible() || before.size() != m_figure->size()) return;
    m_motion = m_figure->motionFrom(before);
    if (!m_motion) return;
    m_moves.emplace();
    m_frames.start(0); // a step that another follows at once costs no painting
}

// What holds still is painted before the first frame, which takes longest, and the way begins when it is there: so the
// frames follow one another evenly.
void FigureView::showFrame() {
    if (m_still.isNull()) {
        paintStill();
        m_frames.start(frameTime);
        return update();
    }
    const QRectF reach = m_motion->reach();
    if (m_since.elapsed() >= m_motion->milliseconds()) stop();
    update(QRectF(reach.topLeft() * m_factor, reach.size() * m_factor).toAlignedRect());
}

void FigureView::paintStill() {
    m_still = QPixmap(size() * devicePixelRatioF());
    m_still.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&m_still);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(m_factor, m_factor);
    m_motion->paintStill(painter, m_style);
    m_since.start();
}

void FigureView::stop() {
    m_frames.stop();
    m_motion.reset();
    m_moves.reset();
    m_still = {};
}

void FigureView::arrive() {
    if (!m_motion) return;
    stop();
    update();
}

void FigureView::setHurried(bool hurried) {
    m_hurried = hurried;
    if (hurried) arrive();
}

void FigureView::paintMotion(QPainter& painter) {
    if (m_still.isNull()) paintStill();
    painter.drawPixmap(0, 0, m_still);
    painter.scale(m_factor, m_factor);
    m_motion->paintMoving(painter, m_style,
                          std::min(1.0, static_cast<double>(m_since.elapsed()) / m_motion->milliseconds()));
}

void FigureView::paintStage(QPainter& painter) {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.save();
    if (m_motion)
        paintMotion(painter);
    else {
        painter.scale(m_factor, m_factor);
        m_figure->paint(painter, m_style);
    }
    painter.restore();
}

void FigureView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!m_figure) {
        painter.fillRect(rect(), m_style.colors().window);
        return;
    }
    paintStage(painter);
    if (!m_ring) return;
    painter.setPen(QPen(m_style.colors().text, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

void FigureView::focusInEvent(QFocusEvent* event) {
    const Qt::FocusReason why = event->reason();
    m_ring = why == Qt::TabFocusReason || why == Qt::BacktabFocusReason || why == Qt::ShortcutFocusReason;
    update();
}

void FigureView::focusOutEvent(QFocusEvent*) {
    m_ring = false;
    update();
}

void FigureView::resizeEvent(QResizeEvent*) {
    refresh();
}

void FigureView::setHover(std::optional<CellRef> cell) {
    if (cell == m_hover) return;
    m_hover = std::move(cell);
    emit hovered(m_hover);
}

void FigureView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_figure) return;
    const auto cell = cellAt(event->position());
    if (event->buttons() && cell && cell != m_drag) {
        m_drag = cell;
        setHurried(true); // what follows the pointer does not lag behind it
        emit dragged(*cell, event->buttons());
        setHurried(false);
    }
    setHover(cell);
}

void FigureView::mousePressEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    m_drag = cell;
    if (cell)
        emit pressed(*cell, event->button(), event->modifiers());
    else
        emit pressedNothing();
}

void FigureView::mouseReleaseEvent(QMouseEvent*) {
    m_drag.reset();
    emit released();
}

void FigureView::leaveEvent(QEvent*) {
    setHover(std::nullopt);
}

void FigureView::wheelEvent(QWheelEvent* event) {
    const auto cell = cellAt(event->position());
    if (!cell) {
        event->ignore();
        return;
    }
    // Shift turns the wheel sideways on some platforms.
    m_wheel += event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const int notches = m_wheel / 120;
    m_wheel -= notches * 120;
    if (notches != 0) emit wheeled(*cell, notches, event->modifiers());
}

void FigureView::keyPressEvent(QKeyEvent* event) {
    event->ignore();
    emit keyPressed(event);
    if (!event->isAccepted()) QWidget::keyPressEvent(event);
}

} // namespace ui
