// A sum as a figure writes it, "1×0 + (−2)×0.5 = −1", "(0 + 1) ÷ 2 = 0.5", "max(4, –, 7) = 7": read and calculated
// again.
#pragma once

#include "tests/ui/lessons/window/plain_window.h"

#include <QString>
#include <optional>

namespace plain {

std::optional<double> numberFrom(const QString& text); // "(−2.5)" too
// The sentence's part behind `lead`, up to its full stop; nullopt: it is not said.
std::optional<QString> behind(const QString& words, const QString& lead);

enum class Operation { Convolution, Maximum, Average };
// What is wrong with the line as the sum of the first taps; empty: it is true. `taps`: all of the step's. bias: added
// once the sum is complete. shown: how many taps the line has.
QString lineObjection(const QString& line, Operation operation, const std::vector<Tap>& taps, double bias,
                      std::size_t& shown);

} // namespace plain
