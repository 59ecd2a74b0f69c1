#include "ui/model/size_words.h"
#include "ui/tr.h"

namespace ui {
bool padsEvenly(const cnn::Window& window) {
    return window.y.padBefore == window.y.padAfter && window.x.padBefore == window.x.padAfter;
}

QString sizeLetters(bool even) {
    return even ? tr("⌊(n + 2p − k) ÷ s⌋ + 1") : tr("⌊(n + before + after − k) ÷ s⌋ + 1");
}

QString sizeLine(const cnn::Axis& axis, bool even, const QString& n, const QString& k, const QString& result) {
    const QString padding =
        even ? QString("2×%1").arg(axis.padBefore) : QString("%1 + %2").arg(axis.padBefore).arg(axis.padAfter);
    return QString("⌊(%1 + %2 − %3) ÷ %4⌋ + 1 = %5").arg(n, padding, k, QString::number(axis.stride), result);
}

QString sizeLine(const cnn::Axis& axis, bool even, int n) {
    return sizeLine(axis, even, QString::number(n), QString::number(axis.extent()), sizeResult(axis, n));
}

QString sizeResult(const cnn::Axis& axis, int n) {
    const int room = axis.padded(n) - axis.extent();
    const int value = (room >= 0 ? room / axis.stride : -((axis.stride - 1 - room) / axis.stride)) + 1;
    return QString::number(value).replace('-', QChar(0x2212));
}

QString paddingWords(const cnn::Window& window) {
    const auto& [y, x] = window;
    if (y.padBefore + y.padAfter + x.padBefore + x.padAfter == 0) return {};
    if (padsEvenly(window) && y.padBefore == x.padBefore) return tr("padding %1").arg(y.padBefore);
    return tr("padding %1 above, %2 below, %3 left, %4 right")
        .arg(y.padBefore)
        .arg(y.padAfter)
        .arg(x.padBefore)
        .arg(x.padAfter);
}

QString mixedPadding(const cnn::Window& window) {
    const auto& [y, x] = window;
    if (padsEvenly(window))
        return y.padBefore == x.padBefore ? QString() : QString("%1 × %2").arg(y.padBefore).arg(x.padBefore);
    const bool alike = y.padBefore == x.padBefore && y.padAfter == x.padAfter;
    return alike ? QString("%1 + %2").arg(y.padBefore).arg(y.padAfter) : tr("mixed");
}

} // namespace ui
