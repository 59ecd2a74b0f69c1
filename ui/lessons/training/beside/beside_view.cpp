#include "ui/lessons/training/beside/beside_view.h"

#include "core/layers/catalog.h"
#include "ui/figure/sentence_figure.h"
#include "ui/lessons/training/beside/run_network.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int mostBesideMaps = 64;

// Layers that make maps.
std::vector<std::size_t> mapLayers(const cnn::Network& network) {
    std::vector<std::size_t> layers;
    for (std::size_t i = 0; i < network.size(); ++i)
        if (network.outputShape(i).h * network.outputShape(i).w > 1) layers.push_back(i);
    return layers;
}

// The first channels of a tensor, as maps.
cnn::Tensor firstMaps(const cnn::Tensor& all) {
    const cnn::Shape s = all.shape();
    const int count = std::min(s.c, mostBesideMaps);
    return cnn::Tensor({count, s.h, s.w, 1}, all.values().first(static_cast<std::size_t>(count * s.h * s.w)));
}

// The kernels of the convolution at a layer or before it.
MapSet kernelsAt(const cnn::Network& network, std::size_t layer) {
    for (std::size_t i = layer + 1; i-- > 0;) {
        if (cnn::layerRole(network.layer(i).info().kind) != cnn::LayerRole::Convolution) continue;
        MapSet set;
        set.values = firstMaps(network.layer(i).parameters()[0].value);
        set.title = QObject::tr("kernels of %1").arg(QString::fromStdString(network.name(i)));
        return set;
    }
    return {};
}

struct Side {
    QString name, differs;
    std::shared_ptr<const cnn::Network> network; // null: it does not take this picture
    std::shared_ptr<const cnn::Trace> trace;
    double progress = 0;
};

// 0: the run under way; then those that are kept.
Side sideOf(const TrainingMoment& moment, int which) {
    if (which == 0) return {QObject::tr("this run"), moment.runName, moment.network, traceOf(moment), moment.progress};
    const RunBeside& run = moment.beside[static_cast<std::size_t>(which - 1)];
    Side side{QObject::tr("run %1").arg(run.number), run.name, nullptr, nullptr, run.state->progress()};
    const auto classes = static_cast<int>(moment.network->outputShape().perImage());
    if (auto network = networkOf(run, moment.image.shape(), classes)) {
        auto trace = std::make_shared<cnn::Trace>();
        network->forward(moment.image, *trace);
        side.network = std::make_shared<const cnn::Network>(*std::move(network));
        side.trace = trace;
    }
    return side;
}

// The parts of a name that the other does not have, too.
QString onlyIn(const QString& name, const QString& other) {
    const QStringList others = other.split(", ");
    QStringList own;
    for (const QString& part : name.split(", "))
        if (!others.contains(part)) own << part;
    return own.join(", ");
}

// layer: index in the layers with maps; of fewer the last.
BesideRun runOf(const TrainingMoment& moment, const Side& side, const QString& other, int layer) {
    const std::vector<std::size_t> layers = mapLayers(*side.network);
    const std::size_t at = layers[std::min(static_cast<std::size_t>(layer), layers.size() - 1)];
    BesideRun run{side.name, onlyIn(side.differs, other), side.progress, {}, kernelsAt(*side.network, at), {}};
    run.maps.values = firstMaps(side.trace->values[at + 1]);
    run.maps.title = QObject::tr("%1 on this picture").arg(layerNotation(*side.network, at));
    const auto outputs = side.trace->output().values();
    const auto best = std::ranges::max_element(outputs) - outputs.begin();
    run.answer = moment.classNames.value(static_cast<qsizetype>(best), QString::number(best));
    return run;
}

} // namespace

std::pair<int, int> besideChosen(const QJsonObject& choices, qsizetype runs) {
    return {chosen(choices, "left", runs), (chosen(choices, "right", runs) + 1) % static_cast<int>(runs)};
}

QJsonObject besideChoices(QJsonObject choices, std::pair<int, int> two, qsizetype runs) {
    const auto all = static_cast<int>(runs);
    const std::pair<const char*, int> values[]{{"left", two.first}, {"right", (two.second + all - 1) % all}};
    for (const auto& [side, value] : values) {
        choices[side] = value;
        if (value == 0) choices.remove(side); // as usual, which is not written
    }
    return choices;
}

TrainingView::Work BesideView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [this, moment, choices](const std::stop_token&) -> Show {
        const auto runs = static_cast<qsizetype>(moment.beside.size()) + 1;
        if (runs == 1)
            return [this, curves = moment.curvesOnly] {
                m_picture.reset();
                const QString left =
                    curves == 0 ? QString()
                                : tr("Of %1 from before the program was closed only the curve is left: it stands in "
                                     "the charts, its network was not kept. ")
                                      .arg(curves == 1 ? tr("the run") : tr("the %1 runs").arg(curves));
                m_why = left + tr("One run only has its network at hand. "
                                  "Change a setting that needs another network, as the activation, or "
                                  "press Start over: the run of before is kept, and stands here beside the new one.");
            };
        const auto [left, right] = besideChosen(choices, runs);
        const Side a = sideOf(moment, left), b = sideOf(moment, right);
        if (!a.network || !b.network || mapLayers(*a.network).empty() || mapLayers(*b.network).empty()) {
            const QString name = !a.network || (b.network && mapLayers(*a.network).empty()) ? a.name : b.name;
            return [this, name] {
                m_picture.reset();
                m_why = tr("%1 has no maps of this picture: its network reads other images, or has none.").arg(name);
            };
        }
        auto picture = std::make_shared<BesidePicture>();
        const int layer = chosen(choices, "layer", static_cast<qsizetype>(mapLayers(*a.network).size()));
        picture->runs = {runOf(moment, a, b.differs, layer), runOf(moment, b, a.differs, layer)};
        picture->image = moment.shown();
        picture->caption = moment.caption;
        picture->label = moment.classNames.value(moment.trueClass);
        return [this, picture] { m_picture = picture; };
    };
}

std::unique_ptr<Figure> BesideView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                           const std::optional<CellRef>& hover) const {
    return figureOrSentence<BesideFigure>(size, style, m_picture, m_why, hover);
}

std::vector<ViewOption> BesideView::options(const TrainingMoment& moment) const {
    if (moment.beside.empty()) return {};
    ViewOption layer{"layer", tr("Layer"), {}};
    for (const std::size_t i : mapLayers(*moment.network)) layer.values << layerNotation(*moment.network, i);
    return {layer};
}

std::vector<NamedNumbers> BesideView::numbers() const {
    if (!m_picture) return {};
    return {{"maps, left", m_picture->runs[0].maps.values}, {"maps, right", m_picture->runs[1].maps.values}};
}

} // namespace ui
