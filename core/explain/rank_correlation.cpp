#include "core/explain/rank_correlation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace cnn {
namespace {

std::vector<double> ranksOf(std::span<const float> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
        end = std::max(end, begin + 1); // a value that is no number is equal to none
        for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = static_cast<double>(begin + end - 1) / 2;
    }
    return ranks;
}

} // namespace

std::optional<double> rankCorrelation(const Tensor& a, const Tensor& b) {
    assert(a.size() == b.size() && a.size() > 0);
    const std::vector<double> x = ranksOf(a.values()), y = ranksOf(b.values());
    const double mean = static_cast<double>(a.size() - 1) / 2; // of any ranks
    double both = 0, ofX = 0, ofY = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        both += (x[i] - mean) * (y[i] - mean);
        ofX += (x[i] - mean) * (x[i] - mean);
        ofY += (y[i] - mean) * (y[i] - mean);
    }
    if (ofX == 0 || ofY == 0) return std::nullopt;
    return both / std::sqrt(ofX * ofY);
}

} // namespace cnn
