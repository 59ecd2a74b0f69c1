#include "ui/lessons/model/table/row_match.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t mostCompared = 1'000'000; // pairs of rows: some ten milliseconds

std::vector<RowPair> rowByRow(int first, int second, const std::function<int(int, int)>& likeness) {
    std::vector<RowPair> pairs;
    for (int i = 0; i < std::max(first, second); ++i) {
        if (i < first && i < second && likeness(i, i) > 0) {
            pairs.push_back({i, i});
            continue;
        }
        if (i < first) pairs.push_back({i, -1});
        if (i < second) pairs.push_back({-1, i});
    }
    return pairs;
}

} // namespace

// best(a, b): of what is left from rows a and b on. From its corner the way leads back through what gave it.
std::vector<RowPair> matchedRows(int first, int second, const std::function<int(int, int)>& likeness) {
    const auto wide = static_cast<std::size_t>(second) + 1;
    if (static_cast<std::size_t>(first) * wide > mostCompared) return rowByRow(first, second, likeness);
    std::vector<int> values((static_cast<std::size_t>(first) + 1) * wide, 0);
    const auto best = [&](int a, int b) -> int& {
        return values[static_cast<std::size_t>(a) * wide + static_cast<std::size_t>(b)];
    };
    for (int a = first - 1; a >= 0; --a)
        for (int b = second - 1; b >= 0; --b) {
            const int like = likeness(a, b);
            best(a, b) = std::max({best(a + 1, b), best(a, b + 1), like > 0 ? like + best(a + 1, b + 1) : 0});
        }
    std::vector<RowPair> pairs;
    for (int a = 0, b = 0; a < first || b < second;) {
        const int like = a < first && b < second ? likeness(a, b) : 0;
        if (like > 0 && best(a, b) == like + best(a + 1, b + 1))
            pairs.push_back({a++, b++});
        else if (b == second || (a < first && best(a, b) == best(a + 1, b)))
            pairs.push_back({a++, -1});
        else
            pairs.push_back({-1, b++});
    }
    return pairs;
}

} // namespace ui
