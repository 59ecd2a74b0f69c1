#include "ui/model/kept_place.h"

#include "ui/tr.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <optional>

namespace ui {
namespace {

const char* const settingsFile = "/convscope/convscope.ini"; // as QSettings has it, of a program of this name

QString& chosenFolder() {
    static QString folder; // empty: at home
    return folder;
}

// Qt's own dialogs remember folders in the other format.
void settingsIn(const QString& folder) {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    for (const auto format : {QSettings::IniFormat, QSettings::NativeFormat})
        QSettings::setPath(format, QSettings::UserScope, folder);
}

void chooseFolder(const QString& folder) {
    chosenFolder() = folder;
    settingsIn(folder);
}

// Whoever may write by the file's mode may still not, where all is read only.
bool canWriteIn(const QString& folder) {
    return QDir().mkpath(folder) && QTemporaryFile(folder + "/XXXXXX").open();
}

} // namespace

void keepAtHome() {
    chosenFolder().clear();
    settingsIn(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
}

QString keepIn(const QString& folder) {
    const QString clean = QDir::cleanPath(folder);
    if (canWriteIn(clean)) {
        chooseFolder(clean);
        return {};
    }
    static std::optional<QTemporaryDir> passing; // goes with the program
    passing.emplace();
    QDir(passing->path()).mkpath("convscope");
    QFile::copy(clean + settingsFile, passing->path() + settingsFile);
    QFile::setPermissions(passing->path() + settingsFile, QFile::ReadOwner | QFile::WriteOwner);
    chooseFolder(passing->path());
    return ui::tr("%1 cannot be written, so what you do is not kept for the next start.")
        .arg(QDir::toNativeSeparators(clean));
}

bool keepsAtHome() {
    return chosenFolder().isEmpty();
}

QString sessionFolder() {
    if (keepsAtHome()) return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return chosenFolder() + "/session";
}

} // namespace ui
