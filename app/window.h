// The program with its window.
#pragma once

namespace ui {

// Opens the window; `file`, if not empty, is opened in it. Returns the exit code.
int openWindow(int argc, char** argv, const char* file);

} // namespace ui
