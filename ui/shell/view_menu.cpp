#include "ui/shell/view_menu.h"

#include "ui/figure/style.h"

#include <QActionGroup>
#include <QApplication>
#include <algorithm>

namespace ui {

ViewMenu::ViewMenu(QMenu& menu, Front& front, Parts parts, QObject* parent)
    : QObject(parent), m_front(front), m_parts(std::move(parts)) {
    addThemes(menu);
    menu.addSeparator();
    QAction* larger = menu.addAction(tr("L&arger text"), this, [this] { changeScale(1.1); });
    larger->setShortcuts({QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")});
    menu.addAction(tr("S&maller text"), QKeySequence("Ctrl+-"), this, [this] { changeScale(1 / 1.1); });
    menu.addAction(tr("&Normal text"), QKeySequence("Ctrl+0"), this, [this] { changeScale(0); });
    menu.addSeparator();
    addMotion(menu);
    menu.addSeparator();
    const auto toggle = [&](const QString& text, const char* key, QWidget* widget) {
        menu.addAction(text, QKeySequence(key), this, [widget] { widget->setVisible(!widget->isVisible()); });
    };
    toggle(tr("Lessons on or off"), "F9", m_parts.lessons);
    toggle(tr("Settings on or off"), "F10", m_parts.settings);
    menu.addAction(m_parts.code);
    menu.addAction(tr("&Full screen"), QKeySequence("F11"), this,
                   [this] { window()->setWindowState(window()->windowState() ^ Qt::WindowFullScreen); });
    menu.addSeparator();
    menu.addAction(tr("Next pane"), QKeySequence("F6"), this, [this] { focusNextPane(true); });
    menu.addAction(tr("Previous pane"), QKeySequence("Shift+F6"), this, [this] { focusNextPane(false); });
}

void ViewMenu::addThemes(QMenu& menu) {
    auto* themes = new QActionGroup(this);
    const QStringList names{tr("&Light"), tr("&Dark"), tr("&Projector")};
    for (int i = 0; i < names.size(); ++i) {
        QAction* theme = menu.addAction(names[i], this, [this, i] {
            Style style = m_front.style();
            style.theme = static_cast<Theme>(i);
            m_front.chooseStyle(style);
        });
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    connect(&menu, &QMenu::aboutToShow, this,
            [this, themes] { themes->actions()[static_cast<int>(m_front.style().theme)]->setChecked(true); });
}

// Where the desktop wants stillness it is off, and may be switched on all the same.
void ViewMenu::addMotion(QMenu& menu) {
    QAction* motion = menu.addAction(tr("&Animations"), this, [this](bool on) {
        Style style = m_front.style();
        style.moving = on;
        m_front.chooseStyle(style);
    });
    motion->setCheckable(true);
    connect(&menu, &QMenu::aboutToShow, this, [this, motion] { motion->setChecked(m_front.style().moving); });
}

void ViewMenu::changeScale(double factor) {
    const double before = m_front.style().scale;
    Style style = m_front.style();
    // Beyond this the stage would have no room left.
    const double largest = std::clamp(std::min(window()->width() / 900.0, window()->height() / 510.0), 1.0, 3.0);
    style.scale = factor == 0 ? 1 : std::clamp(before * factor, 1.0, largest);
    if (factor > 1 && style.scale == before)
        m_front.showNotice(tr("Larger text would not fit this window; a larger window has room for it."));
    m_front.chooseStyle(style);
}

void ViewMenu::focusNextPane(bool forward) {
    const QList<QWidget*> panes = m_parts.panes();
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (panes[i]->isAncestorOf(QApplication::focusWidget()) || panes[i] == QApplication::focusWidget()) at = i;
    for (qsizetype tries = 0; tries < panes.size(); ++tries) {
        at = (at + (forward ? 1 : panes.size() - 1)) % panes.size();
        QWidget* pane = panes[at];
        if (!pane->isVisible()) continue;
        // The pane itself, or the first thing in it that takes keys.
        QWidget* target = pane->focusPolicy() & Qt::TabFocus ? pane : nullptr;
        for (QWidget* w : pane->findChildren<QWidget*>())
            if (!target && w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus)) target = w;
        if (target) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace ui
