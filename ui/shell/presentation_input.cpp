// What keys and mouse do while a lecture is presented.
#include "ui/pages/page.h"
#include "ui/shell/audience_screen.h"
#include "ui/shell/presentation.h"
#include "ui/shell/presentation_keys.h"
#include "ui/shell/speaker_screen.h"
#include "ui/view/cell_editor.h"
#include "ui/view/figure_view.h"
#include "ui/view/grid_cursor.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSettings>

namespace ui {

// Everything that goes to one of the two windows passes here first, whatever has the focus in it.
bool Presentation::eventFilter(QObject* watched, QEvent* event) {
    if (m_offering || !watched->isWidgetType()) return false;
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove:
    case QEvent::Paint: {
        auto* receiver = static_cast<QWidget*>(watched);
        if (receiver->window() == m_audience.get()) return takesEvent(*receiver, *event);
        const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
        return key && m_speaker && receiver->window() == m_speaker.get() && handToStage(*event);
    }
    default:
        return false;
    }
}

// Typed in the speaker's window.
bool Presentation::handToStage(QEvent& event) {
    auto& key = static_cast<QKeyEvent&>(event);
    QWidget* focus = m_audience->focusWidget() ? m_audience->focusWidget() : m_front.page()->stage();
    QKeyEvent same(key.type(), key.key(), key.modifiers(), key.text(), key.isAutoRepeat(),
                   static_cast<ushort>(key.count()));
    same.setTimestamp(key.timestamp());
    QApplication::sendEvent(focus, &same);
    return true;
}

bool Presentation::takesEvent(QWidget& receiver, QEvent& event) {
    switch (event.type()) {
    case QEvent::KeyPress:
        return takesKey(receiver, static_cast<QKeyEvent&>(event));
    case QEvent::KeyRelease:
        m_releasedKey = static_cast<QKeyEvent&>(event).key();
        m_releasedAt = static_cast<QKeyEvent&>(event).timestamp();
        return false;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick: // the second of two quick presses
        return takesPress(receiver, static_cast<QMouseEvent&>(event));
    case QEvent::MouseButtonRelease:
        return std::exchange(m_drawing, false);
    case QEvent::MouseMove:
        return takesMove(receiver, static_cast<QMouseEvent&>(event));
    case QEvent::Paint:
        if (m_speaker) m_speaker->stagePainted();
        return false;
    default:
        return false;
    }
}

bool Presentation::takesKey(QWidget& receiver, const QKeyEvent& key) {
    if (isModifierAlone(key)) return false;
    if (m_audience->isBlank()) { // any key shows the stage again, and does nothing else
        if (!isRepeated(key)) m_audience->setBlank(false);
        return true;
    }
    if (staysWithStage(key, m_front.page()->stage(), m_audience->focusWidget())) return false;
    if (takesDigit(key)) return true;
    const Deed deed = deedOf(key);
    if (deed == Deed::None || (deed == Deed::Swap && !m_speaker)) return false;
    if (isRepeated(key)) return true;
    if (deed == Deed::Escape)
        offerEscape(receiver);
    else if (deed == Deed::Next && !m_typed.isEmpty() && (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter))
        jump();
    else if (deed == Deed::Back && !m_typed.isEmpty() && key.key() == Qt::Key_Backspace)
        setTyped(m_typed.chopped(1));
    else
        perform(deed);
    return true;
}

// Under load a key that is held down may look as if it were let go and pressed again, but nobody does that so fast.
bool Presentation::isRepeated(const QKeyEvent& key) const {
    constexpr quint64 fastest = 8; // ms
    const bool again = key.timestamp() != 0 && key.key() == m_releasedKey && key.timestamp() >= m_releasedAt;
    return key.isAutoRepeat() || (again && key.timestamp() - m_releasedAt < fastest);
}

bool Presentation::takesDigit(const QKeyEvent& key) {
    constexpr int longest = 4;
    const bool digit = key.key() >= Qt::Key_0 && key.key() <= Qt::Key_9 && !(key.modifiers() & ~Qt::KeypadModifier);
    if (digit && !isRepeated(key) && m_typed.size() < longest) setTyped(m_typed + QChar(key.key()));
    return digit;
}

void Presentation::perform(Deed deed) {
    setTyped({});
    // What is being typed into a cell counts.
    if (qobject_cast<CellEditor*>(m_audience->focusWidget())) m_front.page()->stage()->setFocus();
    switch (deed) {
    case Deed::Next:
    case Deed::Back:
        return walk(deed == Deed::Next);
    case Deed::First:
    case Deed::Last:
        return goToStop(deed == Deed::First ? 0 : m_front.page()->stops().count - 1);
    case Deed::Blank:
        return m_audience->setBlank(true);
    case Deed::Light:
        return m_audience->ink().setSpotlight(!m_audience->ink().spotlight());
    case Deed::Swap:
        return swap();
    case Deed::Leave:
        return end();
    case Deed::Escape:
    case Deed::None:
        return;
    }
}

// To the stage first, where it gives up what was begun.
void Presentation::offerEscape(QWidget& receiver) {
    if (!m_typed.isEmpty()) return setTyped({});
    QKeyEvent offered(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    m_offering = true;
    QApplication::sendEvent(&receiver, &offered);
    m_offering = false;
    if (!offered.isAccepted()) end();
}

// ---- mouse ---------------------------------------------------------------------------------------------------------

bool Presentation::takesPress(QWidget& receiver, const QMouseEvent& press) {
    if (press.button() == Qt::LeftButton && press.modifiers() == Qt::ControlModifier) {
        m_drawing = true;
        m_audience->ink().beginStroke(m_audience->shareOf(receiver, press.position()));
        return true;
    }
    const bool goesOn = press.button() == Qt::LeftButton && press.modifiers() == Qt::NoModifier &&
                        QSettings().value("clickGoesOn", false).toBool() && isEmptyAt(receiver, press.position());
    if (goesOn) perform(Deed::Next);
    return goesOn;
}

bool Presentation::takesMove(QWidget& receiver, const QMouseEvent& move) {
    const QPointF share = m_audience->shareOf(receiver, move.position());
    m_audience->ink().setLightAt(share);
    if (m_drawing) m_audience->ink().drawTo(share);
    const QPoint pointer = move.globalPosition().toPoint();
    if (move.spontaneous() && pointer != m_pointer) { // a window that appears under it does not move it
        m_pointer = pointer;
        wakePointer();
        m_pointerRest.start();
    }
    return m_drawing;
}

// No cell and no control; nor is a cell chosen, which the click lets go.
bool Presentation::isEmptyAt(QWidget& receiver, const QPointF& at) const {
    const QWidget* stage = m_front.page()->stage();
    if (m_audience->isBlank() || (stage != &receiver && !stage->isAncestorOf(&receiver))) return false;
    const auto* cursor = stage->findChild<GridCursor*>();
    if (cursor && cursor->selected()) return false;
    if (const auto* view = qobject_cast<FigureView*>(&receiver)) return view->figure() && !view->figure()->cellAt(at);
    return receiver.focusPolicy() == Qt::NoFocus && !qobject_cast<QAbstractButton*>(&receiver);
}

} // namespace ui
