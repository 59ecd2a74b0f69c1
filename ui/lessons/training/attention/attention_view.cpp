#include "ui/lessons/training/attention/attention_view.h"

#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/on_input.h"
#include "core/network/layer_table.h"
#include "core/network/pass.h"
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
    return !cnn::isReconstruction(moment.settings.loss) && cnn::tellsClasses(*moment.network);
}

QString className(const TrainingMoment& moment, int k) {
    return moment.classNames.value(k, QString::number(k));
}

int largest(std::span<const float> shares) {
    return static_cast<int>(std::ranges::max_element(shares) - shares.begin());
}

// Networks of which a pass takes a noticeable part of a second.
constexpr std::size_t heavyWork = 300'000'000; // multiply-adds

// A quarter of the picture a side, moved by a pixel; in large pictures by so much that about 28 places fill a row, of
// heavy networks 14. Black: in these data it is what stands where nothing is.
cnn::OcclusionSettings squareFor(const TrainingMoment& moment, bool heavy) {
    const cnn::Shape& input = moment.network->inputShape();
    const int longer = std::max(input.h, input.w);
    const int stride = std::max(1, longer / (heavy ? 14 : 28));
    int side = std::max(stride, longer / 4);
    if ((side - stride) % 2 != 0) ++side; // its middle is then a cell's
    const auto black = moment.black.values();
    return {side, stride, 0.0F, {black.begin(), black.end()}};
}

// Four places a row, for a first map soon.
cnn::OcclusionSettings coarser(const TrainingMoment& moment, cnn::OcclusionSettings square) {
    const cnn::Shape& input = moment.network->inputShape();
    square.side = square.stride = std::max(1, std::max(input.h, input.w) / 4);
    return square;
}

void addPrediction(const TrainingMoment& moment, const cnn::Trace& trace, int wanted, AttentionPicture& p) {
    p.image = moment.shown();
    p.caption = moment.caption;
    p.trueClass = moment.trueClass;
    const cnn::Tensor shares = cnn::classShares(*moment.network, trace.output());
    p.shares.assign(shares.values().begin(), shares.values().end());
    for (int k = 0; k < shares.shape().c; ++k) p.classNames << className(moment, k);
    p.predicted = largest(p.shares);
    p.explained = wanted == 0 ? p.predicted : wanted - 1;
}

