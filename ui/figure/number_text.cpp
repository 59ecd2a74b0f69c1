#include "ui/figure/number_text.h"
#include "core/walk/written_sum.h"

#include <cmath>

namespace ui {

QString grouped(qint64 number) {
    QString digits = QString::number(std::abs(number));
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, QChar(0x202f));
    return number < 0 ? QChar(0x2212) + digits : digits;
}

QString fixed(double value, int digits) {
    if (!std::isfinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "not a number";
    const QString size = QString::number(std::abs(value), 'f', digits);
    const bool zero = std::abs(value) < 0.5 * std::pow(10.0, -digits);
    return value < 0 && !zero ? QChar(0x2212) + size : size;
}

QString figures(double value) {
    const double size = std::abs(value);
    if (size >= 1e6 || (size > 0 && size < 1e-4)) return QString::number(value, 'g', 3).replace('-', QChar(0x2212));
    const int before = size >= 1 ? static_cast<int>(std::log10(size)) + 1 : 0;
    return fixed(value, std::max(0, 3 - before));
}

QString padded(QString written, int places) {
    const qsizetype point = written.indexOf('.'), has = point < 0 ? 0 : written.size() - point - 1;
    if (has >= places) return written;
    if (point < 0) written += '.';
    return written + QString(places - has, '0');
}

QString times(int rows, int columns) {
    return QString("%1 × %2").arg(rows).arg(columns);
}

QString written(double value, int places) {
    return QString::fromStdString(cnn::writtenValue(static_cast<float>(value), places));
}

QString percent(double share) {
    return fixed(100 * share, 1) + QChar(0x202f) + '%';
}

QString counted(qint64 number, const QString& one, const QString& many) {
    return grouped(number) + ' ' + (number == 1 ? one : many);
}

} // namespace ui
