// A run that was kept as a file: what a page keeps when the program ends, opened somewhere else.
#pragma once

#include <QString>

namespace ui {

class Front;

// By its beginning, or by its name where there is nothing to say against it.
bool isRunFile(const QString& path);
bool isNamedRun(const QString& path);
QString runsFilter(); // for file dialogs
// Brings the lesson to the front that the run belongs to, with the run's settings as one step of undo, and lets it go
// on where it stood. Throws cnn::Error when it is damaged; nothing has changed then.
void openRunFile(const QString& path, Front& front);

} // namespace ui
