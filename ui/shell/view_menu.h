// The View menu: theme, size of text, motion, which parts of the window are in sight, and the way from one to the next.
#pragma once

#include "ui/shell/front.h"

#include <QAction>
#include <QMenu>

namespace ui {

class ViewMenu : public QObject {
    Q_OBJECT
public:
    struct Parts {
        QWidget *lessons, *settings;
        QAction* code;
        std::function<QList<QWidget*>()> panes; // in the order of the keyboard
    };
    // Fills the menu.
    ViewMenu(QMenu& menu, Front& front, Parts parts, QObject* parent);

private:
    void addThemes(QMenu& menu);
    void addMotion(QMenu& menu);
    void changeScale(double factor); // 0: back to the normal size
    void focusNextPane(bool forward);
    QWidget* window() const { return m_parts.lessons->window(); }

    Front& m_front;
    Parts m_parts;
};

} // namespace ui
