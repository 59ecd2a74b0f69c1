// Which of the connected screens the class sees, and which the speaker.
#pragma once

#include <QList>
#include <QRect>
#include <QString>
#include <optional>

class QWidget;

namespace ui {

struct ShowScreen {
    QString name; // "eDP-1", "HDMI-1"
    QRect area;
    bool primary = false;
};
QList<ShowScreen> connectedScreens();

struct Seats {
    QRect audience;
    std::optional<QRect> speaker; // none: there is one screen, and the class sees it
};
// The speaker's is the laptop's own, or the desktop's first; the class sees the other. Two that show the same are one.
// swapped: the other way round. There is at least one screen.
Seats seatsOn(const QList<ShowScreen>& screens, bool swapped);

// Covers the screen that has this area with the window.
void coverScreen(QWidget& window, const QRect& area);

} // namespace ui
