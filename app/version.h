// Which ConvScope this is.
#pragma once

#include <QString>

namespace ui {

// "ConvScope 0.1.0"
QString programName();
// And of which commit it is, with which Qt it runs, and which of the core's libraries the dynamic loader chose.
QString versionLine();

} // namespace ui
