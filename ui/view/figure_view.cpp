#include "ui/view/figure_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

namespace ui {

FigureView::FigureView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
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
    m_figure = m_builder(QSizeF(size()) / m_factor, m_style);
    setAccessibleDescription(m_figure ? m_figure->describe() : QString());
    update();
}

void FigureView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!m_figure) {
        painter.fillRect(rect(), m_style.colors().window);
        return;
    }
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.save();
    painter.scale(m_factor, m_factor);
    m_figure->paint(painter, m_style);
    painter.restore();
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
        emit dragged(*cell, event->buttons());
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
