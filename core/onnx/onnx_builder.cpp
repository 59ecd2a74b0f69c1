#include "core/onnx/onnx_builder.h"

#include "core/layers/catalog.h"
#include "core/network/unfilled.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

// For one image: all feature maps together, and what a convolution gathers for one output row (512 MB each), and the
// multiplications (VGG-19 needs 2e10, so this is many seconds).
constexpr std::size_t mostMapValues = std::size_t{128} * 1024 * 1024;
constexpr double mostMultiplications = 1e12;
constexpr std::size_t mostWeights = std::size_t{1} << 30; // 4 GB
constexpr std::size_t mostShared = std::size_t{64} << 20; // 256 MB

void fill(Tensor& to, const OnnxFill& with) {
    if (with.from.count() == 1) {
        to.fill(static_cast<float>(with.from.only()) * with.factor);
    } else {
        with.from.read(to.values());
        if (with.factor != 1) to.array() *= with.factor;
    }
    if (!to.allFinite()) refuseOnnx(ErrorCode::BadFormat, Message::tr("has weights that are not finite numbers"));
}

} // namespace

OnnxBuilder::OnnxBuilder(const Shape& input, std::size_t storedNumbers, bool withWeights)
    : m_shapes{input.withImages(1)}, m_values(input.perImage()), m_storedNumbers(storedNumbers),
      m_withWeights(withWeights) {
    if (m_values > mostMapValues)
        refuseOnnx(ErrorCode::TooLarge, Message::tr("its feature maps need more than 512 MB for one image"));
}

std::unique_ptr<Layer> OnnxBuilder::weighted(int outputs, int groups, const Maker& make) const {
    if (m_withWeights) return make(outputs);
    return std::make_unique<UnfilledLayer>(make(groups), outputs);
}

std::size_t OnnxBuilder::add(const std::string& name, std::unique_ptr<Layer> layer, std::vector<std::size_t> reads,
                             std::vector<OnnxFill> fills) {
    std::vector<Shape> in;
    for (const std::size_t value : reads) in.push_back(m_shapes[value]);
    const auto shape = layer->joinedShape(in);
    if (!shape)
        refuseOnnx(ErrorCode::Mismatch,
                   Message::tr("does not fit what comes before it. %1", shape.error().message().withoutStop()));
    requireAffordable(*layer, in[0], *shape);
    const std::string free = freeName(name, layer->info().kind);
    m_names.insert(free);
    m_items.push_back({free, std::move(layer), std::move(reads), std::move(fills)});
    m_shapes.push_back(*shape);
    return m_items.size();
}

void OnnxBuilder::replace(std::size_t value, std::unique_ptr<Layer> layer, std::vector<OnnxFill> fills) {
    m_items[value - 1].layer = std::move(layer);
    m_items[value - 1].fills = std::move(fills);
}

void OnnxBuilder::rename(std::size_t value, const std::string& name) {
    Item& item = m_items[value - 1];
    m_names.erase(item.name);
    item.name = freeName(name, item.layer->info().kind);
    m_names.insert(item.name);
}

void OnnxBuilder::setAffine(std::size_t value, const OnnxAffine& affine) {
    const auto numbers = [](const std::vector<double>& all) {
        const auto count = static_cast<std::int64_t>(all.size());
        return OnnxConstant(onnx::TensorProto::FLOAT, {count}, all);
    };
    Item& item = m_items[value - 1];
    item.affine = std::make_unique<OnnxAffine>(affine);
    item.fills = {{0, numbers(affine.factor)}, {1, numbers(affine.shift)}};
}

const OnnxAffine* OnnxBuilder::preprocessing() const {
    for (const Item& item : m_items)
        if (item.reads[0] == 0 && item.affine) return item.affine.get();
    return nullptr;
}

void OnnxBuilder::requireAffordable(const Layer& layer, const Shape& in, const Shape& out) {
    const LayerInfo info = layer.info();
    const std::size_t taps =
        info.window ? static_cast<std::size_t>(info.window->y.kernel) * static_cast<std::size_t>(info.window->x.kernel)
                    : 1;
    const std::size_t terms = info.inputs > 0 ? taps * static_cast<std::size_t>(in.c) : taps;
    m_multiplications += static_cast<double>(terms) * static_cast<double>(out.perImage());
    if (m_multiplications > mostMultiplications)
        refuseOnnx(ErrorCode::TooLarge, Message::tr("brings the network beyond 1e12 multiplications an image"));
    if (terms * static_cast<std::size_t>(out.w) > mostMapValues)
        refuseOnnx(ErrorCode::TooLarge, Message::tr("needs more than 512 MB of working memory an image"));
    m_values += out.perImage();
    if (m_values > mostMapValues)
        refuseOnnx(ErrorCode::TooLarge, Message::tr("brings the feature maps beyond 512 MB for one image"));
    m_weights += numbersOf(layer);
    if (m_weights > m_storedNumbers && m_weights - m_storedNumbers > mostShared)
        refuseOnnx(ErrorCode::TooLarge,
                   Message::tr("brings what layers that share weights hold of them beyond 256 MB"));
    if (m_weights > mostWeights)
        refuseOnnx(ErrorCode::TooLarge, Message::tr("brings the network beyond 4 GB of weights"));
}

// Node names may be missing, and need not differ.
std::string OnnxBuilder::freeName(const std::string& name, const std::string& kind) const {
    std::string free = layerName(name);
    for (std::size_t i = m_items.size() + 1; free.empty() || m_names.count(free) > 0; ++i)
        free = kind + std::to_string(i);
    return free;
}

Network OnnxBuilder::network(std::size_t output, const OnnxOptions& options) {
    std::vector<bool> needed(m_items.size() + 1, false);
    needed[output] = true;
    std::size_t all = 0, done = 0;
    for (std::size_t value = output; value > 0; --value) {
        if (!needed[value]) continue;
        for (const std::size_t read : m_items[value - 1].reads) needed[read] = true;
        all += numbersOf(*m_items[value - 1].layer);
    }
    Network network(m_shapes[0]);
    std::vector<std::size_t> places(m_items.size() + 1, 0);
    for (std::size_t value = 1; value <= output; ++value) {
        if (!needed[value]) continue;
        Item& item = m_items[value - 1];
        for (const OnnxFill& with : item.fills) {
            if (!m_withWeights) break;
            Tensor& to = item.layer->parameters()[with.parameter].value;
            try {
                fill(to, with);
            } catch (const OnnxRefusal& r) {
                refuseOnnx(r.code, Message::tr("layer \"%1\" %2", item.name, r.reason));
            }
            done += to.size();
            if (options.progress && !options.progress(static_cast<double>(done) / static_cast<double>(all)))
                throw Error(ErrorCode::Interrupted, Message::tr("Opening the network was stopped."));
        }
        std::vector<std::size_t> reads;
        for (const std::size_t read : item.reads) reads.push_back(places[read]);
        network.add(item.name, std::move(item.layer), std::move(reads));
        places[value] = network.size();
    }
    return network;
}

} // namespace cnn
