// The program without a window.
#pragma once

#include "app/command.h"

#include <span>

namespace ui {

// THE list of commands; the help and the dispatch read it.
// To add a command: a file cli_<name>.cpp that defines `extern const Command`, a line in cli_commands.h and in cli.cpp.
std::span<const Command* const> commands();

// What the program does beside its commands. THE list of these; the overview, the manual page and what shells complete
// follow from it.
struct Way {
    const char* typed; // behind "convscope": "help COMMAND"
    const char* does;
    bool opens = false; // the window
};
std::span<const Way> ways();

// Whether the only argument is something to open in the window: a file, or a folder that is called like no command.
bool isToOpen(const QString& argument);

// What the arguments of main() ask for. Results go to stdout; everything else, errors in one line, to stderr. Returns
// the exit code: 0 done, 1 failed, 2 wrong usage. Makes the Qt application that the command needs, so there must be
// none.
int runCommandLine(int argc, char** argv);

} // namespace ui
