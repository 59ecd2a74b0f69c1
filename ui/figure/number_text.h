// Numbers as a lecturer would write them: real minus, narrow spaces between thousands.
#pragma once

#include <QString>
#include <concepts>

namespace ui {

// "61 706"
QString grouped(qint64 number);
template<std::integral Number> QString grouped(Number number) {
    return grouped(static_cast<qint64>(number));
}
// `digits` places behind the point, always all of them: "−0.63", "0.00"; never "−0.00".
QString fixed(double value, int digits);
// As many places as a value of this size needs: about three figures.
QString figures(double value);
// A written number with zeros up to so many places, so that numbers under one another line up: "0.5" as "0.500".
QString padded(QString written, int places);
// "3 × 5"
QString times(int rows, int columns);
// As it stands in cells and sums: at most `places` behind the point, and never "0" where it is not 0.
QString written(double value, int places = 4);
// "93.6 %" from 0.936
QString percent(double share);
// 2 of "row", "rows": "2 rows"
QString counted(qint64 number, const QString& one, const QString& many);

} // namespace ui
