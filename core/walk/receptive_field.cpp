#include "core/walk/receptive_field.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

constexpr std::int64_t farthest = 1'000'000'000'000; // pixels; beyond it no double would hold a half

int& valueOf(FieldLayer& layer, char letter) {
    return letter == 's' ? layer.stride : letter == 'p' ? layer.padding : layer.dilation;
}

FieldPreset vgg19() {
    std::string text;
    for (const int convolutions : {2, 2, 4, 4, 4}) {
        for (int i = 0; i < convolutions; ++i) text += "conv3p1,";
        text += "pool2,";
    }
    text.pop_back();
    return {"vgg-19", "VGG-19", text, 224};
}

} // namespace

// ---- layers --------------------------------------------------------------------------------------------------------

std::string FieldLayer::text() const {
    std::string t = (pooling ? "pool" : "conv") + std::to_string(kernel);
    if (stride != (pooling ? kernel : 1)) t += "s" + std::to_string(stride);
    if (padding != 0) t += "p" + std::to_string(padding);
    if (dilation != 1) t += "d" + std::to_string(dilation);
    return t;
}

std::string fieldLayersText(std::span<const FieldLayer> layers) {
    std::string text;
    for (const FieldLayer& layer : layers) text += (text.empty() ? "" : ",") + layer.text();
    return text;
}

// ---- levels --------------------------------------------------------------------------------------------------------

Expected<FieldLevel> FieldStack::next(const FieldLevel& below, const FieldLayer& l) const {
    FieldLevel above = below;
    above.name.clear();
    above.field += static_cast<std::int64_t>(l.dilation) * (l.kernel - 1) * below.jump;
    above.start += (l.dilation * (l.kernel - 1) / 2.0 - l.padding) * static_cast<double>(below.jump);
    above.jump *= l.stride;
    if (std::max(above.field, above.jump) > farthest)
        return Error(ErrorCode::TooLarge, Message::tr("Its units would see more than a million million pixels."));
    if (below.size == 0) return above;
    const Shape in{1, below.size, below.size, 1};
    const auto shape = l.pooling ? poolOutputShape(l.window(), in) : l.window().outputShape(in);
    if (!shape) return shape.error();
    above.size = shape->h;
    return above;
}

Expected<FieldStack> FieldStack::make(std::vector<FieldLayer> layers, int input) {
    FieldStack stack(std::move(layers));
    stack.m_levels.push_back({"input", input});
    int counts[2] = {0, 0};
    for (const FieldLayer& layer : stack.m_layers) {
        const std::string name = (layer.pooling ? "pool" : "conv") + std::to_string(++counts[layer.pooling ? 1 : 0]);
        auto level = stack.next(stack.m_levels.back(), layer);
        if (!level)
            return Error(level.error().code(),
                         Message::tr("Layer %1 (%2): %3", stack.levels(), layer.text(), level.error().message()));
        level->name = name;
        stack.m_levels.push_back(*level);
    }
    return stack;
}

// ---- who sees what -------------------------------------------------------------------------------------------------

double FieldStack::centre(int level, int unit) const {
    const FieldLevel& l = this->level(level);
    return l.start + static_cast<double>(l.jump) * unit;
}

int FieldStack::nearest(int level, double pixel) const {
    const FieldLevel& l = this->level(level);
    const double unit = std::ceil((pixel - l.start) / static_cast<double>(l.jump) - 0.5); // of two equals the first
    return static_cast<int>(std::clamp(unit, 0.0, static_cast<double>(l.size - 1)));
}

Interval FieldStack::field(int level, int unit) const {
    const FieldLevel& l = this->level(level);
    const auto first = static_cast<std::int64_t>(std::llround(centre(level, unit) - static_cast<double>(l.field) / 2));
    return {first, first + l.field - 1};
}

std::vector<int> FieldStack::cells(int level, int unit, int below) const {
    std::vector<int> seen{unit};
    for (int i = level; i > below; --i) {
        const Axis axis = m_layers[static_cast<std::size_t>(i - 1)].window().y;
        const int size = this->level(i - 1).size;
        std::vector<bool> hit(static_cast<std::size_t>(size), false);
        for (const int o : seen)
            for (int k = 0; k < axis.kernel; ++k)
                if (const int at = axis.tap(o, k); at >= 0 && at < size) hit[static_cast<std::size_t>(at)] = true;
        seen.clear();
        for (int at = 0; at < size; ++at)
            if (hit[static_cast<std::size_t>(at)]) seen.push_back(at);
    }
    return seen;
}

Interval FieldStack::region(int level, int unit, int below) const {
    const auto seen = cells(level, unit, below);
    return seen.empty() ? Interval{} : Interval{seen.front(), seen.back()};
}

std::vector<int> FieldStack::watchers(int level, int cell, int above) const {
    std::vector<bool> sees(static_cast<std::size_t>(this->level(level).size), false);
    sees[static_cast<std::size_t>(cell)] = true;
    for (int i = level; i < above; ++i) {
        const Axis axis = m_layers[static_cast<std::size_t>(i)].window().y;
        std::vector<bool> next(static_cast<std::size_t>(this->level(i + 1).size), false);
        for (std::size_t o = 0; o < next.size(); ++o)
            for (int k = 0; k < axis.kernel; ++k)
                if (const int at = axis.tap(static_cast<int>(o), k); at >= 0 && at < static_cast<int>(sees.size()))
                    next[o] = next[o] || sees[static_cast<std::size_t>(at)];
        sees = std::move(next);
    }
    std::vector<int> units;
    for (std::size_t o = 0; o < sees.size(); ++o)
        if (sees[o]) units.push_back(static_cast<int>(o));
    return units;
}

