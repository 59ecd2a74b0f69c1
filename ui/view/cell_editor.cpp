#include "ui/view/cell_editor.h"

#include <QKeyEvent>

namespace ui {

CellEditor::CellEditor(QWidget* view) : QLineEdit(view) {
    setObjectName("cellEditor");
    setAccessibleName(tr("Value of the cell"));
    setAlignment(Qt::AlignCenter);
    setMaxLength(16);
    hide();
}

void CellEditor::begin(const QRectF& cell, const QString& text, bool select) {
    QRect box = cell.toRect();
    const int width = std::max(box.width(), 64), height = std::max(box.height(), 30);
    box = QRect(box.center() - QPoint(width / 2, height / 2), QSize(width, height));
    const Palette& c = m_style.colors();
    setStyleSheet(QString("QLineEdit#cellEditor { background: %1; color: %2; border: 2px solid %2; border-radius: 6px;"
                          " padding: 0; min-height: 0; font-size: %3px; font-weight: 600; }")
                      .arg(c.surface.name(), c.text.name())
                      .arg(std::clamp(qRound(0.36 * height), 13, 44)));
    setGeometry(box);
    setText(text);
    setModified(!select); // a digit that opened the editor is a change already
    if (select) selectAll();
    show();
    setFocus();
}

bool CellEditor::event(QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QLineEdit::event(event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    switch (key) {
    case Qt::Key_Escape:
        finish(false, key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        finish(true, Qt::Key_Enter);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Up:
    case Qt::Key_Down:
        finish(true, key);
        return true;
    default:
        return QLineEdit::event(event);
    }
}

void CellEditor::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (isVisible()) finish(true, 0);
}

void CellEditor::finish(bool commit, int key) {
    hide();
    if (commit && isModified())
        emit committed(text(), key);
    else if (commit)
        emit committed({}, key); // only moved on: the value stays
    emit ended();
}

} // namespace ui
