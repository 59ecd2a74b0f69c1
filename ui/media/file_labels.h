// Which class a picture is of where no folder says it: a table beside the pictures, or the pictures' names.
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

namespace ui {

struct FileLabels {
    QString layout;          // a sentence: where the classes stand
    std::vector<QString> of; // each picture's class; empty: nobody says
    QStringList notes;       // whole sentences: what does not match
};

// A table (.csv, .tsv, .txt) of `tables` that names the pictures in one column, with or without their suffix or folder,
// and in another their class; or 0 and 1 in a column a class. None: no table does. Throws cnn::Error(Mismatch) naming
// the table whose columns could mean several things.
std::optional<FileLabels> labelsFromTables(const QStringList& tables, const QStringList& pictures);

// The class as part of the name: "dog.1.png", "cat_003.png", "3_0012.png", "0012-dog.png". None: the names have no such
// pattern, with two classes or more and two pictures or more a class on the average.
std::optional<FileLabels> labelsFromNames(const QStringList& pictures);

} // namespace ui
