// The program's manual page, from the same words as its help.
#pragma once

#include <QString>

namespace ui {

// As man reads it.
QString manPage();

} // namespace ui
