#include "ui/lessons/training/strip/network_picture.h"

#include "core/explain/inside.h"
#include "core/layers/catalog.h"
#include "core/layers/losses.h"
#include "core/network/models.h"
#include "ui/figure/layer_words.h"
#include "ui/tr.h"

#include <algorithm>
#include <map>

namespace ui {
namespace {

using cnn::LayerRole;

LayerRole roleOf(const cnn::Network& network, std::size_t layer) {
    return cnn::layerRole(network.layer(layer).info().kind);
}

bool sameLayer(const cnn::Network& a, std::size_t i, const cnn::Network& b, std::size_t j) {
    const cnn::LayerInfo one = a.layer(i).info(), other = b.layer(j).info();
    const LayerRole role = cnn::layerRole(one.kind);
    const bool sameKind = one.kind == other.kind || (role != LayerRole::Other && role == cnn::layerRole(other.kind));
    return sameKind && one.window == other.window && a.outputShape(i) == b.outputShape(j) &&
           a.layer(i).parameterCount() == b.layer(j).parameterCount();
}

// Where the activation behind a layer leaves its values; what keeps shape and meaning in between (a dropout, a flatten
// of single values) is skipped as well.
std::size_t shownValue(const cnn::Network& network, std::size_t layer) {
    std::size_t value = layer + 1;
    while (value < network.size() && network.reads(value).size() == 1 && network.reads(value)[0] == value &&
           network.outputShape(value) == network.outputShape(layer) &&
           (roleOf(network, value) == LayerRole::Activation || roleOf(network, value) == LayerRole::Other))
        ++value;
    return value;
}

bool canBeNegative(const cnn::Network& network, std::size_t value) {
    return cnn::signOf(network, value) == cnn::Sign::Any; // pixels are not negative
}

NetworkPart partOf(const cnn::Network& network, std::size_t layer, std::map<QString, int>& numbers) {
    const LayerRole role = roleOf(network, layer);
    const bool dense = role == LayerRole::Dense;
    const bool pooled = role == LayerRole::Pooling;
    const QString stem = dense ? "dense" : pooled ? "pooled" : "maps";
    return {stem + QString::number(++numbers[stem]),
            dense    ? "Dense"
            : pooled ? "Pooled"
                     : "Maps",
            dense    ? NetworkPart::Dense
            : pooled ? NetworkPart::Pooled
                     : NetworkPart::Maps,
            shownValue(network, layer), layer};
}

// The same where convolution, activation and pool are told apart; dense layers keep theirs.
void addSteps(const cnn::Network& network, std::size_t layer, std::map<QString, int>& numbers,
              std::vector<NetworkPart>& parts) {
    NetworkPart own = partOf(network, layer, numbers);
    const std::size_t last = own.value;
    if (own.isMaps()) {
        own.value = layer + 1;
        own.heading = own.kind == NetworkPart::Pooled ? ui::tr("Pool") : ui::tr("Conv");
    }
    parts.push_back(own);
    for (std::size_t i = layer + 1; i < last && own.isMaps(); ++i) {
        if (roleOf(network, i) != LayerRole::Activation) continue;
        const QString part = "act" + QString::number(++numbers["act"]);
        parts.push_back({part, kindInSentence(network.layer(i).info().kind), NetworkPart::Activated, i + 1, i});
    }
}

bool makesPart(const cnn::Network& network, std::size_t layer) {
    const LayerRole role = roleOf(network, layer);
    return role == LayerRole::Convolution || role == LayerRole::Pooling || role == LayerRole::Dense ||
           cnn::factsOf(network.layer(layer).info().kind).ownMaps;
}

// Kernels that read every channel of a picture; of a depthwise convolution they do not.
bool showsKernels(const cnn::Network& network) {
    if (network.size() == 0 || roleOf(network, 0) != LayerRole::Convolution) return false;
    const cnn::LayerInfo info = network.layer(0).info();
    if (!info.window || (info.inputs != 1 && info.inputs != 3)) return false;
    const auto cells =
        static_cast<std::size_t>(info.window->y.kernel) * static_cast<std::size_t>(info.window->x.kernel);
    const auto kernels = static_cast<std::size_t>(info.outputs) * static_cast<std::size_t>(info.inputs);
    return network.layer(0).parameters()[0].value.size() == kernels * cells;
}

} // namespace

QString refusal(const cnn::Network& network, const QString& name) {
    const cnn::Shape out = network.outputShape();
    if (network.size() > 0 && out.h == 1 && out.w == 1 && out.c > 1) return {};
    return QString("%1 does not say which class an image is of: it gives %2.")
        .arg(name, QString::fromStdString(text(out)));
}

bool isLeNet5(const cnn::Network& network) {
    static const cnn::Network lenet = cnn::lenet5({}, 1);
    if (network.inputShape() != lenet.inputShape() || !network.isChain()) return false;
    std::size_t like = 0; // layers of LeNet's found so far
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (cnn::factsOf(network.layer(i).info().kind).onlyLearning) continue;
        const bool last = like + 1 == lenet.size();
        const bool same = last ? roleOf(network, i) == LayerRole::Dense && network.outputShape(i).c <= mostLeNetClasses
                               : like < lenet.size() && sameLayer(network, i, lenet, like);
        if (!same) return false;
        ++like;
    }
    return like == lenet.size();
}

std::vector<NetworkPart> networkParts(const cnn::Network& network, bool separate) {
    std::vector<NetworkPart> parts{{"input", "Input", NetworkPart::Input, 0, 0}};
    std::map<QString, int> numbers;
    std::size_t last = 0; // the layer that makes the classes
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (!makesPart(network, i)) continue;
        last = i;
        if (i == 0 && !separate && showsKernels(network))
            parts.push_back({"kernel", "Kernels", NetworkPart::Kernels, 0, 0});
        if (shownValue(network, i) >= network.size()) continue;
        if (separate)
            addSteps(network, i, numbers, parts);
        else
            parts.push_back(partOf(network, i, numbers));
    }
    parts.push_back({"class", "Class", NetworkPart::Classes, network.size(), last});
    return parts;
}

