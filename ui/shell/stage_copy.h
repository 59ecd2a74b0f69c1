// The class's screen once more, smaller, in the speaker's window: what the mouse does on the copy happens on the stage.
#pragma once

#include "ui/view/throttle.h"

#include <QPixmap>
#include <QPointer>
#include <QWidget>
#include <optional>

namespace ui {

class AudienceScreen;

class StageCopy : public QWidget {
    Q_OBJECT
public:
    explicit StageCopy(AudienceScreen& audience);
    // The class's screen was painted.
    void painted();

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override { painted(); }
    void mousePressEvent(QMouseEvent* event) override { hand(*event); }
    void mouseReleaseEvent(QMouseEvent* event) override { hand(*event); }
    void mouseDoubleClickEvent(QMouseEvent* event) override { hand(*event); }
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent*) override;

private:
    QRectF picture() const; // where it lies
    std::optional<QPointF> share(const QPointF& at) const;
    QPoint onAudience(const QPointF& share) const;
    void hand(const QMouseEvent& event);
    void enter(QWidget* widget);
    void copy();

    AudienceScreen& m_audience;
    QPixmap m_copy;
    QPointer<QWidget> m_held, m_under; // of the stage: pressed; under the pointer
    bool m_copying = false;
    Throttle m_soon;
};

} // namespace ui
