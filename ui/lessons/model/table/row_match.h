// Which rows of two lists belong together.
#pragma once

#include <functional>
#include <vector>

namespace ui {

// Rows of two networks that belong together; of one network `first` alone. -1: it has none there.
struct RowPair {
    int first = -1, second = -1;
    bool operator==(const RowPair&) const = default;
};

// likeness(a, b): of row a of the first and row b of the second; 0: they do not belong together. Both lists keep their
// order, and the likenesses of all pairs together are as large as they can be (Needleman and Wunsch 1970). Lists so
// long that this would take a while are matched row by row.
std::vector<RowPair> matchedRows(int first, int second, const std::function<int(int a, int b)>& likeness);

} // namespace ui
