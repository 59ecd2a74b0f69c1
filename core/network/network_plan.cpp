#include "core/network/network_plan.h"
#include "core/network/unfilled.h"

#include "core/base/counted.h"
#include "core/layers/catalog.h"
#include "core/layers/conv2d.h"
#include "core/layers/dropout.h"
#include "core/layers/partial_conv2d.h"

#include <algorithm>
#include <map>
#include <set>

namespace cnn {
namespace {

using Count = std::size_t;

Count count(int value) {
    return static_cast<Count>(value);
}

Count cells(const LayerInfo& info) {
    return info.window ? count(info.window->y.kernel) * count(info.window->x.kernel) : 1;
}

// Kernels of a convolution: one for each pair of an input and an output that are connected.
Count pairs(const LayerInfo& info) {
    if (factsOf(info.kind).outputs == OutputCount::ByTable) return connectionCount(info.connections);
    return count(info.inputs) * count(info.outputs) / count(static_cast<int>(info.setting("groups", 1)));
}

// Counted, not built: a plan may ask for more than there is memory.
Count parametersOf(const LayerInfo& info) {
    switch (layerRole(info.kind)) {
    case LayerRole::Convolution:
    case LayerRole::Dense:
        return pairs(info) * cells(info) + count(info.outputs);
    case LayerRole::Pooling:
        return 2 * count(info.outputs); // of a subsampling; the others have no outputs of their own
    default:
        if (factsOf(info.kind).outputs == OutputCount::Chosen) return pairs(info) * cells(info) + count(info.outputs);
        if (factsOf(info.kind).outputs == OutputCount::AsInputs)
            return std::as_const(*makeLayer(info)).parameterCount();
        return 0;
    }
}

Count multiplyAddsOf(const LayerInfo& info, const Shape& in, const Shape& out) {
    const Count places = count(out.h) * count(out.w);
    switch (layerRole(info.kind)) {
    case LayerRole::Convolution:
    case LayerRole::Dense:
        return pairs(info) * cells(info) * places;
    case LayerRole::Pooling:
        return count(info.outputs) * places; // one product a value of a subsampling
    default:
        if (factsOf(info.kind).outputs == OutputCount::Chosen) // transposed: each input value times each weight
            return pairs(info) * cells(info) * count(in.h) * count(in.w);
        return factsOf(info.kind).outputs == OutputCount::AsInputs ? count(out.c) * places : 0;
    }
}

// The channels or values that it reads filled in.
LayerInfo completed(LayerInfo info, const Shape& in, int classes) {
    const LayerKind& kind = factsOf(info.kind);
    if (kind.outputs != OutputCount::None) info.inputs = in.c;
    if (kind.role == LayerRole::Dense && info.outputs == 0) info.outputs = classes;
    if (kind.outputs == OutputCount::ByTable) info.outputs = static_cast<int>(info.connections.size());
    if (kind.outputs == OutputCount::AsInputs) info.outputs = in.c;
    return info;
}

Message extent(const Shape& s) {
    return s.h == 1 && s.w == 1 ? counted::values(s.c) : Message::verbatim(text(s));
}

Error tooLarge(const Message& sentence) {
    return {ErrorCode::TooLarge, sentence};
}

constexpr int mostOutputs = 4096;
const std::string inputName = "input";

std::optional<Error> misfit(const LayerInfo& info, const Shape& in) {
    const LayerKind& kind = factsOf(info.kind);
    const LayerRole role = kind.role;
    if (!findLayerKind(info.kind))
        return Error(ErrorCode::Usage, Message::tr("There is no layer kind \"%1\".", info.kind));
    const bool hasOutputs = kind.outputs == OutputCount::Chosen || kind.outputs == OutputCount::ByTable;
    if (hasOutputs && (info.outputs < 1 || info.outputs > mostOutputs))
        return Error(ErrorCode::Usage, role == LayerRole::Dense ? Message::tr("A dense layer has 1 to 4096 outputs.")
                                                                : Message::tr("A convolution has 1 to 4096 outputs."));
    if (role == LayerRole::Dense && (in.h != 1 || in.w != 1))
        return Error(ErrorCode::Mismatch,
                     Message::tr("A dense layer reads values in a row, not %1: put a Flatten before it.", text(in)));
    if (const int groups = static_cast<int>(info.setting("groups", 1)); groups > 1)
        if (const auto uneven = groupMisfit(in.c, info.outputs, groups)) return uneven;
    if (hasWindow(kind) && !info.window) return Error(ErrorCode::Usage, Message::tr("A window layer needs a window."));
    if (factsOf(info.kind).outputs == OutputCount::ByTable) return connectionMisfit(info.connections, in.c);
    return settingMisfit(info);
}

Shape shapeOf(std::size_t value, const CheckedPlan& before, const Shape& input) {
    return value == 0 ? input : before.layers[value - 1].out;
}

// The values that these names mean.
Expected<std::vector<std::size_t>> valuesRead(const LayerPlan& layer, const CheckedPlan& before) {
    if (layer.reads.empty()) return std::vector<std::size_t>{before.layers.size()};
    std::vector<std::size_t> values;
    for (const std::string& name : layer.reads) {
        const auto named = std::ranges::find(before.layers, name, &PlannedLayer::name);
        if (named != before.layers.end())
            values.push_back(static_cast<std::size_t>(named - before.layers.begin()) + 1);
        else if (name == inputName)
            values.push_back(0);
        else
            return Error(ErrorCode::Mismatch,
                         Message::tr("There is no earlier layer named \"%1\" to read: only layers before this one, and "
                                     "\"input\", can be read.",
                                     name));
    }
    return values;
}

// The misfit of one layer, or its shape. Nothing large is built before its size is known.
Expected<Shape> shapeAfter(const PlannedLayer& layer, const CheckedPlan& before, const Shape& input) {
    if (before.parameters() + layer.parameters > mostPlannedParameters)
        return tooLarge(Message::tr("With this layer the network has more than 4,000,000 parameters: too many to learn "
                                    "while somebody watches."));
    std::vector<Shape> in;
    for (const std::size_t value : layer.reads) in.push_back(shapeOf(value, before, input));
    const auto out = makeLayer(layer.info)->joinedShape(in);
    if (!out) return out;
    Count values = out->perImage();
    for (const PlannedLayer& earlier : before.layers) values += earlier.out.perImage();
    if (values > mostPlannedValues)
        return tooLarge(Message::tr(
            "With this layer one image becomes more than 4,000,000 values: too many to learn while somebody watches."));
    if (before.multiplyAdds() + multiplyAddsOf(layer.info, layer.in, *out) > mostPlannedMultiplyAdds)
        return tooLarge(Message::tr("With this layer one image takes more than 400,000,000 multiplications: too many "
                                    "to learn while somebody watches."));
    return out;
}

class Names {
public:
    explicit Names(const NetworkPlan& plan) {
        for (const LayerPlan& layer : plan.layers) m_taken.insert(layer.name);
    }
    // The kind's name and the next free number; the first flatten has none.
    std::string next(const LayerPlan& layer) {
        if (!layer.name.empty()) return layer.name;
        const LayerKind* kind = findLayerKind(layer.info.kind);
        const std::string stem = kind ? kind->name : "layer";
        for (;;) {
            const int number = ++m_numbers[stem];
            std::string name = stem == "flatten" && number == 1 ? stem : stem + std::to_string(number);
            if (m_taken.insert(name).second) return name;
        }
    }

private:
    std::set<std::string> m_taken;
    std::map<std::string, int> m_numbers;
};

// Of the last layer that has weights.
void dimLast(Network& net) {
    constexpr float share = 0.1F;
    for (std::size_t i = net.size(); i-- > 0;) {
        const auto parameters = net.layer(i).parameters();
        if (parameters.empty()) continue;
        parameters[0].value.array() *= share;
        return;
    }
}

std::optional<Error> endMisfit(const CheckedPlan& plan, const Shape& input, const Shape& out, int classes) {
    if (plan.layers.empty()) return Error(ErrorCode::Usage, Message::tr("A network needs at least one layer."));
    for (std::size_t i = 0; i + 1 < plan.layers.size(); ++i)
        if (std::ranges::none_of(plan.layers, [&](const PlannedLayer& later) {
                return std::ranges::find(later.reads, i + 1) != later.reads.end();
            }))
            return Error(ErrorCode::Mismatch,
                         Message::tr("Nothing reads the layer \"%1\": let a later layer read it, or take it out.",
                                     plan.layers[i].name));
    if (classes == noClasses) {
        if (out == input) return std::nullopt;
        return Error(ErrorCode::Mismatch,
                     Message::tr("The network ends with %1, but it is to give back pictures of the input's size, %2.",
                                 extent(out), text(input)));
    }
    if (out == Shape{classes, 1, 1, 1}) return std::nullopt;
    return Error(
        ErrorCode::Mismatch,
        Message::tr("The network ends with %1, there are %n classes: end it with a dense layer of that many outputs.",
                    nullptr, classes, extent(out)));
}

} // namespace

std::size_t CheckedPlan::parameters() const {
    Count sum = 0;
    for (const PlannedLayer& layer : layers) sum += layer.parameters;
    return sum;
}

std::size_t CheckedPlan::multiplyAdds() const {
    Count sum = 0;
    for (const PlannedLayer& layer : layers) sum += layer.multiplyAdds;
    return sum;
}

bool LayerPlan::operator==(const LayerPlan& other) const {
    LayerInfo mine = info, others = other.info;
    if (const LayerKind* kind = findLayerKind(info.kind); kind && info.kind == other.info.kind) {
        for (const LayerSetting& setting : kind->settings)
            if (info.setting(setting.key, setting.missing) != other.info.setting(setting.key, setting.missing))
                return false;
        mine.settings.clear();
        others.settings.clear();
    }
    return mine == others && name == other.name && reads == other.reads;
}

CheckedPlan checked(const NetworkPlan& plan, const Shape& input, int classes) {
    CheckedPlan result;
    Names names(plan);
    const Shape image = input.withImages(1);
    std::set<std::string> taken;
    for (const LayerPlan& layer : plan.layers) {
        const auto reads = valuesRead(layer, result);
        const Shape shape = shapeOf(reads ? reads->front() : result.layers.size(), result, image);
        PlannedLayer planned{names.next(layer), completed(layer.info, shape, classes), shape, {}, 0, 0, {}};
        if (!reads)
            result.error = reads.error();
        else if (!taken.insert(planned.name).second)
            result.error = Error(ErrorCode::Mismatch, Message::tr("There are two layers named \"%1\".", planned.name));
        else if (result.layers.size() == mostPlannedLayers)
            result.error = Error(ErrorCode::TooLarge, Message::tr("A network has at most 40 layers here."));
        else
            result.error = misfit(planned.info, shape);
        if (result.error) return result;
        planned.reads = *reads;
        planned.parameters = parametersOf(planned.info);
        const auto out = shapeAfter(planned, result, image);
        if (!out) {
            result.error = out.error();
            return result;
        }
        planned.out = *out;
        planned.multiplyAdds = multiplyAddsOf(planned.info, planned.in, planned.out);
        result.layers.push_back(std::move(planned));
    }
    result.error = endMisfit(result, image, shapeOf(result.layers.size(), result, image), classes);
    return result;
}

std::vector<std::string> layerNames(const NetworkPlan& plan) {
    Names names(plan);
    std::vector<std::string> all;
    for (const LayerPlan& layer : plan.layers) all.push_back(names.next(layer));
    return all;
}

std::vector<std::size_t> readsOf(const NetworkPlan& plan, std::size_t layer) {
    if (plan.layers[layer].reads.empty()) return {layer};
    const std::vector<std::string> names = layerNames(plan);
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(layer);
    std::vector<std::size_t> values;
    for (const std::string& name : plan.layers[layer].reads) {
        const auto at = std::find(names.begin(), end, name);
        if (at != end)
            values.push_back(static_cast<std::size_t>(at - names.begin()) + 1);
        else if (name == inputName)
            values.push_back(0);
    }
    return values;
}

NetworkPlan withReads(const NetworkPlan& plan, std::size_t layer, const std::vector<std::size_t>& values) {
    const std::vector<std::string> names = layerNames(plan);
    NetworkPlan next = plan;
    std::vector<std::string>& reads = next.layers[layer].reads;
    reads.clear();
    if (values == std::vector{layer}) return next;
    for (const std::size_t value : values) {
        if (value > 0) next.layers[value - 1].name = names[value - 1];
        reads.push_back(value == 0 ? inputName : names[value - 1]);
    }
    return next;
}

NetworkPlan withoutLayer(const NetworkPlan& plan, std::size_t layer) {
    const std::string gone = layerNames(plan)[layer];
    NetworkPlan next = plan;
    next.layers.erase(next.layers.begin() + static_cast<std::ptrdiff_t>(layer));
    for (LayerPlan& other : next.layers) std::erase(other.reads, gone);
    return next;
}

Network outlineOf(const NetworkPlan& plan, const Shape& input, int classes) {
    Network net(input);
    CheckedPlan before;
    Names names(plan);
    for (const LayerPlan& layer : plan.layers) {
        const std::vector<std::size_t> reads = valuesRead(layer, before).orThrow();
        const Shape& in = net.valueShape(reads.front());
        PlannedLayer planned{names.next(layer), completed(layer.info, in, classes), in, {}, 0, 0, reads};
        if (const auto wrong = misfit(planned.info, in)) throw *wrong;
        net.add(planned.name, unfilled(planned.info), reads);
        before.layers.push_back(std::move(planned));
    }
    return net;
}

std::vector<PlannedLayer> plannedLayers(const Network& network) {
    std::vector<PlannedLayer> layers;
    for (std::size_t i = 0; i < network.size(); ++i) {
        const LayerInfo info = network.layer(i).info();
        const Shape in = network.valueShape(network.reads(i)[0]), out = network.outputShape(i);
        const auto reads = network.reads(i);
        layers.push_back({network.name(i),
                          info,
                          in,
                          out,
                          network.layer(i).parameterCount(),
                          multiplyAddsOf(info, in, out),
                          {reads.begin(), reads.end()}});
    }
    return layers;
}

NetworkPlan planOf(const Network& network) {
    NetworkPlan plan;
    for (std::size_t i = 0; i < network.size(); ++i) {
        LayerInfo info = network.layer(i).info();
        info.inputs = 0;
        if (factsOf(info.kind).outputs != OutputCount::Chosen) info.outputs = 0; // another number says it
        LayerPlan layer{info, network.name(i)};
        const auto reads = network.reads(i);
        if (reads.size() > 1 || reads[0] != i)
            for (const std::size_t value : reads)
                layer.reads.push_back(value == 0 ? inputName : network.name(value - 1));
        plan.layers.push_back(std::move(layer));
    }
    return plan;
}

NetworkPlan withDropout(const NetworkPlan& plan, float share) {
    if (share == 0) return plan;
    const auto role = [&](std::size_t i) { return layerRole(plan.layers[i].info.kind); };
    std::size_t last = plan.layers.size();
    while (last > 0 && role(last - 1) != LayerRole::Dense) --last;
    const LayerPlan dropout{{Dropout::facts().kind, {}, 0, 0, {{"share", share}}}, {}};
    NetworkPlan result;
    bool isHidden = false; // the value at hand is that of a hidden dense layer, before its activation
    for (std::size_t i = 0; i < plan.layers.size(); ++i) {
        if (isHidden && role(i) != LayerRole::Activation) result.layers.push_back(dropout);
        const bool endsHidden = isHidden && role(i) == LayerRole::Activation;
        result.layers.push_back(plan.layers[i]);
        if (endsHidden) result.layers.push_back(dropout);
        isHidden = role(i) == LayerRole::Dense && i + 1 < last;
    }
    return result;
}

Initialisation usualInitialisation(const NetworkPlan& plan) {
    const auto has = [&](Initialisation how) {
        return std::any_of(plan.layers.begin(), plan.layers.end(),
                           [&](const LayerPlan& layer) { return factsOf(layer.info.kind).beginning == how; });
    };
    if (has(Initialisation::He)) return Initialisation::He;
    return has(Initialisation::LeCun) ? Initialisation::LeCun : Initialisation::Glorot;
}

Network build(const NetworkPlan& plan, const Shape& input, int classes, Initialisation how, std::uint64_t seed) {
    const CheckedPlan layers = checked(plan, input, classes);
    if (layers.error) {
        const bool atEnd = layers.layers.size() == plan.layers.size();
        if (atEnd) throw *layers.error;
        throw Error(layers.error->code(),
                    Message::tr("Layer %1: %2", layers.layers.size() + 1, layers.error->message()));
    }
    Network net(input);
    for (const PlannedLayer& layer : layers.layers) net.add(layer.name, makeLayer(layer.info), layer.reads);
    initialise(net, how, seed);
    if (classes == noClasses) dimLast(net);
    return net;
}

} // namespace cnn
