// As long as it lives, the desktop does not darken the screen: org.freedesktop.ScreenSaver over D-Bus. Where there is
// no such thing, nothing happens and nothing is said.
#pragma once

#include <QObject>

namespace ui {

class NoScreenSaver : public QObject {
    Q_OBJECT
public:
    explicit NoScreenSaver(QObject* parent = nullptr);
    ~NoScreenSaver() override;

private:
    unsigned m_cookie = 0; // of the desktop's promise; 0: none yet
};

} // namespace ui
