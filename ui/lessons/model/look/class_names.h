// What the outputs of a network are called: its file says it, or a text file beside it, or nobody does.
#pragma once

#include <QString>
#include <QStringList>

namespace ui {

struct ClassNames {
    QStringList names; // one an output; empty: nobody knows
    QString source;    // a sentence: from where, and what is assumed; empty with names out of the model's file
};

// ImageNet's 1,000 classes in their usual order (torchvision's list, BSD 3-Clause).
const QStringList& imageNetNames();
// The names in a text: a line each, without the number in front that synset.txt has ("n01440764 tench, Tinca tinca").
QStringList namesIn(const QString& text);
// Looks beside the model for its own name with .txt, labels.txt, classes.txt, synset.txt, in this order. A file with
// another number of lines is left out, and that is said. fromFile: what the model's file says; path: empty where there
// is no file.
ClassNames classNamesFor(int outputs, const QStringList& fromFile, const QString& path);

} // namespace ui
