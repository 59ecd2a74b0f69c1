#include "ui/shell/recent_files.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace ui {
namespace {

const char* const recentFilesKey = "recentFiles";
constexpr qsizetype longestRecentName = 40; // letters in the menu

} // namespace

RecentFiles::RecentFiles(QMenu& menu, std::function<void(const QString& path)> open, QObject* parent)
    : QObject(parent), m_menu(menu), m_open(std::move(open)) {
    m_menu.setToolTipsVisible(true);
    connect(&m_menu, &QMenu::aboutToShow, this, &RecentFiles::fill);
    fill();
}

QStringList RecentFiles::all() {
    return QSettings().value(recentFilesKey).toStringList();
}

void RecentFiles::remember(const QString& path) {
    const QString whole = QFileInfo(path).absoluteFilePath(); // the next start may be elsewhere
    QStringList now = all();
    now.removeAll(whole);
    now.prepend(whole);
    QSettings().setValue(recentFilesKey, QStringList(now.mid(0, most)));
}

void RecentFiles::forget(const QString& path) {
    QStringList left = all();
    left.removeAll(QFileInfo(path).absoluteFilePath());
    QSettings().setValue(recentFilesKey, left);
}

void RecentFiles::fill() {
    m_menu.clear();
    for (const QString& path : all()) {
        QString name = QFileInfo(path).fileName();
        if (name.size() > longestRecentName) name = name.left(longestRecentName - 1) + QChar(0x2026);
        const int number = static_cast<int>(m_menu.actions().size()) + 1;
        QAction* action = m_menu.addAction(
            QString(number < 10 ? "&%1  %2" : "%1  %2").arg(QString::number(number), name.replace('&', "&&")), this,
            [this, path] { choose(path); });
        action->setToolTip(QDir::toNativeSeparators(path));
    }
    if (m_menu.isEmpty()) m_menu.addAction(tr("No file was opened yet"))->setEnabled(false);
}

void RecentFiles::choose(const QString& path) {
    if (QFileInfo::exists(path)) return m_open(path);
    forget(path);
    emit missing(tr("%1 is not there any more, so it was taken out of the list.").arg(QDir::toNativeSeparators(path)));
}

} // namespace ui
