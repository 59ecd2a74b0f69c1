// Files and folders by name, also where a name is no UTF-8: Qt leaves such names out of a folder's list, and opens
// others in their place. As text they are what core/base/file_name.h makes of them.
#pragma once

#include <QStringList>
#include <QUrl>
#include <filesystem>

namespace ui {

std::filesystem::path filePath(const QString& name);
QString nameOf(const std::filesystem::path& path);
// For people: bytes that are no UTF-8, and what a terminal would obey, written out: "\xff".
QString shownName(const QString& name);
// Of a file that was dropped: its bytes as they are, %ff too.
QString droppedName(const QUrl& localFile);

bool isFolder(const QString& name);

// "png", "jpg" and whatever else readPicture() reads.
const QStringList& pictureSuffixes();
bool hasPictureSuffix(const QString& name);

} // namespace ui