// Where covering costs most; where it costs nothing, where it adds most.
void addWorst(const TrainingMoment& moment, AttentionPicture& p) {
    const auto covered = p.occlusion.probability.values();
    const auto low = std::ranges::min_element(covered), high = std::ranges::max_element(covered);
    const bool costs = p.occlusion.whole - static_cast<double>(*low) >= 0.01;
    const int at = static_cast<int>((costs ? low : high) - covered.begin());
    p.row = at / p.occlusion.probability.shape().w;
    p.column = at % p.occlusion.probability.shape().w;
    cnn::Pass pass(cnn::Pass::Keep::Nothing);
    cnn::Tensor image = moment.image;
    cnn::cover(image, 0, p.row, p.column, p.square);
    p.instead = largest(pass.forward(*moment.network, image).values());
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

// One picture being made, stage by stage, on a thread.
class AttentionView::Looking {
public:
    Looking(AttentionView* view, TrainingMoment moment, const QJsonObject& choices, int asked)
        : m_view(view), m_moment(std::move(moment)), m_choices(choices), m_asked(asked) {}

    Show run(const std::stop_token& stop) {
        if (!explainable(m_moment))
            return trouble(tr("This network tells no classes, so there is no decision to explain."));
        const auto trace = traceOf(m_moment);
        if (!trace->output().allFinite())
            return trouble(tr("The network's values are beyond all bounds: there is nothing to see any more."));
        addGradients(*trace);
        if (stop.stop_requested()) return {};
        const bool heavy = cnn::layerTable(network()).multiplyAdds() > heavyWork;
        const cnn::OcclusionSettings fine = squareFor(m_moment, heavy);
        if (heavy) {
            m_picture.covered = false;
            m_picture.square = coarser(m_moment, fine);
            if (!cover(stop, tr("a first coarse map, %1 %"))) return {};
            m_picture.covered = true;
            m_view->stage(*this);
        }
        m_picture.square = fine;
        if (!cover(stop, heavy ? tr("a finer map, %1 %") : QString())) return {};
        m_picture.pending.clear();
        return show();
    }

    Show show() {
        return
            [view = m_view, asked = m_asked, stage = ++m_stage,
             picture = std::make_shared<const AttentionPicture>(m_picture)] { view->showStage(asked, stage, picture); };
    }

private:
    const cnn::Network& network() const { return *m_moment.network; }
    Show trouble(const QString& sentence) {
        m_picture.trouble = sentence;
        return show();
    }
    void addGradients(const cnn::Trace& trace);
    bool cover(const std::stop_token& stop, const QString& pending);

    AttentionView* m_view;
    TrainingMoment m_moment;
    QJsonObject m_choices;
    int m_asked, m_stage = 0;
    AttentionPicture m_picture;
    cnn::OcclusionSettings m_coveredWith; // the map that m_picture has
};

void AttentionView::Looking::addGradients(const cnn::Trace& trace) {
    AttentionPicture& p = m_picture;
    addPrediction(m_moment, trace, chosen(m_choices, "class", network().outputShape().c + 1), p);
    p.occlusion.whole = static_cast<double>(p.shares[static_cast<std::size_t>(p.explained)]); // until covering tells
    p.saliency = cnn::saliency(network(), trace, p.explained);
    const auto layers = layersOf(network());
    if (layers.empty()) return;
    const std::size_t layer =
        layers[static_cast<std::size_t>(chosen(m_choices, "layer", static_cast<int>(layers.size())))];
    p.layer = QString::fromStdString(network().name(layer));
    p.cam = cnn::gradCam(network(), trace, layer, p.explained);
    p.camOnInput = cnn::onInput(p.cam, cnn::placeOnInput(network(), layer + 1), network().inputShape());
}

// With pending words how far it is told on the way; what is on show of an earlier map stays until then.
bool AttentionView::Looking::cover(const std::stop_token& stop, const QString& pending) {
    AttentionPicture made = m_picture;
    int told = -1;
    const auto tell = [&](double share) {
        const int percent = static_cast<int>(100 * share);
        if (pending.isEmpty() || percent < told + 5) return;
        told = percent;
        AttentionPicture shown = m_picture;
        m_picture.pending = pending.arg(percent);
        if (shown.covered) m_picture.square = m_coveredWith;
        m_view->stage(*this);
        shown.pending = m_picture.pending;
        m_picture = std::move(shown);
    };
    tell(0);
    auto map = cnn::occlusionMap(network(), m_moment.image, made.explained, made.square, stop, tell);
    if (!map && !pending.isEmpty()) { // what there is stays, and nothing is said to be coming
        if (m_picture.covered) m_picture.square = m_coveredWith;
        m_picture.pending = AttentionView::tr("stopped");
        m_view->stage(*this);
    }
    if (!map) return false;
    made.occlusion = *std::move(map);
    addWorst(m_moment, made);
    m_coveredWith = made.square;
    m_picture = std::move(made);
    return true;
}

TrainingView::Work AttentionView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [=, this, asked = ++m_asked](const std::stop_token& stop) -> Show {
        return Looking(this, moment, choices, asked).run(stop);
    };
}

// From the thread that works.
void AttentionView::stage(Looking& looking) {
    QMetaObject::invokeMethod(this, looking.show(), Qt::QueuedConnection);
}

// What is on show stays where a later stage, or somebody else's wish, was there before.
void AttentionView::showStage(int asked, int stage, Picture picture) {
    if (asked < m_shownAsked || (asked == m_shownAsked && stage < m_shownStage)) return;
    m_shownAsked = asked;
    m_shownStage = stage;
    m_picture = std::move(picture);
    emit changed();
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
    if (m_picture->covered) all.push_back({"occlusion", m_picture->occlusion.probability});
    return all;
}

} // namespace ui
