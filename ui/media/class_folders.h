// Which pictures of a folder are of which class, wherever that is said, and a split that is there already.
#pragma once

#include <QStringList>
#include <vector>

namespace ui {

struct PictureFile {
    QString path;
    int label; // of `classes`
};

struct ClassFolders {
    QString layout;      // a sentence: where the classes were found
    QStringList classes; // those with files, "2" before "10"
    std::vector<PictureFile> train, validation, test;
    QStringList notes; // whole sentences: what was left out, and what is meant by this folder
};

// Throws cnn::Error(NotFound, Mismatch, TooLarge) naming the folder: nothing says which class its pictures are of, a
// class is tested but not trained, more than 100,000 files.
ClassFolders classFoldersIn(const QString& folder);

} // namespace ui
