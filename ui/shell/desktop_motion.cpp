#include "ui/shell/desktop_motion.h"

#include "ui/shell/session_bus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace ui {
namespace {

constexpr char portal[] = "org.freedesktop.portal.Desktop", place[] = "/org/freedesktop/portal/desktop",
               settings[] = "org.freedesktop.portal.Settings";
constexpr char gnome[] = "org.gnome.desktop.interface", gnomeKey[] = "enable-animations";
constexpr char plasma[] = "org.kde.kdeglobals.KDE", plasmaKey[] = "AnimationDurationFactor";

// Read() packs what it found twice.
QVariant unpacked(QVariant value) {
    while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
    return value;
}

bool isMotion(const QString& space, const QString& key) {
    return (space == gnome && key == gnomeKey) || (space == plasma && key == plasmaKey);
}

} // namespace

DesktopMotion::DesktopMotion(QObject* parent) : QObject(parent) {
    if (!hasSessionBus() || !QDBusConnection::sessionBus().isConnected()) return;
    QDBusConnection::sessionBus().connect(portal, place, settings, "SettingChanged", this,
                                          SLOT(heard(QString, QString, QDBusVariant)));
    ask(gnome, gnomeKey);
    ask(plasma, plasmaKey);
}

bool DesktopMotion::allows(const QString& space, const QString& key, const QVariant& value) {
    if (!isMotion(space, key)) return true;
    return space == gnome ? unpacked(value).toBool() : unpacked(value).toDouble() > 0;
}

void DesktopMotion::ask(const QString& space, const QString& key) {
    QDBusMessage call = QDBusMessage::createMethodCall(portal, place, settings, "Read");
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call << space << key), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, space, key] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isValid() && !allows(space, key, QVariant::fromValue(reply.value()))) emit wanted(false);
    });
}

void DesktopMotion::heard(const QString& space, const QString& key, const QDBusVariant& value) {
    if (isMotion(space, key)) emit wanted(allows(space, key, value.variant()));
}

} // namespace ui
