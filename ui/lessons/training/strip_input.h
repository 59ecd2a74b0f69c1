// What mouse and keys do in the strip: they point at values, and draw on the image. The cursor that keys move is the
// same as the mouse's.
#pragma once

#include "ui/view/figure_view.h"

#include <QPointer>

namespace ui {

class StripInput : public QObject {
    Q_OBJECT
public:
    explicit StripInput(FigureView* strip);
    // The cell that is pointed at.
    const std::optional<CellRef>& hover() const { return m_hover; }

signals:
    // The pen goes down on the image, moves, and is lifted.
    void penDown(QPoint at, bool rightButton);
    void penMoved(QPoint to);
    void penUp();
    // One dot by key.
    void dotted(QPoint at, bool erase);
    // Down into what stands there: a map, a unit, a class, a kernel; with Shift a pixel of the image.
    void opened(const ui::CellRef& cell);
    // A key that is none of the cursor's; accept it when it was used.
    void keyPressed(QKeyEvent* event);

private:
    void handleKey(QKeyEvent* event);
    bool cursorKey(QKeyEvent* event);
    void moveCursor(int dx, int dy);
    void startCursor();
    void pointAt(std::optional<CellRef> cell);
    QPointer<FigureView> m_strip;
    std::optional<CellRef> m_hover;
    bool m_cursor = false; // m_hover was moved there by keys
};

} // namespace ui
