// Asks the user where something is to be written; begins in the folder of the last file, also of the last time the
// program ran.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>

class QWidget;

namespace ui {

class AskFile {
public:
    // parent: of the dialogs, at that time.
    explicit AskFile(std::function<QWidget*()> parent) : m_parent(std::move(parent)) {}

    QWidget* parent() const { return m_parent(); }
    // One to read. Empty, as from all of these: none was named.
    QString openFile(const QString& title, const QStringList& filters);
    // A folder to read from.
    QString folder(const QString& title);
    // With the suffix of the filter that was chosen when none was typed.
    QString newFile(const QString& title, const QString& proposal, const QStringList& filters);
    // One that is not there yet, so that no file is replaced; throws cnn::Error(Usage) for one that is.
    QString newFolder(const QString& title, const QString& proposal);

private:
    QString lastFolder() const;
    void remember(const QString& path);
    std::function<QWidget*()> m_parent;
};

} // namespace ui
