#include "ui/lessons/training/attention/attention_view.h"

#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/on_input.h"
#include "core/layers/losses.h"
#include "ui/lessons/training/attention/attention_figure.h"

#include <algorithm>

namespace ui {
namespace {

// The deepest convolution first: the usual one for Grad-CAM.
std::vector<std::size_t> layersOf(const cnn::Network& network) {
    auto layers = cnn::filterLayers(network);
    std::ranges::reverse(layers);
    return layers;
}

bool explainable(const TrainingMoment& moment) {
    return moment.settings.loss != cnn::LossKind::Reconstruction && cnn::tellsClasses(*moment.network);
}

QString className(const TrainingMoment& moment, int k) {
    return moment.classNames.value(k, QString::number(k));
}

int largest(std::span<const float> shares) {
    return static_cast<int>(std::ranges::max_element(shares) - shares.begin());
}

// A quarter of the picture a side, moved by a pixel; in large pictures by so much that about 28 places fill a row.
// Black: in these data it is what stands where nothing is.
cnn::OcclusionSettings squareFor(const cnn::Shape& input) {
    const int longer = std::max(input.h, input.w);
    const int stride = std::max(1, longer / 28);
    int side = std::max(stride, longer / 4);
    if ((side - stride) % 2 != 0) ++side; // its middle is then a cell's
    return {side, stride, 0.0F};
}

void addPrediction(const TrainingMoment& moment, const cnn::Trace& trace, int wanted, AttentionPicture& p) {
    p.image = moment.image;
    p.caption = moment.caption;
    p.trueClass = moment.trueClass;
    const cnn::Tensor shares = cnn::softmax(trace.output());
    p.shares.assign(shares.values().begin(), shares.values().end());
    for (int k = 0; k < shares.shape().c; ++k) p.classNames << className(moment, k);
    p.predicted = largest(p.shares);
    p.explained = wanted == 0 ? p.predicted : wanted - 1;
}

// Where covering costs most; where it costs nothing, where it adds most.
void addWorst(const cnn::Network& network, AttentionPicture& p) {
    const auto covered = p.occlusion.probability.values();
    const auto low = std::ranges::min_element(covered), high = std::ranges::max_element(covered);
    const bool costs = p.occlusion.whole - static_cast<double>(*low) >= 0.01;
    const int at = static_cast<int>((costs ? low : high) - covered.begin());
    p.row = at / p.occlusion.probability.shape().w;
    p.column = at % p.occlusion.probability.shape().w;
    cnn::Trace trace;
    cnn::Tensor image = p.image;
    cnn::cover(image, 0, p.row, p.column, p.square);
    network.forward(image, trace);
    p.instead = largest(trace.output().values());
    cnn::Tensor cost(p.occlusion.probability.shape());
    cost.array() = static_cast<float>(p.occlusion.whole) - p.occlusion.probability.array();
    p.cost = cnn::onInput(cost, cnn::placeOfCells(p.square.stride), p.image.shape());
    p.wins = !costs && static_cast<double>(*high) - p.occlusion.whole >= 0.01;
    p.decisive = p.cost;
    if (p.wins) p.decisive.array() *= -1;
}

} // namespace

std::vector<ViewOption> AttentionView::options(const TrainingMoment& moment) const {
    if (!explainable(moment)) return {};
    ViewOption classes{"class", tr("Class"), {tr("as predicted")}}, layers{"layer", tr("Grad-CAM of"), {}};
    for (int k = 0; k < moment.network->outputShape().c; ++k) classes.values << className(moment, k);
    for (const std::size_t layer : layersOf(*moment.network))
        layers.values << QString::fromStdString(moment.network->name(layer));
    std::vector<ViewOption> options{classes};
    if (layers.values.size() > 1) options.push_back(layers);
    return options;
}

TrainingView::Work AttentionView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [=, this](const std::stop_token& stop) -> Show {
        auto p = std::make_shared<AttentionPicture>();
        const auto show = [this, p] { return [this, p] { m_picture = p; }; };
        const cnn::Network& network = *moment.network;
        if (!explainable(moment)) {
            p->trouble = tr("This network tells no classes, so there is no decision to explain.");
            return show();
        }
        cnn::Trace trace;
        network.forward(moment.image, trace);
        if (!trace.output().allFinite()) {
            p->trouble = tr("The network's values are beyond all bounds: there is nothing to see any more.");
            return show();
        }
        addPrediction(moment, trace, chosen(choices, "class", network.outputShape().c + 1), *p);
        p->saliency = cnn::saliency(network, trace, p->explained);
        if (const auto layers = layersOf(network); !layers.empty()) {
            const std::size_t layer =
                layers[static_cast<std::size_t>(chosen(choices, "layer", static_cast<int>(layers.size())))];
            p->layer = QString::fromStdString(network.name(layer));
            p->cam = cnn::gradCam(network, trace, layer, p->explained);
            p->camOnInput = cnn::onInput(p->cam, cnn::placeOnInput(network, layer + 1), network.inputShape());
        }
        p->square = squareFor(network.inputShape());
        auto map = cnn::occlusionMap(network, moment.image, p->explained, p->square, stop);
        if (!map) return {};
        p->occlusion = *std::move(map);
        addWorst(network, *p);
        return show();
    };
}

std::unique_ptr<Figure> AttentionView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                              const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    return std::make_unique<AttentionFigure>(size, style, m_picture, hover);
}

std::vector<NamedNumbers> AttentionView::numbers() const {
    if (!m_picture || !m_picture->trouble.isEmpty()) return {};
    std::vector<NamedNumbers> all{{"saliency", m_picture->saliency}};
    if (!m_picture->layer.isEmpty()) all.push_back({"Grad-CAM " + m_picture->layer, m_picture->cam});
    all.push_back({"occlusion", m_picture->occlusion.probability});
    return all;
}

} // namespace ui
