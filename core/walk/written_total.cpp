#include "core/walk/written_total.h"

#include <algorithm>
#include <cmath>

namespace cnn {

Decimal WrittenTotal::sumOf(std::size_t first, std::size_t last) const {
    Decimal sum;
    for (std::size_t i = first; i < last; ++i) sum = sum + addends[i];
    return sum;
}

bool writable(double value) {
    return std::abs(value) < 1e9; // false for NaN, too
}

int placesFor(double largest) {
    if (!(largest > 0) || !std::isfinite(largest)) return 0;
    return static_cast<int>(std::clamp(2 - std::floor(std::log10(largest)), 0.0, 9.0));
}

WrittenTotal writeTotal(std::span<const double> addends, int places) {
    WrittenTotal written;
    double sum = 0;
    for (const double addend : addends) {
        sum += addend;
        written.writable = written.writable && writable(addend) && writable(sum);
    }
    if (!written.writable) return written;
    sum = 0;
    for (const double addend : addends) {
        sum += addend;
        const Decimal next = Decimal::rounded(sum, places);
        written.addends.push_back(next + Decimal(-1, 0) * written.total);
        written.total = next;
    }
    return written;
}

} // namespace cnn
