// The program with its window.
#pragma once

namespace ui {

struct WindowWish {
    const char* file = ""; // opened in it; empty: none
    bool present = false;  // in front of a class at once
    bool portable = false; // what it keeps lies beside the program
};
// Opens the window. Returns the exit code.
int openWindow(int argc, char** argv, const WindowWish& wish);

} // namespace ui
