#include "ui/shell/screen_saver.h"

#include "ui/shell/session_bus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QPointer>

namespace ui {
namespace {

QDBusMessage saverCall(const char* method) {
    return QDBusMessage::createMethodCall("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
                                          "org.freedesktop.ScreenSaver", method);
}

void giveBack(unsigned cookie) {
    QDBusConnection::sessionBus().send(saverCall("UnInhibit") << cookie);
}

} // namespace

NoScreenSaver::NoScreenSaver(QObject* parent) : QObject(parent) {
    if (!hasSessionBus() || !QDBusConnection::sessionBus().isConnected()) return;
    const auto asked = QDBusConnection::sessionBus().asyncCall(saverCall("Inhibit")
                                                               << QString("ConvScope") << tr("A lecture is shown"));
    auto* watcher = new QDBusPendingCallWatcher(asked); // outlives this: a promise that comes late is given back
    connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, me = QPointer(this)] {
        const QDBusPendingReply<unsigned> reply = *watcher;
        if (reply.isValid() && me)
            me->m_cookie = reply.value();
        else if (reply.isValid())
            giveBack(reply.value());
        watcher->deleteLater();
    });
}

NoScreenSaver::~NoScreenSaver() {
    if (m_cookie != 0) giveBack(m_cookie);
}

} // namespace ui
