#include "core/train/layer_stats.h"

#include "core/base/flush_denormals.h"
#include "core/network/pass.h"
#include "core/train/chunks.h"
#include "core/train/trainer.h"

#include <cmath>

namespace cnn {
namespace {

void leaveIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::Interrupted, Message::tr("The look at the layers was stopped."));
}

std::vector<DeadUnits> relus(const Network& network) {
    std::vector<DeadUnits> all;
    for (std::size_t i = 0; i < network.size(); ++i)
        if (network.layer(i).rules().rectifies) all.push_back({i, network.outputShape(i).c, 0});
    return all;
}

} // namespace

Spread spreadOf(std::span<const float> values, int bins) {
    Spread s;
    double sum = 0, squares = 0;
    for (const float v : values) {
        if (!std::isfinite(v)) continue;
        const double d = static_cast<double>(v);
        ++s.count;
        sum += d;
        squares += d * d;
        s.largest = std::max(s.largest, std::abs(d));
    }
    s.bins.assign(static_cast<std::size_t>(bins), 0);
    if (s.count == 0) return s;
    s.mean = sum / static_cast<double>(s.count);
    s.size = std::sqrt(squares / static_cast<double>(s.count));
    s.end = std::min(s.largest, 4 * s.size);
    for (const float v : values) {
        if (!std::isfinite(v)) continue;
        const double place = s.end > 0 ? (static_cast<double>(v) / s.end + 1) / 2 * bins : bins / 2;
        ++s.bins[static_cast<std::size_t>(std::clamp(place, 0.0, bins - 1.0))];
    }
    return s;
}

std::vector<DeadUnits> deadUnits(const Network& network, const Dataset& set, std::size_t images, int threads,
                                 const std::stop_token& stop) {
    requireReadable(network, set);
    images = std::min(images, set.size());
    std::vector<DeadUnits> found = relus(network);
    // Whether a unit answered to any image, chunk by chunk: each is written by one thread.
    std::vector<std::vector<std::vector<bool>>> answered(chunksOf(images));
    ThreadPool pool(threads);
    forEachChunk<Trace>(
        set, images, pool,
        [&](Trace& trace, const Tensor& in, std::size_t begin) {
            network.forward(in, trace);
            auto& here = answered[begin / chunkSize];
            for (const DeadUnits& relu : found) {
                const Tensor& out = trace.values[relu.layer + 1];
                const ConstMatrixView units(out.data(), relu.units, static_cast<Eigen::Index>(out.size()) / relu.units);
                here.emplace_back();
                for (Eigen::Index u = 0; u < units.rows(); ++u) here.back().push_back(units.row(u).maxCoeff() > 0);
            }
        },
        stop);
    leaveIfStopped(stop);
    for (std::size_t i = 0; i < found.size(); ++i)
        for (std::size_t u = 0; u < static_cast<std::size_t>(found[i].units); ++u)
            found[i].dead +=
                std::none_of(answered.begin(), answered.end(), [&](const auto& chunk) { return chunk[i][u]; });
    return found;
}

NetworkGradients meanGradients(const Network& network, const Dataset& set, std::size_t images, LossKind loss,
                               const std::stop_token& stop, const Noise& noise) {
    requireMatch(network, set, loss);
    images = std::min(images, set.size());
    NetworkGradients sum = zeroGradients(network);
    struct Room {
        Pass pass;
        Tensor dOut, noisy;
        Noiser noiser;
    };
    ThreadPool alone(1);
    const std::vector<std::size_t> which = firstOf(images);
    forEachChunk<Room>(
        set, images, alone,
        [&](Room& room, const Tensor& clean, std::size_t begin) {
            const FlushDenormals flush;
            const auto count = static_cast<std::size_t>(clean.shape().n);
            const auto labels = std::span(set.labels).subspan(begin, count);
            if (noise.any())
                room.noiser.cover(clean, std::span(which).subspan(begin, count), noise, testNoiseSeed, room.noisy);
            const Tensor& in = noise.any() ? room.noisy : clean;
            const Tensor& out = room.pass.forward(network, in);
            lossOf(loss, out, clean, labels, static_cast<int>(images), &room.dOut);
            room.pass.backward(network, in, room.dOut, sum);
        },
        stop);
    leaveIfStopped(stop);
    return sum;
}

} // namespace cnn
