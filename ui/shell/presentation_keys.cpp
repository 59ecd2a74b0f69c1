#include "ui/shell/presentation_keys.h"

#include "ui/view/grid_cursor.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QWidget>
#include <algorithm>

namespace ui {
namespace {

// THE list of keys that a presentation takes; Help > Keys tells them.
constexpr std::pair<int, Deed> deeds[]{
    {Qt::Key_PageDown, Deed::Next}, {Qt::Key_Right, Deed::Next},     {Qt::Key_Space, Deed::Next},
    {Qt::Key_Return, Deed::Next},   {Qt::Key_Enter, Deed::Next},     {Qt::Key_PageUp, Deed::Back},
    {Qt::Key_Left, Deed::Back},     {Qt::Key_Backspace, Deed::Back}, {Qt::Key_Home, Deed::First},
    {Qt::Key_End, Deed::Last},      {Qt::Key_Period, Deed::Blank},   {Qt::Key_B, Deed::Blank},
    {Qt::Key_L, Deed::Light},       {Qt::Key_S, Deed::Swap},         {Qt::Key_Escape, Deed::Escape},
    {Qt::Key_F5, Deed::Leave}};

bool isForCell(const QKeyEvent& key) {
    switch (key.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
    case Qt::Key_F2:
    case Qt::Key_Plus:
        return true;
    default:
        return !key.text().isEmpty() && QStringLiteral("0123456789.,-−").contains(key.text()[0]);
    }
}

bool isTextField(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QComboBox*>(widget);
}

} // namespace

Deed deedOf(const QKeyEvent& key) {
    if (key.modifiers() & ~Qt::KeypadModifier) return Deed::None;
    const auto* at = std::ranges::find(deeds, key.key(), &std::pair<int, Deed>::first);
    return at == std::end(deeds) ? Deed::None : at->second;
}

bool staysWithStage(const QKeyEvent& key, const QWidget* stage, const QWidget* focus) {
    const int k = key.key();
    if (k == Qt::Key_PageDown || k == Qt::Key_PageUp || k == Qt::Key_F5 || k == Qt::Key_Escape) return false;
    if (isTextField(focus)) return true;
    if (focus && focus->property("keepsKeys").toBool() && isForCell(key)) return true; // a picture one goes down into
    const auto* cursor = stage->findChild<GridCursor*>();
    return cursor && cursor->selected() && isForCell(key);
}

bool isModifierAlone(const QKeyEvent& key) {
    const int k = key.key();
    return k == Qt::Key_Shift || k == Qt::Key_Control || k == Qt::Key_Alt || k == Qt::Key_AltGr || k == Qt::Key_Meta ||
           k == Qt::Key_CapsLock || k == Qt::Key_NumLock;
}

} // namespace ui
