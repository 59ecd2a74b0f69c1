// Our own SVG icons, drawn in a colour of the palette.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace ui {

// resources/icons/<name>.svg with its currentColor replaced; `off` is the colour of the disabled state.
QIcon icon(const QString& name, const QColor& colour, const QColor& off);

} // namespace ui
