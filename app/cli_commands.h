// Every command, one cli_<name>.cpp each.
#pragma once

#include "app/command.h"

namespace ui {

extern const Command correlate1dCommand;
extern const Command lessonsCommand;
extern const Command checkCommand;
extern const Command opCommand;
extern const Command filterCommand;
extern const Command lookCommand;
extern const Command desktopFilesCommand;
extern const Command trainCommand;
extern const Command evalCommand;
extern const Command infoCommand;
extern const Command runCommand;
extern const Command mapsCommand;
extern const Command explainCommand;
extern const Command exportPytorchCommand;
extern const Command benchCommand;
extern const Command receptiveFieldCommand;
extern const Command renderCommand;
extern const Command screenshotCommand;
extern const Command codeCommand;
extern const Command tourCommand;
extern const Command quizCommand;
extern const Command handoutCommand;
extern const Command filmCommand;

} // namespace ui
