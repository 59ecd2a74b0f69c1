// What the keys of a clicker and of a keyboard mean while a lecture is presented.
#pragma once

#include <QKeyEvent>

class QWidget;

namespace ui {

enum class Deed { None, Next, Back, First, Last, Blank, Light, Swap, Escape, Leave };
// Digits mean none by themselves: Enter makes them a jump.
Deed deedOf(const QKeyEvent& key);

// Whether somebody types into the stage, or has chosen one of its cells, and this key is for that. Page Down and Page
// Up never are. `focus`: what has the focus, null: nothing has.
bool staysWithStage(const QKeyEvent& key, const QWidget* stage, const QWidget* focus);

bool isModifierAlone(const QKeyEvent& key);

} // namespace ui
