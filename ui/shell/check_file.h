// What is wrong with a file that the program reads: a lesson, a scene, a lecture, a session or a run.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace ui {

// Each a sentence "NAME, line 3: why", in the order of the lines, as far as one thing wrong does not hide another;
// empty: all is as it should be.
QStringList faultsIn(const QByteArray& bytes, const QString& name);
// Throws the first of them as cnn::Error.
void checkFile(const QByteArray& bytes, const QString& name);

} // namespace ui
