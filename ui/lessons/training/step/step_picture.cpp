#include "ui/lessons/training/step/step_picture.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/maps/maps_picture.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString decimalText(const cnn::Decimal& d) {
    return QString::fromStdString(d.text());
}

bool exists(const StepPicture& p, const cnn::WeightPlace& place) {
    if (std::ranges::find(p.layers, place.layer) == p.layers.end()) return false;
    const auto parameters = p.network->layer(place.layer).parameters();
    return place.parameter < parameters.size() && place.index < parameters[place.parameter].value.size();
}

int likeliest(const cnn::Tensor& outputs) {
    return cnn::strongest(outputs).c;
}

int perChannel(const cnn::LayerInfo& info) {
    return info.window ? info.window->y.kernel * info.window->x.kernel : 1;
}

QString layerLines(const StepPicture& p, bool backward) {
    QStringList said;
    for (std::size_t i = 0; i < p.network->size(); ++i) {
        const std::size_t layer = backward ? p.network->size() - 1 - i : i;
        const cnn::ValueRange range =
            cnn::rangeOf(backward ? p.step.slopes[layer + 1] : p.step.trace.values[layer + 1]);
        said << (backward
                     ? tr("%1: length of the gradient %2").arg(layerNotation(*p.network, layer), figures(range.norm))
                     : tr("%1: mean %2, %3 to %4")
                           .arg(layerNotation(*p.network, layer), figures(range.mean), figures(range.smallest),
                                figures(range.largest)));
    }
    return said.join("; ") + '.';
}

} // namespace

StepPicture stepPicture(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image, int target,
                        const cnn::TrainingSettings& settings, std::optional<cnn::WeightPlace> weight) {
    StepPicture p;
    p.network = std::move(network);
    p.settings = settings;
    p.labelled = target >= 0;
    if (!p.labelled) {
        cnn::Trace trace;
        p.network->forward(image, trace);
        target = likeliest(trace.output());
    }
    p.step = cnn::oneStep(*p.network, image, target, settings.loss);
    p.loss = cnn::writeLoss(p.step.loss);
    for (std::size_t i = 0; i < p.network->size(); ++i)
        if (cnn::hasExplainedWeights(p.network->layer(i))) p.layers.push_back(i);
    if (p.layers.empty()) return p;
    p.weight = weight && exists(p, *weight) ? *weight : cnn::steepestWeight(p.step, p.layers.front());
    p.update = cnn::updateOf(*p.network, p.step, p.weight, settings);
    return p;
}

WeightSpot spotOf(const StepPicture& p, const cnn::WeightPlace& place) {
    const cnn::LayerInfo info = p.network->layer(place.layer).info();
    const int index = static_cast<int>(place.index), each = perChannel(info);
    if (place.parameter == 1) return {index, 0, 0, 0, true};
    const int columns = info.window ? info.window->x.kernel : 1;
    return {index / each / info.inputs, index / each % info.inputs, index % each / columns, index % columns, false};
}

cnn::WeightPlace placeOf(const StepPicture& p, std::size_t layer, const WeightSpot& spot) {
    const cnn::LayerInfo info = p.network->layer(layer).info();
    if (spot.bias) return {layer, 1, static_cast<std::size_t>(spot.output)};
    const int columns = info.window ? info.window->x.kernel : 1;
    const int index = (spot.output * info.inputs + spot.input) * perChannel(info) + spot.y * columns + spot.x;
    return {layer, 0, static_cast<std::size_t>(index)};
}

QString weightName(const StepPicture& p, const cnn::WeightPlace& place) {
    const WeightSpot spot = spotOf(p, place);
    const cnn::LayerInfo info = p.network->layer(place.layer).info();
    const QString layer = QString::fromStdString(p.network->name(place.layer));
    if (!info.window)
        return spot.bias ? tr("%1, bias of neuron %2").arg(layer).arg(spot.output + 1)
                         : tr("%1, neuron %2, weight %3").arg(layer).arg(spot.output + 1).arg(spot.input + 1);
    const QString kernel = tr("%1, kernel %2").arg(layer).arg(spot.output + 1);
    if (spot.bias) return tr("%1, bias").arg(kernel);
    const QString channel = info.inputs > 1 ? tr(", map %1").arg(spot.input + 1) : QString();
    return tr("%1%2, row %3, column %4").arg(kernel, channel).arg(spot.y + 1).arg(spot.x + 1);
}

QString className(const StepPicture& p, int index) {
    return index < p.classNames.size() ? p.classNames[index] : QString::number(index);
}

QString targetWords(const StepPicture& p) {
    const QString name = className(p, p.step.loss.target);
    return p.labelled ? tr("It should be: %1.").arg(name)
                      : tr("There is no label; the likeliest class, %1, is taken for the truth.").arg(name);
}

QString workWords(const cnn::Network& network, std::size_t layer) {
    const cnn::LayerInfo info = network.layer(layer).info();
    return filledWords(cnn::factsOf(info.kind).formula, info);
}

