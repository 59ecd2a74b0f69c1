#include "ui/pages/page.h"

namespace ui {

bool Page::walkOn(bool forward) {
    const Stops now = stops();
    // Between two stops "back" is the end state of the one that was passed.
    const int next = forward ? now.at + 1 : now.exactly ? now.at - 1 : now.at;
    if (next < 0 || next >= now.count) return false;
    goToStopAt(next);
    return true;
}

} // namespace ui
