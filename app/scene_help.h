// "convscope help scene PAGE": what a scene may hold, from the table that reads it.
#pragma once

#include <QString>

namespace ui {

// Empty: the pages there are. Throws cnn::Error(Usage) when there is no such page.
QString sceneHelp(const QString& page);

} // namespace ui
