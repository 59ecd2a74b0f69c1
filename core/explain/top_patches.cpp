#include "core/explain/top_patches.h"

#include "core/train/chunks.h"

namespace cnn {
namespace {

Patch strongest(const Tensor& maps, int filter, int n, std::size_t image) {
    Patch best{image, 0, 0, maps.at(filter, 0, 0, n)};
    for (int y = 0; y < maps.shape().h; ++y)
        for (int x = 0; x < maps.shape().w; ++x)
            if (const float value = maps.at(filter, y, x, n); value > best.value) best = {image, y, x, value};
    return best;
}

// `list` is in order and stays so.
void insert(std::vector<Patch>& list, const Patch& patch, std::size_t most) {
    const auto place = std::ranges::find_if(list, [&](const Patch& p) { return patch.value > p.value; });
    if (static_cast<std::size_t>(place - list.begin()) >= most) return;
    list.insert(place, patch);
    if (list.size() > most) list.pop_back();
}

} // namespace

Expected<std::vector<std::vector<Patch>>> topPatches(const Network& network, std::size_t layer, const Dataset& set,
                                                     const PatchSettings& settings, const std::stop_token& stop) {
    assert(set.shape == network.inputShape());
    std::vector<std::vector<Patch>> lists(static_cast<std::size_t>(network.outputShape(layer).c));
    ThreadPool alone(1); // the images in their order
    const auto look = [&](Trace& trace, const Tensor& in, std::size_t begin) {
        trace.values.resize(network.size() + 1);
        trace.values[0] = in;
        forwardBetween(network, 0, layer + 1, trace);
        for (std::size_t f = 0; f < lists.size(); ++f)
            for (int n = 0; n < in.shape().n; ++n)
                insert(lists[f],
                       strongest(trace.values[layer + 1], static_cast<int>(f), n, begin + static_cast<std::size_t>(n)),
                       settings.best);
    };
    forEachChunk<Trace>(set, std::min(settings.images, set.size()), alone, look, stop);
    if (stop.stop_requested()) return Error(ErrorCode::Interrupted, Message::tr("The search for patches was stopped."));
    return lists;
}

Tensor patchPixels(const Network& network, std::size_t layer, const Dataset& set, const Patch& patch) {
    const InputRegion region = inputRegion(network, layer + 1, patch.y, patch.x);
    Tensor image;
    set.gather(std::span(&patch.image, 1), image);
    const Shape from = image.shape();
    Tensor pixels(Shape{from.c, static_cast<int>(region.rows.size()), static_cast<int>(region.columns.size()), 1});
    const Interval rows{0, from.h - 1}, columns{0, from.w - 1};
    for (int c = 0; c < from.c; ++c)
        for (int y = 0; y < pixels.shape().h; ++y)
            for (int x = 0; x < pixels.shape().w; ++x) {
                const std::int64_t row = region.rows.first + y, column = region.columns.first + x;
                if (rows.contains(row) && columns.contains(column))
                    pixels.at(c, y, x) = image.at(c, static_cast<int>(row), static_cast<int>(column));
            }
    return pixels;
}

} // namespace cnn
