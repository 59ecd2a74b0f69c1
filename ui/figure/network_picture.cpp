#include "ui/figure/network_picture.h"

#include "core/layers/losses.h"
#include "core/network/models.h"
#include "ui/figure/number_text.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::size_t conv1 = 0; // layers in LeNet-5's order

constexpr std::array<NetworkPart, 9> parts{{{"input", "Input", 0},
                                            {"kernel", "Kernels", 0},
                                            {"maps1", "Maps", 2},
                                            {"pooled1", "Pooled", 3},
                                            {"maps2", "Maps", 5},
                                            {"pooled2", "Pooled", 6},
                                            {"dense1", "Dense", 9},
                                            {"dense2", "Dense", 11},
                                            {"class", "Class", 12}}};

bool isActivation(const std::string& kind) {
    return kind == "relu" || kind == "tanh" || kind == "sigmoid";
}
bool isPooling(const std::string& kind) {
    return kind == "maxpool2d" || kind == "avgpool2d";
}

bool sameKind(const std::string& a, const std::string& b) {
    return a == b || (isActivation(a) && isActivation(b)) || (isPooling(a) && isPooling(b));
}

bool sameLayer(const cnn::Network& a, const cnn::Network& b, std::size_t i) {
    const cnn::LayerInfo one = a.layer(i).info(), other = b.layer(i).info();
    return sameKind(one.kind, other.kind) && one.window == other.window && a.outputShape(i) == b.outputShape(i) &&
           a.layer(i).parameterCount() == b.layer(i).parameterCount();
}

const cnn::Network& lenet() {
    static const cnn::Network network = cnn::lenet5({}, 1);
    return network;
}

QString kindOf(const NetworkPicture& picture, std::size_t layer) {
    return QString::fromStdString(picture.network->layer(layer).info().kind);
}

QString activationName(const NetworkPicture& picture, std::size_t layer) {
    const QString kind = kindOf(picture, layer);
    return kind == "relu" ? QString("ReLU") : kind;
}

QString place(int y, int x) {
    return QString("row %1, column %2").arg(y + 1).arg(x + 1);
}

QString strongest(const NetworkPicture& picture, const CellRef& cell) {
    const CellRef at = strongestCell(picture, cell.part, cell.map);
    const float value = picture.trace.values[networkPart(cell.part).value].at(at.map, at.y, at.x);
    return value == 0 ? QString("zero everywhere")
                      : QString("strongest %1 at %2").arg(figures(double{value}), place(at.y, at.x));
}

QString cost(const NetworkPicture& picture, const QString& part) {
    if (part == "dense1" && picture.covers("size")) return {}; // the number of its inputs gives the size away
    const auto then = [&](std::size_t layer) { return activationName(picture, layer); };
    const auto pooling = [&](std::size_t layer) {
        return kindOf(picture, layer) == "maxpool2d" ? QString("The largest of 2 × 2 values: no weights.")
                                                     : QString("The mean of 2 × 2 values: no weights.");
    };
    if (part == "maps1") return "1 window of 5 × 5: 25 products, one bias, then " + then(1) + ".";
    if (part == "pooled1") return pooling(2);
    if (part == "maps2") return "6 windows of 5 × 5: 150 products, one bias, then " + then(4) + ".";
    if (part == "pooled2") return pooling(5);
    if (part == "dense1") return "All 16 × 25 pooled values: 400 products, one bias, then " + then(8) + ".";
    if (part == "dense2") return "All 120 values before it: 120 products, one bias, then " + then(10) + ".";
    return "All 84 values before it: 84 products and one bias make the logit, softmax the share.";
}

CardText kernelText(const NetworkPicture& picture, const CellRef& cell) {
    const auto weights = mapValues(picture, cell.part, cell.map);
    const auto [low, high] = std::minmax_element(weights.begin(), weights.end());
    const float bias = picture.network->layer(conv1).parameters()[1].value.values()[static_cast<std::size_t>(cell.map)];
    return {QString("Kernel %1 of 6").arg(cell.map + 1),
            QString("weights %1 to %2, bias %3")
                .arg(fixed(double{*low}, 2), fixed(double{*high}, 2), fixed(double{bias}, 2)),
            "The same 25 weights meet every window of the image.",
            QString("%1: ").arg(place(cell.y, cell.x)) +
                fixed(double{weights[static_cast<std::size_t>(cell.y * 5 + cell.x)]}, 3)};
}

CardText inputText(const NetworkPicture& picture, const CellRef& cell) {
    // While drawing, what the network makes of it matters more than the cell under the pen.
    CardText text = predictionText(picture);
    text.value = place(cell.y, cell.x) + ": value " + fixed(double{picture.trace.values[0].at(0, cell.y, cell.x)}, 2);
    return text;
}

CardText classText(const NetworkPicture& picture, const CellRef& cell) {
    if (picture.covers("class")) return {picture.classNames[cell.map], "?", cost(picture, cell.part), {}};
    const auto shares = probabilities(picture);
    const float logit = picture.trace.output().at(cell.map, 0, 0);
    return {picture.classNames[cell.map], percent(double{shares[static_cast<std::size_t>(cell.map)]}),
            cost(picture, cell.part), "logit " + fixed(double{logit}, 3)};
}

} // namespace

QString refusal(const cnn::Network& network, const QString& name) {
    const QString begin = QString("%1 is not a LeNet-5, the only network this lesson can show: ").arg(name);
    if (network.inputShape() != lenet().inputShape())
        return begin + QString("it reads %1, not 1@28×28.").arg(QString::fromStdString(text(network.inputShape())));
    if (network.size() != lenet().size())
        return begin + QString("it has %1 layers, not %2.").arg(network.size()).arg(lenet().size());
    for (std::size_t i = 0; i < network.size(); ++i)
        if (!sameLayer(network, lenet(), i))
            return begin + QString("its layer %1, \"%2\", is another one.")
                               .arg(i + 1)
                               .arg(QString::fromStdString(network.name(i)));
    return {};
}

