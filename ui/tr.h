// For words that no QObject says.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace ui {

// In the language of the program, as QObject::tr; `n` chooses the plural and stands for %n. The context is the
// namespace. lupdate finds it in functions; in a class without Q_OBJECT write ui::tr.
inline QString tr(const char* text, const char* remark = nullptr, int n = -1) {
    return QCoreApplication::translate("ui", text, remark, n);
}

} // namespace ui
