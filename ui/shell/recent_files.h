// File > Open recent: the files that were opened or saved last, the newest first.
#pragma once

#include <QMenu>
#include <QStringList>
#include <functional>

namespace ui {

class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype most = 10;

    // Fills the menu each time it opens. open: one of them, which is there.
    RecentFiles(QMenu& menu, std::function<void(const QString& path)> open, QObject* parent);
    static QStringList all();
    static void remember(const QString& path);
    // One that could not be opened.
    static void forget(const QString& path);

signals:
    // It is not there any more, and not in the list either.
    void missing(const QString& sentence);

private:
    void fill();
    void choose(const QString& path);
    QMenu& m_menu;
    std::function<void(const QString&)> m_open;
};

} // namespace ui
