#include "core/explain/deletion.h"

#include "core/base/rng.h"
#include "core/explain/inside.h"
#include "core/network/pass.h"

#include <algorithm>
#include <numeric>

namespace cnn {
namespace {

std::vector<std::size_t> mostImportantFirst(const Tensor& map) {
    std::vector<std::size_t> order(map.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return map.data()[a] > map.data()[b]; });
    return order;
}

double areaUnder(const DeletionCurve& curve) {
    double area = 0;
    for (std::size_t i = 1; i < curve.covered.size(); ++i)
        area += (curve.covered[i] - curve.covered[i - 1]) * (curve.probability[i] + curve.probability[i - 1]) / 2;
    return area;
}

} // namespace

Expected<DeletionCurve> deletionCurve(const Network& network, const Tensor& image, int k, const Tensor& map,
                                      const Tensor& with, int steps, const std::stop_token& stop,
                                      const std::function<void(double)>& done) {
    const std::size_t pixels = map.size(), channels = static_cast<std::size_t>(image.shape().c);
    assert(image.size() == pixels * channels && with.shape() == image.shape() && steps >= 1);
    const std::vector<std::size_t> order = mostImportantFirst(map);
    const auto count = std::min(static_cast<std::size_t>(steps), pixels);
    DeletionCurve curve;
    Tensor covered = image;
    Pass pass(Pass::Keep::Nothing, network.size(), usefulThreads(network), Pass::Sums::Quick);
    for (std::size_t step = 0, next = 0; step <= count; ++step) {
        if (stop.stop_requested()) return Error(ErrorCode::Interrupted, Message::tr("The covering was stopped."));
        for (; next < pixels * step / count; ++next)
            for (std::size_t c = 0; c < channels; ++c)
                covered.data()[c * pixels + order[next]] = with.data()[c * pixels + order[next]];
        curve.covered.push_back(static_cast<double>(next) / static_cast<double>(pixels));
        const Tensor shares = classShares(network, pass.forward(network, covered));
        curve.probability.push_back(static_cast<double>(shares.at(k, 0, 0)));
        if (done) done(static_cast<double>(step) / static_cast<double>(count));
    }
    curve.area = areaUnder(curve);
    return curve;
}

Tensor chanceMap(const Shape& image, std::uint64_t seed) {
    Tensor map(Shape{1, image.h, image.w, 1});
    Rng rng(seed);
    for (float& v : map.values()) v = static_cast<float>(rng.uniform());
    return map;
}

} // namespace cnn
