#include "core/explain/part_terms.h"

#include <algorithm>
#include <cstdint>

namespace cnn {
namespace {

// Cells from .. to - 1 of an axis.
struct Cells {
    int from, to;
};
Cells cellsOf(int output, int outputs, int inputs) {
    const std::int64_t n = inputs;
    return {static_cast<int>(output * n / outputs), static_cast<int>(((output + 1) * n + outputs - 1) / outputs)};
}

Term cellTerm(const Tensor& in, int c, int y, int x) {
    Term t;
    t.c = c;
    t.inY = t.srcY = y;
    t.inX = t.srcX = x;
    t.input = in.at(c, y, x);
    return t;
}

} // namespace

MapPart partOfMap(const Tensor& in, const Shape& out, const ValuePlace& place) {
    const Cells rows = cellsOf(place.y, out.h, in.shape().h), columns = cellsOf(place.x, out.w, in.shape().w);
    MapPart part;
    part.rows = rows.to - rows.from;
    part.columns = columns.to - columns.from;
    for (int y = rows.from; y < rows.to; ++y)
        for (int x = columns.from; x < columns.to; ++x) {
            Term t = cellTerm(in, place.c, y, x);
            t.ky = y - rows.from;
            t.kx = x - columns.from;
            part.terms.push_back(t);
            if (t.input > part.terms[static_cast<std::size_t>(part.largest)].input)
                part.largest = static_cast<int>(part.terms.size()) - 1;
        }
    return part;
}

std::vector<Term> channelsAt(const Tensor& in, const ValuePlace& place) {
    std::vector<Term> terms;
    for (int c = 0; c < in.shape().c; ++c) terms.push_back(cellTerm(in, c, place.y, place.x));
    std::ranges::stable_sort(terms, [](const Term& a, const Term& b) { return a.input > b.input; });
    return terms;
}

} // namespace cnn
