// Folders that exports are written into, and names in them.
#pragma once

#include <QDir>
#include <QString>
#include <filesystem>

namespace ui {

// With those above it, when it is not there. Throws cnn::Error(WriteFailed).
void makeFolder(const QDir& folder);
// Likewise; the folder.
QDir folderFor(const QString& name);
std::filesystem::path pathIn(const QDir& folder, const QString& name);
// Names of layers come from files; only plain ones may become names of files.
QString fileNameFor(const QString& layer);

} // namespace ui
