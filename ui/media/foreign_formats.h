// Files of pictures that other programs read, told by their content.
#pragma once

#include <QString>
#include <string_view>

namespace ui {

// A sentence on what the file is and how its picture comes here; empty when it is none of those that are known. bytes:
// all, or the first 512 or more. name: helps where many formats share a beginning.
QString foreignFormat(std::string_view bytes, const QString& path);

} // namespace ui
