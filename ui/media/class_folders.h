// Which pictures of a folder are of which class: one subfolder a class, with or without a split that is there already.
#pragma once

#include <QStringList>
#include <vector>

namespace ui {

struct PictureFile {
    QString path;
    int label; // of `classes`
};

struct ClassFolders {
    QStringList classes; // those with files, "2" before "10"
    std::vector<PictureFile> train, test;
    QStringList notes; // whole sentences: what was left out, and what is meant by this folder
};

// Throws cnn::Error(NotFound, Mismatch, TooLarge) naming the folder: it has no subfolders, a class is tested but not
// trained, more than 100,000 files.
ClassFolders classFoldersIn(const QString& folder);

// Numbers inside names count as numbers, everything else by its characters.
bool naturallyBefore(const QString& a, const QString& b);

} // namespace ui
