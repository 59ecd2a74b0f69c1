#include "core/explain/knock_out.h"

#include "core/explain/inside.h"
#include "core/layers/losses.h"
#include "core/train/chunks.h"
#include "core/train/trainer.h"

namespace cnn {
namespace {

int correct(const Tensor& logits, std::span<const int> labels) {
    return evaluateLoss(LossKind::SquaredError, logits, labels, 1, nullptr).correct;
}

} // namespace

Expected<KnockOut> knockOut(const Network& network, std::size_t layer, const Dataset& set, std::size_t most,
                            const std::stop_token& stop) {
    assert(set.shape == network.inputShape() && tellsClasses(network));
    const auto filters = static_cast<std::size_t>(network.outputShape(layer).c);
    KnockOut result{std::min(most, set.size()), 0, std::vector<double>(filters, 0)};
    bool finite = true;
    ThreadPool alone(1);
    const auto test = [&](Trace& trace, const Tensor& in, std::size_t begin) {
        const auto labels = std::span(set.labels).subspan(begin, static_cast<std::size_t>(in.shape().n));
        trace.values.resize(network.size() + 1);
        trace.values[0] = in;
        forwardBetween(network, 0, network.size(), trace);
        finite = finite && trace.output().allFinite();
        result.whole += correct(trace.output(), labels);
        const Tensor maps = trace.values[layer + 1];
        for (std::size_t f = 0; f < filters && !stop.stop_requested(); ++f) {
            Tensor& without = trace.values[layer + 1];
            without = maps;
            std::fill_n(without.data() + without.offset(static_cast<int>(f), 0, 0), maps.size() / filters, 0.0F);
            forwardBetween(network, layer + 1, network.size(), trace);
            finite = finite && trace.output().allFinite();
            result.without[f] += correct(trace.output(), labels);
        }
    };
    forEachChunk<Trace>(set, result.images, alone, test, stop);
    if (stop.stop_requested()) return Error(ErrorCode::Interrupted, Message::tr("The knocking out was stopped."));
    if (!finite) return outputsNotFinite();
    const double images = static_cast<double>(std::max<std::size_t>(1, result.images));
    result.whole /= images;
    for (double& accuracy : result.without) accuracy /= images;
    return result;
}

} // namespace cnn
