#include "ui/export/handout.h"

#include <cmath>

namespace ui {

QSizeF handoutFigureSize(QSizeF usual) {
    constexpr double width = 820; // of 682 on A4: print that is 11 pixels on the screen is 6.9 points there
    return {width, std::round(width * usual.height() / usual.width())};
}

} // namespace ui
