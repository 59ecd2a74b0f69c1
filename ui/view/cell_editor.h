// Typing into one cell of a figure.
#pragma once

#include "ui/figure/style.h"

#include <QLineEdit>

namespace ui {

// A line edit laid over the cell. Enter, Tab, the vertical arrows and a click elsewhere commit, Esc gives up.
class CellEditor : public QLineEdit {
    Q_OBJECT
public:
    explicit CellEditor(QWidget* view);
    void setStyle(const Style& style) { m_style = style; }
    void begin(const QRectF& cell, const QString& text, bool select);

signals:
    // key: Enter, Tab, Backtab, Up, Down, or 0 when the focus went elsewhere.
    void committed(const QString& text, int key);
    void ended(); // after either way

protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void finish(bool commit, int key);
    Style m_style;
};

} // namespace ui
