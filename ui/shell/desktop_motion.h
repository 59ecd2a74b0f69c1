// Whether the desktop wants programs to hold still: its settings portal is asked, and says so when that changes. Qt 6.4
// itself has no such hint.
#pragma once

#include <QObject>
#include <QString>
#include <QVariant>

class QDBusVariant;

namespace ui {

class DesktopMotion : public QObject {
    Q_OBJECT
public:
    // Says nothing where there is no desktop, or none that knows of this.
    explicit DesktopMotion(QObject* parent = nullptr);
    // What a setting of the desktop says of motion, as the portal names it: GNOME's and Plasma's; true of any other.
    static bool allows(const QString& space, const QString& key, const QVariant& value);

signals:
    void wanted(bool moving);

private slots:
    void heard(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& space, const QString& key);
};

} // namespace ui
