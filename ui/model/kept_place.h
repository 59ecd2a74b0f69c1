// Where lies what the program keeps for its user: THE place that decides. Settings go through QSettings, which is told
// here once; what is more than a line (the session with its runs and lectures) lies in sessionFolder().
#pragma once

#include <QString>

namespace ui {

// In the user's own folders, where the desktop wants it. So it is unless somebody says otherwise.
void keepAtHome();

// All of it in this folder, and nothing at home: what the program was told on one computer it knows on the next.
// Returns a sentence for the user when nothing can be written there; then the settings that are there are read, and
// whatever is kept goes when the program ends. Otherwise nothing.
QString keepIn(const QString& folder);
bool keepsAtHome();

QString sessionFolder();

} // namespace ui
