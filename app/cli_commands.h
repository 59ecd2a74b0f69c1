// Every command, one cli_<name>.cpp each.
#pragma once

#include "app/command.h"

namespace ui {

extern const Command opCommand;
extern const Command trainCommand;
extern const Command evalCommand;
extern const Command mapsCommand;

} // namespace ui
