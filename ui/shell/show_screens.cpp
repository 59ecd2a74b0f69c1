#include "ui/shell/show_screens.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>
#include <algorithm>

namespace ui {
namespace {

bool isBuiltIn(const ShowScreen& screen) {
    for (const char* connector : {"eDP", "LVDS", "DSI"})
        if (screen.name.startsWith(QLatin1String(connector))) return true;
    return false;
}

} // namespace

QList<ShowScreen> connectedScreens() {
    QList<ShowScreen> all;
    for (const QScreen* screen : QGuiApplication::screens())
        all.push_back({screen->name(), screen->geometry(), screen == QGuiApplication::primaryScreen()});
    return all;
}

Seats seatsOn(const QList<ShowScreen>& screens, bool swapped) {
    auto own = std::ranges::find_if(screens, isBuiltIn);
    if (own == screens.end()) own = std::ranges::find(screens, true, &ShowScreen::primary);
    if (own == screens.end()) own = screens.begin();
    const auto other = std::ranges::find_if(screens, [&](const ShowScreen& s) { return s.area != own->area; });
    if (other == screens.end()) return {own->area, std::nullopt};
    return swapped ? Seats{own->area, other->area} : Seats{other->area, own->area};
}

void coverScreen(QWidget& window, const QRect& area) {
    if (window.isVisible() && window.isFullScreen() && window.geometry() == area) return;
    window.hide(); // a window that fills one screen is not moved to another
    window.setWindowState(Qt::WindowNoState);
    if (QScreen* screen = QGuiApplication::screenAt(area.center())) window.setScreen(screen);
    window.setGeometry(area);
    window.showFullScreen();
}

} // namespace ui
