// What dialogs for files are put together from, and say.
#pragma once

#include <QLabel>
#include <QString>

namespace ui {

struct NoticeLink;

// Wraps; name: "quiet" or, for what is wrong, "unreadable".
QLabel* dialogWords(const char* name);
// Two controls in a row, each with its label.
QWidget* pairRow(const QString& first, QWidget* one, const QString& second, QWidget* other);
QString bytesText(qint64 bytes); // "340 kB", "2.4 MB"
// Shows the folder that a file lies in, in the desktop's file manager.
NoticeLink openFolderLink(const QString& file);

} // namespace ui