QString lossLine(const StepPicture& p) {
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    const QString loss = p.loss.writable ? text(p.loss.loss) : figures(p.step.loss.loss);
    if (p.step.loss.kind != cnn::LossKind::SoftmaxCrossEntropy) return tr("loss = sum of the squares = %1").arg(loss);
    if (p.loss.writable && p.loss.leads) return tr("loss = −ln %1 ≈ %2").arg(text(p.loss.share), loss);
    // So near to 1, or to 0, that its decimals do not tell how near.
    const double share = p.step.loss.classes[static_cast<std::size_t>(p.step.loss.target)].share;
    return tr("loss = %1: the share is all but %2").arg(loss, QString(share > 0.5 ? "1" : "0"));
}

QString outText(const StepPicture& p, std::size_t k) {
    return p.loss.writable ? padded(QString::fromStdString(p.loss.classes[k].out), p.loss.places)
                           : fixed(p.step.loss.classes[k].out, 3);
}

QString slopeText(const StepPicture& p, std::size_t k) {
    const bool softmax = p.step.loss.kind == cnn::LossKind::SoftmaxCrossEntropy;
    return p.loss.writable ? fixed(p.loss.classes[k].slope, softmax ? 3 : p.loss.places)
                           : fixed(p.step.loss.classes[k].slope, 3);
}

namespace {

// What keeps Adam from dividing by nothing counts only where the gradient is next to nothing.
bool adamDivides(const StepPicture& p) {
    return std::abs(std::abs(p.update->direction) - 1) < 5e-4;
}

// "g = gradient + 0.01 × weight = 0.0232 + 0.01 × 0.0312 ≈ 0.0235"
QString decayLine(const StepPicture& p) {
    const cnn::WeightUpdate& u = *p.update;
    const QString decay = decimalText(cnn::Decimal::rounded(p.settings.weightDecay, 9));
    const QString rule = tr("Weight decay: g = gradient + %1 × weight").arg(decay);
    const double g = u.gradient + p.settings.weightDecay * u.weight;
    if (!u.sum.writable) return rule + tr(" ≈ %1.").arg(QString::fromStdString(cnn::writtenFigures(g)));
    const cnn::Decimal exactly = u.sum.total + cnn::Decimal::rounded(p.settings.weightDecay, 9) * u.written.weight;
    cnn::Decimal shown = u.written.gradient;
    if (p.settings.optimizer == cnn::OptimizerKind::Adam)
        shown = exactly.rounded(std::max(u.sum.total.digits(), cnn::placesFor(std::abs(exactly.value()))));
    const QString weight =
        u.written.weight.negative() ? '(' + decimalText(u.written.weight) + ')' : decimalText(u.written.weight);
    return rule +
           tr(" = %1 + %2 × %3 %4 %5.")
               .arg(decimalText(u.sum.total), decay, weight, QString(shown == exactly ? "=" : "≈"), decimalText(shown));
}

} // namespace

QString directionLine(const StepPicture& p) {
    const auto& s = p.settings;
    const cnn::WeightUpdate& u = *p.update;
    const QString direction = QString::fromStdString(u.written.gradientText);
    QStringList said;
    if (s.schedule != cnn::ScheduleKind::Constant)
        said << tr("The schedule has the rate at %1.").arg(QString::fromStdString(u.written.rateText));
    if (s.weightDecay > 0) said << decayLine(p);
    if (s.optimizer == cnn::OptimizerKind::Adam)
        said << (adamDivides(p) ? tr("Adam, from rest: its means are g and g², %1 = %2.")
                                : tr("Adam, from rest: its means are g and g², and %1 is %2."))
                    .arg(directionName(p), direction);
    else if (s.momentum > 0)
        said << tr("Momentum, from rest: v = %1 × 0 + g = %2.").arg(QString::number(s.momentum), direction);
    return said.join('\n');
}

QString directionName(const StepPicture& p) {
    if (p.settings.optimizer == cnn::OptimizerKind::Adam)
        return adamDivides(p) ? tr("g ÷ |g|") : tr("g ÷ (|g| + 10⁻⁸)");
    if (p.settings.momentum > 0) return tr("v");
    return p.settings.weightDecay > 0 ? tr("g") : tr("gradient");
}

QString unwritable(const StepPicture& p) {
    return p.update->vanishes() ? tr("The products are too small to be written: all below 10⁻⁷.")
                                : tr("The numbers grew beyond all bounds: too large to be written.");
}

QString stepWords(const StepPicture& p, StepPart part) {
    QStringList said{p.caption + '.', targetWords(p)};
    switch (part) {
    case StepPart::Forward:
        said << tr("Forward.") << layerLines(p, false);
        break;
    case StepPart::Loss:
        said << tr("Loss.") << lossLine(p) + '.';
        for (std::size_t i = 0; i < p.step.loss.classes.size(); ++i)
            said << tr("%1: output %2, gradient %3.")
                        .arg(className(p, static_cast<int>(i)), outText(p, i), slopeText(p, i));
        break;
    case StepPart::Backward:
        said << tr("Backward.") << layerLines(p, true);
        break;
    case StepPart::Update:
        if (!p.update) break;
        said << tr("Update of %1.").arg(weightName(p, p.weight))
             << tr("Gradient: %1.").arg(QString::fromStdString(p.update->gradientLine(8)))
             << (p.update->sum.writable ? QString() : unwritable(p)) << directionLine(p).replace('\n', ' ')
             << QString::fromStdString(p.update->written.line()) + '.';
        break;
    }
    said.removeAll(QString());
    return said.join(' ');
}

} // namespace ui
