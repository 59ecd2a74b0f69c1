// What a shell completes after "convscope": the program's commands and their options, from its own list.
#pragma once

#include <QString>
#include <QStringList>

namespace ui {

extern const QStringList completedShells; // bash, zsh, fish
// The file that this shell reads.
QString completionFor(const QString& shell);

} // namespace ui
