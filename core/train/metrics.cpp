#include "core/train/metrics.h"

#include "core/layers/losses.h"
#include "core/network/pass.h"
#include "core/train/chunks.h"
#include "core/train/trainer.h"

#include <limits>

namespace cnn {
namespace {

template<class Wanted> std::vector<Verdict> surest(const Verdicts& verdicts, std::size_t most, const Wanted& wanted) {
    std::vector<Verdict> found;
    for (const Verdict& v : verdicts.all)
        if (wanted(v)) found.push_back(v);
    std::stable_sort(found.begin(), found.end(), [](const Verdict& a, const Verdict& b) { return a.share > b.share; });
    found.resize(std::min(most, found.size()));
    return found;
}

} // namespace

Tensor valuesAfter(const Network& network, std::size_t layers, const Dataset& set, std::size_t images, int threads,
                   const std::stop_token& stop) {
    requireReadable(network, set);
    images = std::min(images, set.size());
    Tensor values(
        (layers == 0 ? network.inputShape() : network.outputShape(layers - 1)).withImages(static_cast<int>(images)));
    struct Room {
        std::optional<Pass> pass;
    };
    ThreadPool pool(threads);
    auto all = values.matrix();
    forEachChunk<Room>(
        set, images, pool,
        [&](Room& room, const Tensor& in, std::size_t begin) {
            if (!room.pass) room.pass.emplace(Pass::Keep::Nothing, layers);
            const Tensor& out = room.pass->forward(network, in);
            all.middleCols(static_cast<Eigen::Index>(begin), in.shape().n) = out.matrix();
        },
        stop);
    if (stop.stop_requested()) throw Error(ErrorCode::Interrupted, Message::tr("The look at the images was stopped."));
    return values;
}

Tensor passOn(const Network& network, std::size_t layers, Tensor values) {
    assert(network.isCut(layers));
    if (layers == network.size() || values.shape().n == 0) return values;
    Trace trace;
    trace.values.resize(network.size() + 1);
    trace.caches.resize(network.size());
    trace.values[layers] = std::move(values);
    for (std::size_t i = layers; i < network.size(); ++i) network.forwardLayer(i, trace);
    return std::move(trace.values.back());
}

std::size_t layersBeforeLast(const Network& network) {
    for (std::size_t i = network.size(); i-- > 0;)
        if (!network.layer(i).parameters().empty() && network.isCut(i)) return i;
    return 0;
}

Verdicts verdictsFrom(const Tensor& logits, std::span<const int> labels) {
    if (!logits.allFinite()) throw outputsNotFinite();
    Verdicts result{{}, softmax(logits)};
    const auto m = logits.matrix();
    for (Eigen::Index n = 0; n < m.cols(); ++n) {
        Eigen::Index best = 0;
        m.col(n).maxCoeff(&best);
        const auto image = static_cast<std::size_t>(n);
        const int said = static_cast<int>(best);
        result.all.push_back({image, labels[image], said, result.share(image, said)});
    }
    return result;
}

Verdicts verdictsOn(const Network& network, const Dataset& set, std::size_t images, int threads,
                    const std::stop_token& stop) {
    requireMatch(network, set, LossKind::SoftmaxCrossEntropy);
    return verdictsFrom(valuesAfter(network, network.size(), set, images, threads, stop), set.labels);
}

int Confusion::images(int truth) const {
    const auto row = std::span(counts).subspan(static_cast<std::size_t>(truth) * static_cast<std::size_t>(classes),
                                               static_cast<std::size_t>(classes));
    return std::accumulate(row.begin(), row.end(), 0);
}

int Confusion::images() const {
    return std::accumulate(counts.begin(), counts.end(), 0);
}

int Confusion::correct() const {
    int sum = 0;
    for (int c = 0; c < classes; ++c) sum += at(c, c);
    return sum;
}

double Confusion::accuracy(int truth) const {
    const int all = images(truth);
    return all == 0 ? 0 : static_cast<double>(at(truth, truth)) / all;
}

Tensor Confusion::table() const {
    Tensor grid({1, classes, classes, 1});
    for (std::size_t i = 0; i < counts.size(); ++i) grid.data()[i] = static_cast<float>(counts[i]);
    return grid;
}

Confusion confusionOf(const Verdicts& verdicts) {
    const auto classes = static_cast<std::size_t>(verdicts.classes());
    Confusion result{verdicts.classes(), std::vector<int>(classes * classes, 0)};
    for (const Verdict& v : verdicts.all)
        ++result.counts[static_cast<std::size_t>(v.truth) * classes + static_cast<std::size_t>(v.said)];
    return result;
}

std::vector<Verdict> surestMistakes(const Verdicts& verdicts, std::size_t most) {
    return surest(verdicts, most, [](const Verdict& v) { return v.said != v.truth; });
}

std::vector<Verdict> imagesOfCell(const Verdicts& verdicts, int truth, int said, std::size_t most) {
    return surest(verdicts, most, [&](const Verdict& v) { return v.truth == truth && v.said == said; });
}

} // namespace cnn
