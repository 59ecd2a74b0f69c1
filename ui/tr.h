// For words that no QObject says.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace ui {

// In the language of the program. The context is the namespace, as lupdate finds it.
inline QString tr(const char* text, int count = -1) {
    return QCoreApplication::translate("ui", text, nullptr, count);
}

} // namespace ui
