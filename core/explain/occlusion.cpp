#include "core/explain/occlusion.h"

#include "core/base/counted.h"
#include "core/explain/inside.h"
#include "core/network/pass.h"
#include "core/tensor/blur.h"

#include <algorithm>

namespace cnn {

Tensor coveredWhole(const Tensor& image, const OcclusionSettings& s) {
    const Shape shape = image.shape();
    const std::size_t plane = image.offset(0, shape.h, 0);
    Tensor with =
        s.baseline == OcclusionBaseline::Blur || s.baseline == OcclusionBaseline::Mean ? image : Tensor(shape);
    for (int c = 0; c < shape.c; ++c) {
        const auto channel = with.values().subspan(static_cast<std::size_t>(c) * plane, plane);
        ArrayView values(channel.data(), static_cast<Eigen::Index>(plane));
        switch (s.baseline) {
        case OcclusionBaseline::Grey:
            values.setConstant(s.channels.empty() ? s.grey : s.channels[static_cast<std::size_t>(c)]);
            break;
        case OcclusionBaseline::Black:
            break; // zeros already
        case OcclusionBaseline::Mean:
            values.setConstant(values.mean());
            break;
        case OcclusionBaseline::White:
            values.setOnes();
            break;
        case OcclusionBaseline::Blur:
            blurPlane(channel, shape.h, shape.w, s.side / 2.0);
            break;
        }
    }
    return with;
}

void cover(Tensor& images, int n, int row, int column, const OcclusionSettings& s) {
    cover(images, n, row, column, s, coveredWhole(images.image(n), s));
}

void cover(Tensor& images, int n, int row, int column, const OcclusionSettings& s, const Tensor& with) {
    const Shape shape = images.shape();
    const int before = (s.side - s.stride) / 2, top = row * s.stride - before, left = column * s.stride - before;
    for (int c = 0; c < shape.c; ++c)
        for (int y = std::max(0, top); y < std::min(shape.h, top + s.side); ++y)
            for (int x = std::max(0, left); x < std::min(shape.w, left + s.side); ++x)
                images.at(c, y, x, n) = with.at(c, y, x);
}

namespace {

// Pictures at a time: few of a network whose maps are large. A Pass holds the largest two values next to each other.
int picturesAtOnce(const Network& network) {
    constexpr std::size_t floats = std::size_t{16} << 20;
    std::size_t largest = network.inputShape().perImage();
    for (std::size_t i = 0; i < network.size(); ++i) largest = std::max(largest, network.outputShape(i).perImage());
    return static_cast<int>(std::clamp<std::size_t>(floats / (2 * largest), 1, 64));
}

} // namespace

Tensor influence(const OcclusionMap& map) {
    Tensor lost(map.probability.shape());
    lost.array() = static_cast<float>(map.whole) - map.probability.array();
    return lost;
}

Expected<OcclusionMap> occlusionMap(const Network& network, const Tensor& image, int k,
                                    const OcclusionSettings& settings, const std::stop_token& stop,
                                    const std::function<void(double)>& done) {
    const Shape in = image.shape();
    assert(in == network.inputShape() && settings.side >= 1 && settings.stride >= 1);
    if (settings.stride > settings.side)
        return Error(ErrorCode::Usage, Message::tr("A square of %1 moved by %2 leaves pixels between that are never "
                                                   "covered; the stride is at most the side.",
                                                   counted::pixels(settings.side), settings.stride));
    const auto cells = [&](int pixels) { return (pixels + settings.stride - 1) / settings.stride; };
    OcclusionMap map;
    map.probability = Tensor(Shape{1, cells(in.h), cells(in.w), 1});
    // A large network takes picture by picture, shared among threads; a small one many at a time.
    const int threads = usefulThreads(network);
    const bool isLarge = threads > 1 || network.parameterCount() > 1'000'000;
    Pass pass(Pass::Keep::Nothing, network.size(), threads, Pass::Sums::Quick);
    map.whole = static_cast<double>(classShares(network, pass.forward(network, image)).at(k, 0, 0));
    const int most = isLarge ? 1 : picturesAtOnce(network);
    const int count = static_cast<int>(map.probability.size()), columns = map.probability.shape().w;
    const Tensor with = coveredWhole(image, settings);
    Tensor batch;
    for (int begin = 0; begin < count; begin += most) {
        if (stop.stop_requested()) return Error(ErrorCode::Interrupted, Message::tr("The covering was stopped."));
        const int images = std::min(most, count - begin);
        batch.reshapeTo(in.withImages(images));
        batch.matrix().colwise() = Eigen::Map<const Eigen::VectorXf>(image.data(), batch.matrix().rows());
        for (int n = 0; n < images; ++n) cover(batch, n, (begin + n) / columns, (begin + n) % columns, settings, with);
        const Tensor shares = classShares(network, pass.forward(network, batch));
        std::copy_n(shares.data() + shares.offset(k, 0, 0), images, map.probability.data() + begin);
        if (done) done(static_cast<double>(begin + images) / count);
    }
    return map;
}

} // namespace cnn
