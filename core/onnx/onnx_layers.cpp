#include "core/onnx/onnx_layers.h"

#include "core/layers/conv2d.h"
#include "core/layers/partial_conv2d.h"
#include "core/layers/subsample.h"
#include "core/onnx/onnx_notes.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace cnn {
namespace {

// The table in our note, if there is one that belongs to these weights; other notes are comments.
Connections notedConnections(const std::string& note, const OnnxDims& dims) {
    std::istringstream words(note);
    std::string word;
    if (!(words >> word) || word != connectionsNote) return {};
    Connections connections;
    while (words >> word) {
        if (static_cast<std::int64_t>(word.size()) != dims[1]) return {};
        std::vector<int>& read = connections.emplace_back();
        for (std::size_t c = 0; c < word.size(); ++c)
            if (word[c] == '1') read.push_back(static_cast<int>(c));
    }
    const bool fits = static_cast<std::int64_t>(connections.size()) == dims[0] &&
                      !connectionMisfit(connections, static_cast<int>(dims[1]));
    return fits ? connections : Connections{};
}

// The numbers of an input; they are few in a layer of ours.
std::vector<float> numbersOf(OnnxCall& c, std::size_t input) {
    const std::vector<double> values = c.constant(input).values();
    std::vector<float> numbers(values.begin(), values.end());
    for (const float v : numbers)
        if (!std::isfinite(v))
            c.node.refuse(ErrorCode::BadFormat, Message::tr("has weights that are not finite numbers"));
    return numbers;
}

// The same weights without those of connections that do not exist; null when one of them is not zero.
std::unique_ptr<Layer> partialOf(OnnxCall& c, const Connections& connections, int inputs, const Window& window) {
    const std::vector<float> full = numbersOf(c, 1);
    auto layer = std::make_unique<PartialConv2d>(inputs, connections, window);
    const std::size_t cells = full.size() / (static_cast<std::size_t>(inputs) * connections.size());
    float* to = layer->parameters()[0].value.data();
    for (std::size_t o = 0; o < connections.size(); ++o)
        for (const int k : connections[o]) {
            const std::size_t at = (o * static_cast<std::size_t>(inputs) + static_cast<std::size_t>(k)) * cells;
            to = std::copy_n(full.data() + at, cells, to);
        }
    if (!std::ranges::equal(full, layer->fullWeight().values())) return nullptr;
    std::ranges::copy(numbersOf(c, 2), layer->parameters()[1].value.data());
    return layer;
}

// Each channel by itself, its weights all the same. The weight holds one kernel a channel.
std::unique_ptr<Layer> subsampleOf(OnnxCall& c, int channels, const Window& window) {
    const std::vector<float> full = numbersOf(c, 1);
    auto layer = std::make_unique<Subsample>(channels, window);
    const std::size_t cells = full.size() / static_cast<std::size_t>(channels);
    for (std::size_t k = 0; k < static_cast<std::size_t>(channels); ++k) {
        const auto kernel = std::span(full).subspan(k * cells, cells);
        if (std::ranges::any_of(kernel, [&](float w) { return w != kernel[0]; })) return nullptr;
        layer->parameters()[0].value.data()[k] = kernel[0];
    }
    if (c.has(2)) std::ranges::copy(numbersOf(c, 2), layer->parameters()[1].value.data());
    return layer;
}

} // namespace

std::unique_ptr<Layer> notedLayer(OnnxCall& c, const OnnxDims& dims, const Window& window) {
    const bool byChannel = c.node.integer("group", 1) == dims[0] && dims[1] == 1;
    if (byChannel && c.node.note() == subsampleNote) return subsampleOf(c, static_cast<int>(dims[0]), window);
    const Connections connections = notedConnections(c.node.note(), dims);
    if (connections.empty() || !c.has(2) || c.node.integer("group", 1) != 1) return nullptr;
    return partialOf(c, connections, static_cast<int>(dims[1]), window);
}

} // namespace cnn
