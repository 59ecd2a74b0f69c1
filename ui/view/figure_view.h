// The canvas: shows a figure, knows which cell is under the pointer, and leaves all meaning to the page.
#pragma once

#include "ui/figure/figure.h"
#include "ui/view/throttle.h"

#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace ui {

class FigureView : public QWidget {
    Q_OBJECT
public:
    explicit FigureView(QWidget* parent = nullptr);

    // The builder is called again whenever the size changes; refresh() calls it now. It may give null: nothing to show.
    void setBuilder(FigureBuilder builder);
    void setStyle(const Style& style);
    // The figure is laid out for a view so many times smaller, and all of it shown larger, its words too.
    void setMagnification(double factor);
    void refresh();
    // The one that is shown, or will be in a moment.
    const Figure* figure() const { return m_figure.get(); }
    // Where the style lets it move: what is on the way is there at once.
    bool moving() const { return m_motion != nullptr; }
    void arrive();
    // Too fast for motion, as walks are played and things are dragged: from here on everything is there at once.
    void setHurried(bool hurried);
    std::optional<CellRef> cellAt(QPointF point) const; // of the view

signals:
    void hovered(const std::optional<ui::CellRef>& cell); // changed only
    void pressed(const ui::CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
    void pressedNothing();
    void dragged(const ui::CellRef& cell, Qt::MouseButtons buttons); // entered another cell with a button down
    void released();
    void wheeled(const ui::CellRef& cell, int notches, Qt::KeyboardModifiers modifiers);
    void keyPressed(QKeyEvent* event); // accept it when it was used

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void leaveEvent(QEvent*) override;
    void wheelEvent(QWheelEvent*) override;
    void keyPressEvent(QKeyEvent*) override;
    void focusInEvent(QFocusEvent*) override;
    void focusOutEvent(QFocusEvent*) override;
    bool focusNextPrevChild(bool) override { return m_keepTab ? false : QWidget::focusNextPrevChild(true); }

public:
    // While a grid is being edited, Tab belongs to it.
    void setKeepTab(bool keep) { m_keepTab = keep; }

private:
    void setHover(std::optional<CellRef> cell);
    void setOut(const Figure& before);
    void showFrame();
    void stop();
    void paintStage(QPainter& painter);
    void paintStill();
    void paintMotion(QPainter& painter);
    FigureBuilder m_builder;
    std::unique_ptr<Figure> m_figure;
    std::unique_ptr<Motion> m_motion; // null: nothing moves
    std::optional<Movement> m_moves;  // with it
    QPixmap m_still;                  // what holds still meanwhile; null before the first frame
    QElapsedTimer m_since;
    QTimer m_frames;
    bool m_hurried = false;
    Style m_style;
    double m_factor = 1;
    std::optional<CellRef> m_hover, m_drag;
    bool m_keepTab = false;
    bool m_ring = false; // the focus came by key: show where it is
    int m_wheel = 0;     // touchpads send fractions of a notch
};

} // namespace ui
