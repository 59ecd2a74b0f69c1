// The help of a command, filled into lines that fit a terminal.
#pragma once

#include "app/command.h"

namespace ui {

constexpr int helpWidth = 100; // characters

// A line of the list of commands, or two: its name and summary.
QString overviewOf(const Command& command);
// Usage, summary, details and options; no line is longer than helpWidth.
QString helpOf(const Command& command);
// Details alone, as those of a command: paragraphs, items, examples.
QString detailsFilled(const QString& details);

} // namespace ui
