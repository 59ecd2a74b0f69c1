// Whether there is a desktop that can be asked.
#pragma once

#include <QFileInfo>
#include <QString>
#include <QtGlobal>

namespace ui {

// Asked for where there is none, the library would start one, and wait for it.
inline bool hasSessionBus() {
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + "/bus");
}

} // namespace ui