std::int64_t FieldStack::weightsPerChannelPair() const {
    std::int64_t count = 0;
    for (const FieldLayer& l : m_layers)
        if (!l.pooling) count += static_cast<std::int64_t>(l.kernel) * l.kernel;
    return count;
}

// ---- stacks by name ------------------------------------------------------------------------------------------------

std::span<const FieldPreset> fieldPresets() {
    static const std::vector<FieldPreset> presets{
        {"lenet-5", "LeNet-5", "conv5p2,pool2,conv5,pool2", 28, true},
        vgg19(),
        {"dilated", "Dilated stack", "conv3p1,conv3p2d2,conv3p4d4,conv3p8d8", 32},
        {"two-3x3", "Two 3 × 3", "conv3,conv3", 8},
        {"deep-3x3", "Eight 3 × 3", "conv3p1,conv3p1,conv3p1,conv3p1,conv3p1,conv3p1,conv3p1,conv3p1", 24},
        {"strided", "Strides instead of pooling", "conv3s2p1,conv3s2p1,conv3s2p1", 32},
        {"lenet-5", "LeNet-5, 32 × 32", "conv5,pool2,conv5,pool2", 32, true},
    };
    return presets;
}

Expected<const FieldPreset*> fieldPreset(std::string_view id, int input) {
    std::vector<Message> known;
    for (const FieldPreset& preset : fieldPresets()) {
        if (preset.id != id) continue;
        if (input == 0 || input == preset.input || !preset.thisInputOnly) return &preset;
        const std::string size = std::to_string(preset.input);
        const std::string layers = size + " × " + size + " (" + preset.layers + ")";
        known.push_back(known.empty() ? Message::verbatim(layers) : Message::tr("%1, or of %2", known.back(), layers));
    }
    if (known.empty()) return nullptr;
    return Error(
        ErrorCode::Usage,
        Message::tr("%1 is for an input of %2. For another size write its layers out, with the padding that is meant.",
                    id, known.back()));
}

// ---- layers as text ------------------------------------------------------------------------------------------------

namespace {

struct Limit {
    char letter;
    Message (*name)();
    int low, high;
};
constexpr Limit kernelLimit{'k', [] { return Message::tr("kernel"); }, 1, FieldLayer::largestKernel};
constexpr Limit limits[] = {{'s', [] { return Message::tr("stride"); }, 1, FieldLayer::largestStride},
                            {'p', [] { return Message::tr("padding"); }, 0, FieldLayer::largestPadding},
                            {'d', [] { return Message::tr("dilation"); }, 1, FieldLayer::largestDilation}};

// Reads one item; every refusal names it.
class ItemReader {
public:
    ItemReader(std::string_view item, int number) : m_item(item), m_rest(item), m_number(number) {}

    Expected<FieldLayer> read() {
        FieldLayer layer;
        if (m_item.empty())
            return Error(ErrorCode::Usage,
                         Message::tr("Layer %1 is empty; write for instance conv3 or pool2.", m_number));
        layer.pooling = m_rest.starts_with("pool");
        if (!layer.pooling && !m_rest.starts_with("conv"))
            return refused(Message::tr("Layer %1 is neither conv nor pool.", name()));
        m_rest.remove_prefix(4);
        if (const auto kernel = number(kernelLimit); !kernel)
            return kernel.error();
        else
            layer.kernel = *kernel;
        layer.stride = layer.pooling ? std::min(layer.kernel, FieldLayer::largestStride) : 1;
        return options(layer);
    }

private:
    Expected<FieldLayer> options(FieldLayer layer) {
        std::string given;
        while (!m_rest.empty()) {
            const char letter = m_rest.front();
            const auto* limit = std::ranges::find(limits, letter, &Limit::letter);
            if (limit == std::end(limits))
                return refused(Message::tr("Layer %1 goes on with \"%2\"; after the kernel come s (stride), p "
                                           "(padding), d (dilation), each with a number.",
                                           name(), m_rest));
            if (given.find(letter) != std::string::npos)
                return refused(Message::tr("Layer %1 names its %2 twice.", name(), limit->name()));
            given += letter;
            m_rest.remove_prefix(1);
            const auto value = number(*limit);
            if (!value) return value.error();
            valueOf(layer, letter) = *value;
        }
        return layer;
    }
    Expected<int> number(const Limit& limit) {
        int value = -1;
        std::size_t digits = 0;
        for (; digits < m_rest.size() && m_rest[digits] >= '0' && m_rest[digits] <= '9'; ++digits)
            value = std::min(std::max(value, 0) * 10 + (m_rest[digits] - '0'), 1'000'000);
        m_rest.remove_prefix(digits);
        if (value < limit.low || value > limit.high)
            return refused(
                Message::tr("Layer %1 needs a %2 from %3 to %4.", name(), limit.name(), limit.low, limit.high));
        return value;
    }
    std::string name() const { return std::to_string(m_number) + " (" + std::string(m_item) + ")"; }
    static Error refused(const Message& sentence) { return {ErrorCode::Usage, sentence}; }
    std::string_view m_item, m_rest;
    int m_number;
};

std::string_view trimmed(std::string_view text) {
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

} // namespace

Expected<std::vector<FieldLayer>> parseFieldLayers(std::string_view text) {
    constexpr std::size_t most = 64;
    std::vector<FieldLayer> layers;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(',', from), text.size());
        const auto layer =
            ItemReader(trimmed(text.substr(from, to - from)), static_cast<int>(layers.size()) + 1).read();
        if (!layer) return layer.error();
        if (layers.size() == most) return Error(ErrorCode::TooLarge, Message::tr("There are more than 64 layers."));
        layers.push_back(*layer);
        from = to + 1;
    }
    return layers;
}

} // namespace cnn