std::span<const NetworkPart> networkParts() {
    return parts;
}

const NetworkPart& networkPart(const QString& part) {
    const auto at = std::find_if(parts.begin(), parts.end(), [&](const NetworkPart& p) { return part == p.part; });
    Q_ASSERT(at != parts.end());
    return *at;
}

cnn::Shape partShape(const NetworkPicture& picture, const QString& part) {
    if (part == "kernel") return {6, 5, 5, 1};
    return picture.trace.values[networkPart(part).value].shape();
}

std::span<const float> mapValues(const NetworkPicture& picture, const QString& part, int map) {
    const cnn::Shape shape = partShape(picture, part);
    const auto cells = static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w);
    const cnn::Tensor& from = part == "kernel" ? picture.network->layer(conv1).parameters()[0].value
                                               : picture.trace.values[networkPart(part).value];
    return from.values().subspan(static_cast<std::size_t>(map) * cells, cells);
}

QString partSize(const NetworkPicture& picture, const QString& part) {
    const cnn::Shape s = partShape(picture, part);
    if (part == "input") return QString("%1 × %2").arg(s.h).arg(s.w);
    if (part == "class") return "softmax";
    if (picture.covers("size") && (part == "maps2" || part == "pooled2")) return QString("%1@?×?").arg(s.c);
    return s.h == 1 && s.w == 1 ? QString::number(s.c) : QString::fromStdString(text(s));
}

CellRef strongestCell(const NetworkPicture& picture, const QString& part, int map) {
    const auto values = mapValues(picture, part, map);
    const bool sign = partRamp(picture, part) == Ramp::Signed;
    const auto less = [sign](float a, float b) { return sign ? std::abs(a) < std::abs(b) : a < b; };
    const auto at = static_cast<int>(std::max_element(values.begin(), values.end(), less) - values.begin());
    const int columns = partShape(picture, part).w;
    return {part, map, at / columns, at % columns};
}

Ramp partRamp(const NetworkPicture& picture, const QString& part) {
    if (part == "input") return Ramp::Grey;
    if (part == "kernel") return Ramp::Signed;
    const std::size_t value = networkPart(part).value;
    const std::size_t activation = part.startsWith("pooled") ? value - 2 : value - 1;
    return kindOf(picture, activation) == "tanh" ? Ramp::Signed : Ramp::Unsigned;
}

std::vector<float> probabilities(const NetworkPicture& picture) {
    const cnn::Tensor shares = cnn::softmax(picture.trace.output());
    return {shares.values().begin(), shares.values().end()};
}

int largestClass(const std::vector<float>& shares) {
    return static_cast<int>(std::max_element(shares.begin(), shares.end()) - shares.begin());
}

QString parameterSum(const cnn::Network& network) {
    QStringList terms;
    for (std::size_t i = 0; i < network.size(); ++i)
        if (const std::size_t count = network.layer(i).parameterCount()) terms << grouped(static_cast<qint64>(count));
    return terms.join(" + ") + " = " + grouped(static_cast<qint64>(network.parameterCount())) + " parameters";
}

QString shownParameters(const NetworkPicture& picture) {
    return picture.covers("parameters") ? QString("= ? parameters") : parameterSum(*picture.network);
}

QString classWords(const NetworkPicture& picture) {
    const auto shares = probabilities(picture);
    QStringList classes;
    for (int i = 0; i < 10; ++i)
        classes << picture.classNames[i] + (picture.covers("class")
                                                ? QString()
                                                : ' ' + percent(double{shares[static_cast<std::size_t>(i)]}));
    return classes.join(", ") + '.';
}

QString CardText::spoken() const {
    QStringList said{title + (lead.isEmpty() ? "" : ", " + lead) + "."};
    if (!cost.isEmpty()) said << cost;
    if (!value.isEmpty()) said << value + ".";
    return said.join(' ');
}

CardText cardText(const NetworkPicture& picture, const CellRef& cell) {
    if (cell.part == "input") return inputText(picture, cell);
    if (cell.part == "kernel") return kernelText(picture, cell);
    if (cell.part == "class") return classText(picture, cell);
    const cnn::Shape shape = partShape(picture, cell.part);
    const float value = picture.trace.values[networkPart(cell.part).value].at(cell.map, cell.y, cell.x);
    if (cell.part.startsWith("dense"))
        return {QString("Neuron %1 of %2").arg(cell.map + 1).arg(shape.c),
                {},
                cost(picture, cell.part),
                "value " + fixed(double{value}, 3)};
    return {
        QString(cell.part.startsWith("maps") ? "Map %1 of %2" : "Pooled map %1 of %2").arg(cell.map + 1).arg(shape.c),
        strongest(picture, cell), cost(picture, cell.part), place(cell.y, cell.x) + ": " + fixed(double{value}, 3)};
}

CardText predictionText(const NetworkPicture& picture) {
    if (picture.covers("class")) return {"?", {}, {}, {}};
    const auto shares = probabilities(picture);
    const int winner = largestClass(shares);
    CardText text{picture.classNames[winner], percent(double{shares[static_cast<std::size_t>(winner)]}), {}, {}};
    if (picture.trueClass < 0) return text;
    text.right = winner == picture.trueClass;
    text.cost = text.right ? QString("The label says so too.")
                           : QString("The label says %1.").arg(picture.classNames[picture.trueClass]);
    return text;
}

} // namespace ui
