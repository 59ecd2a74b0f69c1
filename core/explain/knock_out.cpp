#include "core/explain/knock_out.h"

#include "core/explain/inside.h"
#include "core/layers/losses.h"

#include <algorithm>
#include <numeric>

namespace cnn {
namespace {

int correct(const Tensor& logits, std::span<const int> labels) {
    return evaluateLoss(LossKind::SquaredError, logits, labels, 1, nullptr).correct;
}

} // namespace

Expected<KnockOut> knockOut(const Network& network, std::size_t layer, const Dataset& set, std::size_t most,
                            const std::stop_token& stop) {
    assert(set.shape == network.inputShape() && tellsClasses(network));
    constexpr std::size_t piece = 64; // images at a time
    const auto filters = static_cast<std::size_t>(network.outputShape(layer).c);
    KnockOut result{std::min(most, set.size()), 0, std::vector<double>(filters, 0)};
    Trace trace;
    trace.values.resize(1);
    std::vector<std::size_t> indices;
    for (std::size_t begin = 0; begin < result.images; begin += piece) {
        indices.resize(std::min(piece, result.images - begin));
        std::iota(indices.begin(), indices.end(), begin);
        set.gather(indices, trace.values[0]);
        const auto labels = std::span(set.labels).subspan(begin, indices.size());
        forwardBetween(network, 0, network.size(), trace);
        result.whole += correct(trace.output(), labels);
        const Tensor maps = trace.values[layer + 1];
        for (std::size_t f = 0; f < filters; ++f) {
            if (stop.stop_requested()) return Error(ErrorCode::Interrupted, "The knocking out was stopped.");
            Tensor& without = trace.values[layer + 1];
            without = maps;
            std::fill_n(without.data() + without.offset(static_cast<int>(f), 0, 0), maps.size() / filters, 0.0F);
            forwardBetween(network, layer + 1, network.size(), trace);
            result.without[f] += correct(trace.output(), labels);
        }
    }
    const double images = static_cast<double>(std::max<std::size_t>(1, result.images));
    result.whole /= images;
    for (double& accuracy : result.without) accuracy /= images;
    return result;
}

} // namespace cnn