NetworkPicture NetworkPicture::of(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image,
                                  bool separate) {
    NetworkPicture picture;
    picture.separate = separate;
    picture.network = std::move(network);
    picture.parts = networkParts(*picture.network, separate);
    picture.network->forward(image, picture.trace);
    const auto& names = picture.network->classNames;
    for (std::size_t i = 0; i < static_cast<std::size_t>(picture.network->outputShape().c); ++i)
        picture.classNames << (i < names.size() ? QString::fromStdString(names[i])
                                                : QString::number(static_cast<qulonglong>(i)));
    return picture;
}

std::optional<std::size_t> NetworkPicture::find(const QString& name) const {
    const auto at = std::find_if(parts.begin(), parts.end(), [&](const NetworkPart& p) { return name == p.part; });
    return at == parts.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - parts.begin()));
}

const NetworkPart& NetworkPicture::part(const QString& name) const {
    return parts[find(name).value()];
}

cnn::Shape partShape(const NetworkPicture& picture, const QString& part) {
    if (part != "kernel") return picture.trace.values[picture.part(part).value].shape();
    const cnn::LayerInfo info = picture.network->layer(0).info();
    return {info.outputs, info.window->y.kernel, info.window->x.kernel, 1};
}

int kernelChannels(const NetworkPicture& picture) {
    return picture.network->inputShape().c;
}

QImage kernelImage(const NetworkPicture& picture, int map) {
    const cnn::Shape shape = partShape(picture, "kernel");
    const auto weights = mapValues(picture, "kernel", map);
    const double end = rampEnd(picture.network->layer(0).parameters()[0].value.values(), Ramp::Signed);
    if (kernelChannels(picture) == 1) return mapImage(weights, shape.h, shape.w, Ramp::Signed, end);
    cnn::Tensor colours({kernelChannels(picture), shape.h, shape.w, 1}, weights);
    colours.array() = 0.5F + colours.array() * static_cast<float>(end > 0 ? 0.5 / end : 0);
    return pictureImage(colours);
}

std::span<const float> mapValues(const NetworkPicture& picture, const QString& part, int map) {
    const cnn::Shape shape = partShape(picture, part);
    const auto cells = static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w);
    const bool kernel = part == "kernel";
    const cnn::Tensor& from =
        kernel ? picture.network->layer(0).parameters()[0].value : picture.trace.values[picture.part(part).value];
    const std::size_t each = cells * static_cast<std::size_t>(kernel ? kernelChannels(picture) : 1);
    return from.values().subspan(static_cast<std::size_t>(map) * each, each);
}

QString partSize(const NetworkPicture& picture, const QString& part) {
    const cnn::Shape s = partShape(picture, part);
    if (part == "input") return s.c == 1 ? QString("%1 × %2").arg(s.h).arg(s.w) : QString::fromStdString(cnn::text(s));
    if (part == "class") return "softmax";
    if (const int channels = kernelChannels(picture); part == "kernel" && channels > 1)
        return QString("%1×%2").arg(QString::fromStdString(cnn::text(s))).arg(channels);
    // What is asked is the size of the maps behind the second convolution, or the only one.
    if (picture.covers("size") && picture.part(part).isMaps()) {
        const auto asked = picture.find(picture.find("maps2") ? "maps2" : "maps1");
        if (asked && picture.part(part).value >= picture.parts[*asked].value) return QString("%1@?×?").arg(s.c);
    }
    return s.h == 1 && s.w == 1 ? QString::number(s.c) : QString::fromStdString(text(s));
}

CellRef strongestCell(const NetworkPicture& picture, const QString& part, int map) {
    const auto values = mapValues(picture, part, map);
    const bool sign = partRamp(picture, part) == Ramp::Signed;
    const auto less = [sign](float a, float b) { return sign ? std::abs(a) < std::abs(b) : a < b; };
    const auto at = static_cast<int>(std::max_element(values.begin(), values.end(), less) - values.begin());
    const cnn::Shape shape = partShape(picture, part);
    return {part, map, at / shape.w % shape.h, at % shape.w};
}

Ramp partRamp(const NetworkPicture& picture, const QString& part) {
    if (part == "input") return Ramp::Grey;
    if (part == "kernel") return Ramp::Signed;
    return canBeNegative(*picture.network, picture.part(part).value) ? Ramp::Signed : Ramp::Unsigned;
}

std::vector<int> channelsRead(const NetworkPicture& picture, const CellRef& cell) {
    const NetworkPart& part = picture.part(cell.part);
    const cnn::LayerInfo info = picture.network->layer(part.layer).info();
    if (!info.connections.empty()) return info.connections[static_cast<std::size_t>(cell.map)];
    const bool alone =
        part.kind == NetworkPart::Pooled || part.kind == NetworkPart::Activated || cnn::factsOf(info.kind).ownMaps;
    return alone ? std::vector<int>{cell.map} : std::vector<int>{};
}

std::vector<float> probabilities(const NetworkPicture& picture) {
    const cnn::Tensor shares = cnn::softmax(picture.trace.output());
    return {shares.values().begin(), shares.values().end()};
}

int largestClass(const std::vector<float>& shares) {
    const auto [least, most] = std::minmax_element(shares.begin(), shares.end());
    return *most - *least > 1e-6F ? static_cast<int>(most - shares.begin()) : -1;
}

} // namespace ui
