#include "ui/lessons/training/strip/network_words.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString place(int y, int x) {
    return QString("row %1, column %2").arg(y + 1).arg(x + 1);
}

QString strongest(const NetworkPicture& picture, const CellRef& cell) {
    const CellRef at = strongestCell(picture, cell.part, cell.map);
    const float value = picture.trace.values[picture.part(cell.part).value].at(at.map, at.y, at.x);
    return value == 0 ? QString("zero everywhere")
                      : QString("strongest %1 at %2").arg(figures(double{value}), place(at.y, at.x));
}

// ", then ReLU" when the part's layer has an activation behind it.
QString thenActivation(const NetworkPicture& picture, const NetworkPart& part) {
    for (std::size_t i = part.layer + 1; i < part.value; ++i) {
        const std::string kind = picture.network->layer(i).info().kind;
        if (cnn::layerRole(kind) != cnn::LayerRole::Activation) continue;
        return ", then " + kindInSentence(kind);
    }
    return {};
}

// What its kind says of itself.
QString knownCost(const NetworkPicture& picture, const NetworkPart& part, const char* cost) {
    const cnn::Layer& layer = picture.network->layer(part.layer);
    return filledWords(cost, layer.info()) + (layer.parameterCount() > 0 ? thenActivation(picture, part) : "") + ".";
}

QString convolutionCost(const NetworkPicture& picture, const NetworkPart& part, int map) {
    const cnn::LayerInfo info = picture.network->layer(part.layer).info();
    const auto read = channelsRead(picture, {part.part, map, 0, 0});
    const int windows = read.empty() ? info.inputs : static_cast<int>(read.size());
    const bool biased = picture.network->layer(part.layer).parameters().size() > 1;
    return QString("%1 of %2: %3 products")
               .arg(counted(windows, "window", "windows"), kernelSize(*info.window))
               .arg(windows * info.window->y.kernel * info.window->x.kernel) +
           (biased ? ", one bias" : "") + thenActivation(picture, part) + ".";
}

QString denseCost(const NetworkPicture& picture, const NetworkPart& part) {
    const int inputs = picture.network->layer(part.layer).info().inputs;
    // Through the flatten to what was a map.
    std::size_t value = picture.network->reads(part.layer)[0];
    while (value > 0 && cnn::factsOf(picture.network->layer(value - 1).info().kind).onlyShape)
        value = picture.network->reads(value - 1)[0];
    const cnn::Shape before = picture.trace.values[value].shape();
    QString all = QString("All %1 values before it").arg(inputs);
    if (value == 0)
        all = QString("All %1 pixels").arg(inputs);
    else if (before.h * before.w > 1)
        all = QString("All %1 × %2 %3values")
                  .arg(before.c)
                  .arg(before.h * before.w)
                  .arg(cnn::layerRole(picture.network->layer(value - 1).info().kind) == cnn::LayerRole::Pooling
                           ? "pooled "
                           : "");
    if (part.kind == NetworkPart::Classes)
        return all + QString(": %1 products and one bias make the logit, softmax the share.").arg(inputs);
    return all + QString(": %1 products, one bias").arg(inputs) + thenActivation(picture, part) + ".";
}

QString cost(const NetworkPicture& picture, const CellRef& cell) {
    const NetworkPart& part = picture.part(cell.part);
    if (part.part == "dense1" && picture.covers("size")) return {}; // the number of its inputs gives the size away
    if (part.kind == NetworkPart::Activated) {
        const std::string kind = picture.network->layer(part.layer).info().kind;
        return kind == "relu" ? tr("Value by value, without parameters: what is below 0 becomes 0.")
                              : tr("Value by value, without parameters: %1.").arg(kindInSentence(kind));
    }
    const cnn::LayerKind& facts = cnn::factsOf(picture.network->layer(part.layer).info().kind);
    if (facts.cost) return knownCost(picture, part, facts.cost);
    return facts.role == cnn::LayerRole::Dense ? denseCost(picture, part) : convolutionCost(picture, part, cell.map);
}

