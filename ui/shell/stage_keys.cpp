#include "ui/shell/stage_keys.h"

#include "ui/pages/page.h"
#include "ui/view/cell_editor.h"
#include "ui/view/controls.h"
#include "ui/view/figure_view.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitterHandle>

namespace ui {
namespace {

bool isField(const QWidget* widget) {
    const auto* text = qobject_cast<const QPlainTextEdit*>(widget);
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           (text && !text->isReadOnly());
}

// Lists and code to be copied: a click chooses in them, so they keep the keys that do something with what is chosen.
bool keepsSomeKeys(const QWidget* widget) {
    return qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
}

// They only move what is in sight, or lead to a command.
bool onlyShows(const QWidget* widget) {
    return qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QSplitterHandle*>(widget) ||
           qobject_cast<const QMenuBar*>(widget);
}

bool isStepping(const QKeyEvent& key) {
    if (key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) return false;
    switch (key.key()) {
    case Qt::Key_Right:
    case Qt::Key_Left:
    case Qt::Key_Space:
    case Qt::Key_Home:
    case Qt::Key_End:
        return true;
    default:
        return false;
    }
}

} // namespace

StageKeys::StageKeys(std::function<Page*()> page, QWidget* window)
    : QObject(window), m_page(std::move(page)), m_window(window) {
    qApp->installEventFilter(this);
}

// All of the program's events pass here: whatever is no concern of this goes on at once.
bool StageKeys::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    const bool press = type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick;
    if (!press && type != QEvent::KeyPress && type != QEvent::FocusIn) return false;
    if (m_handing || !watched->isWidgetType()) return false;
    auto& widget = static_cast<QWidget&>(*watched);
    if (!m_page() || !isHere(widget)) return false;
    if (type == QEvent::KeyPress) return takesKey(widget, static_cast<QKeyEvent&>(*event));
    if (press)
        pressed(widget);
    else
        focusMoved(widget, static_cast<QFocusEvent*>(event)->reason());
    return false;
}

// Dialogs and lists that pop up have windows and keys of their own.
bool StageKeys::isHere(const QWidget& widget) const {
    const QWidget* window = widget.window();
    return window == m_window || window == m_page()->stage()->window();
}

void StageKeys::focusMoved(QWidget& to, Qt::FocusReason why) {
    if (qobject_cast<FigureView*>(&to) && m_page()->stage()->isAncestorOf(&to)) m_view = &to;
    const bool byMouse =
        why == Qt::MouseFocusReason || why == Qt::ActiveWindowFocusReason || why == Qt::PopupFocusReason;
    if (!byMouse && m_clicked == &to) m_clicked = nullptr; // who comes otherwise has all of its keys
}

QWidget* StageKeys::target() const {
    QWidget* stage = m_page()->stage();
    return m_view && m_view->isVisible() && stage->isAncestorOf(m_view) ? m_view.data() : stage;
}

// Before the widget gets it: a command may lead the keys elsewhere on purpose.
void StageKeys::pressed(QWidget& widget) {
    if (qobject_cast<FigureView*>(&widget)) return; // what stands on it is no figure
    for (QWidget* at = &widget; at && !at->isWindow(); at = at->parentWidget()) {
        if (onlyShows(at)) return;
        if (isField(at) || keepsSomeKeys(at)) return void(m_clicked = at);
    }
    m_clicked = nullptr;
    target()->setFocus(Qt::MouseFocusReason);
}

bool StageKeys::takesKey(QWidget& receiver, QKeyEvent& key) {
    if (m_clicked != &receiver || !receiver.hasFocus()) return false;
    const bool ends = isField(&receiver) && endsTyping(receiver, key.key());
    const bool passes = !isField(&receiver) && isStepping(key);
    if (!ends && !passes) return false;
    m_handing = true;
    QApplication::sendEvent(passes ? target() : &receiver, &key);
    m_handing = false;
    if (ends && m_clicked && m_clicked->hasFocus()) target()->setFocus(Qt::OtherFocusReason);
    if (ends) m_clicked = nullptr;
    key.accept();
    return true;
}

// Of a setting. An answer to a question, a search and a cell of a grid have their own ways.
bool StageKeys::endsTyping(const QWidget& field, int key) const {
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape) return false;
    if (qobject_cast<const CellEditor*>(&field)) return false;
    if (qobject_cast<const Stepper*>(field.parentWidget())) return true;
    return m_page()->inspector()->isAncestorOf(&field) || m_page()->bar()->isAncestorOf(&field);
}

} // namespace ui
