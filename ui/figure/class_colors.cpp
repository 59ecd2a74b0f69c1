#include "ui/figure/class_colors.h"

#include <array>

namespace ui {
namespace {

// Searched for, among colours of at least 3:1 on the grounds, so that the least difference of two is largest, weighing
// normal eyes and the three dichromacies. On dark grounds class by class as near in hue as may be.
constexpr std::array<QRgb, classColors> classesOnLight{0xffdd1133, 0xff3388dd, 0xff117733, 0xffcc7711, 0xff7744cc,
                                                       0xffee44aa, 0xff772200, 0xff114455, 0xff888866, 0xff885566};
constexpr std::array<QRgb, classColors> classesOnDark{0xffcc2244, 0xff11aadd, 0xff77dd66, 0xffee7722, 0xff7788ee,
                                                      0xffbb33aa, 0xffffcc22, 0xff33eedd, 0xff337755, 0xffaa8899};

} // namespace

QColor classColor(Theme theme, int c) {
    return (isDark(theme) ? classesOnDark : classesOnLight)[static_cast<std::size_t>(c % classColors)];
}

QColor runColor(Theme theme, int number) {
    constexpr std::array<int, 4> chosen{1, 5, 4, 6}; // none near the present run's two
    return classColor(theme, chosen[static_cast<std::size_t>(number - 1) % chosen.size()]);
}

} // namespace ui