// "row 1, column 2: 0.123", of a kernel that reads three channels "...: red 0.123, green 0.02, blue −0.1".
QString weightWords(const NetworkPicture& picture, const CellRef& cell) {
    const auto weights = mapValues(picture, cell.part, cell.map);
    const cnn::Shape shape = partShape(picture, cell.part);
    const auto weight = [&](int channel) {
        const int at = (channel * shape.h + cell.y) * shape.w + cell.x;
        return fixed(double{weights[static_cast<std::size_t>(at)]}, 3);
    };
    const QString there = place(cell.y, cell.x) + ": ";
    return kernelChannels(picture) == 1
               ? there + weight(0)
               : there + QString("red %1, green %2, blue %3").arg(weight(0), weight(1), weight(2));
}

CardText kernelText(const NetworkPicture& picture, const CellRef& cell) {
    const auto weights = mapValues(picture, cell.part, cell.map);
    const cnn::Shape shape = partShape(picture, cell.part);
    const auto [low, high] = std::minmax_element(weights.begin(), weights.end());
    const auto parameters = picture.network->layer(0).parameters();
    QString lead = QString("weights %1 to %2").arg(fixed(double{*low}, 2), fixed(double{*high}, 2));
    if (parameters.size() > 1)
        lead += ", bias " + fixed(double{parameters[1].value.values()[static_cast<std::size_t>(cell.map)]}, 2);
    return {QString("Kernel %1 of %2").arg(cell.map + 1).arg(shape.c), lead,
            QString("The same %1 weights meet every window of the image.").arg(weights.size()),
            weightWords(picture, cell)};
}

CardText inputText(const NetworkPicture& picture, const CellRef& cell) {
    // While drawing, what the network makes of it matters more than the cell under the pen.
    CardText text = predictionText(picture);
    const cnn::Tensor& image = picture.trace.values[0];
    QStringList values;
    for (int c = 0; c < image.shape().c; ++c) values << fixed(double{image.at(c, cell.y, cell.x)}, 2);
    text.value = place(cell.y, cell.x) + (values.size() == 1 ? ": value " : ": values ") + values.join(", ");
    return text;
}

CardText classText(const NetworkPicture& picture, const CellRef& cell) {
    if (picture.covers("class")) return {picture.classNames[cell.map], "?", cost(picture, cell), {}};
    const auto shares = probabilities(picture);
    const float logit = picture.trace.output().at(cell.map, 0, 0);
    return {picture.classNames[cell.map], percent(double{shares[static_cast<std::size_t>(cell.map)]}),
            cost(picture, cell), "logit " + fixed(double{logit}, 3)};
}

} // namespace

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
    for (int i = 0; i < picture.classNames.size(); ++i)
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
    const NetworkPart& part = picture.part(cell.part);
    const cnn::Shape shape = partShape(picture, cell.part);
    const float value = picture.trace.values[part.value].at(cell.map, cell.y, cell.x);
    if (part.kind == NetworkPart::Dense || shape.h * shape.w == 1)
        return {QString("Neuron %1 of %2").arg(cell.map + 1).arg(shape.c),
                {},
                cost(picture, cell),
                "value " + fixed(double{value}, 3)};
    const QString title = part.kind == NetworkPart::Maps        ? tr("Map %1 of %2")
                          : part.kind == NetworkPart::Activated ? tr("Activated map %1 of %2")
                                                                : tr("Pooled map %1 of %2");
    return {title.arg(cell.map + 1).arg(shape.c), strongest(picture, cell), cost(picture, cell),
            place(cell.y, cell.x) + ": " + fixed(double{value}, 3)};
}

CardText predictionText(const NetworkPicture& picture) {
    if (picture.covers("class")) return {"?", {}, {}, {}};
    const auto shares = probabilities(picture);
    const int winner = largestClass(shares);
    if (winner < 0) return {"nothing yet", {}, "No class is likelier than another.", {}, true};
    CardText text{picture.classNames[winner], percent(double{shares[static_cast<std::size_t>(winner)]}), {}, {}};
    if (picture.trueClass < 0) return text;
    text.right = winner == picture.trueClass;
    text.cost = text.right ? QString("The label says so too.")
                           : QString("The label says %1.").arg(picture.classNames[picture.trueClass]);
    return text;
}

} // namespace ui
