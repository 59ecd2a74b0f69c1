// What lies in a folder and in the folders in it, as far as it may be pictures.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace ui {

struct FolderTree {
    QString name, path;
    QStringList files; // by their characters: not naturally, the split of a folder stays what it always was
    std::vector<FolderTree> folders; // those that a class may be, "2" before "10"
    qsizetype pictures = 0;          // here and below, by their names

    bool hasPictures() const; // in this very folder
};

// Files and folders that systems and programs leave behind are no part of it: junk counts them, and names some.
struct Junk {
    qsizetype count = 0;
    QStringList names;
};
// Links to folders are followed in the upper two levels. Throws cnn::Error(TooLarge) for more than 100,000 files.
FolderTree folderTree(const QString& folder, Junk& junk);

// What a folder's name is for people and in other programs' files: composed as most write it, without line breaks.
QString className(const QString& folder);
// Numbers inside names count as numbers, everything else by its characters.
bool naturallyBefore(const QString& a, const QString& b);

} // namespace ui
