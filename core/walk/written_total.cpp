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
    return writeTotal(addends, places, {});
}

WrittenTotal writeTotal(std::span<const double> addends, int places, std::span<const Decimal> written) {
    WrittenTotal total;
    double sum = 0;
    for (const double addend : addends) {
        sum += addend;
        total.writable = total.writable && writable(addend) && writable(sum);
    }
    if (!total.writable) return total;
    sum = 0;
    for (std::size_t i = 0; i < addends.size(); ++i) {
        sum += addends[i];
        const Decimal next = i < written.size() ? total.total + written[i] : Decimal::rounded(sum, places);
        total.addends.push_back(next + Decimal(-1, 0) * total.total);
        total.total = next;
    }
    return total;
}

WrittenProduct writeProduct(double first, double second, int places) {
    constexpr int most = 9;
    const Decimal truth = Decimal::rounded(first * second, places);
    for (int more = 0;; ++more) {
        const int a = std::min(most, placesFor(std::abs(first)) + more);
        const int b = std::min(most, placesFor(std::abs(second)) + more);
        WrittenProduct p{Decimal::rounded(first, a), Decimal::rounded(second, b), {}};
        p.product = (p.first * p.second).rounded(places);
        if (p.product == truth || (a == most && b == most)) return p;
    }
}

WrittenProducts writeProducts(std::span<const std::pair<double, double>> factors, double more, std::size_t alone,
                              int extra) {
    WrittenProducts all;
    std::vector<double> addends{more}; // it comes first, so that it too is written alone
    double truth = more, largest = std::abs(more);
    bool small = true;
    for (const auto& [first, second] : factors) {
        addends.push_back(first * second);
        truth += addends.back();
        largest = std::max(largest, std::abs(addends.back()));
        small = small && writable(first) && writable(second);
    }
    all.sum = writeTotal(addends, 0);
    all.sum.writable = all.sum.writable && small;
    if (!all.sum.writable) return all;
    const int figures = placesFor(largest);
    const int least = std::clamp(placesFor(std::abs(truth)), figures, std::min(9, figures + 2));
    for (all.places = std::min(9, least + extra);; ++all.places) {
        all.more = Decimal::rounded(more, all.places);
        std::vector<Decimal> written{all.more};
        for (std::size_t i = 0; i < std::min(alone, factors.size()); ++i)
            written.push_back(writeProduct(factors[i].first, factors[i].second, all.places).product);
        all.sum = writeTotal(addends, all.places, written);
        if (all.places == 9 || all.sum.total.rounded(least) == Decimal::rounded(truth, least)) break;
    }
    all.sum.addends.erase(all.sum.addends.begin());
    return all;
}

} // namespace cnn
