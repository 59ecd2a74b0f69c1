#include "ui/lessons/training/filters/filters_view.h"

#include "core/explain/ascent.h"
#include "core/explain/knock_out.h"
#include "core/explain/top_patches.h"
#include "ui/figure/map_painter.h"
#include "ui/lessons/training/filters/filter_sheet.h"

#include <numeric>

namespace ui {
namespace {

constexpr int filtersAPage = 16;
constexpr std::size_t testImages = 1000;

std::vector<std::size_t> layersOf(const TrainingMoment& moment) {
    return cnn::filterLayers(*moment.network);
}

int sheetPages(const cnn::Network& network, std::size_t layer) {
    return (network.outputShape(layer).c + filtersAPage - 1) / filtersAPage;
}

// What is looked at; the filters of one page of one layer.
struct Task {
    TrainingMoment moment;
    std::size_t layer = 0;

    const cnn::Network& network() const { return *moment.network; }
    // Null while there are no images for this network.
    const cnn::Dataset* images() const {
        const bool fits =
            moment.data && moment.data->test.size() > 0 && moment.data->test.shape == moment.network->inputShape();
        return fits ? &moment.data->test : nullptr;
    }
};

// (input channels, rows, columns); of those that a filter does not read the slices are 0.
FilterEntry entryOf(const cnn::Layer& layer, int filter) {
    const cnn::LayerInfo info = layer.info();
    const cnn::Tensor& weights = layer.parameters()[0].value;
    FilterEntry entry;
    if (!info.connections.empty()) entry.reads = info.connections[static_cast<std::size_t>(filter)];
    const int count = entry.reads.empty() ? info.inputs : static_cast<int>(entry.reads.size());
    int first = 0; // of its slices among those of all filters
    for (int f = 0; f < filter; ++f)
        first +=
            entry.reads.empty() ? info.inputs : static_cast<int>(info.connections[static_cast<std::size_t>(f)].size());
    const cnn::Shape& s = weights.shape();
    const auto each = static_cast<std::size_t>(s.h) * static_cast<std::size_t>(s.w);
    entry.kernel = cnn::Tensor({info.inputs, s.h, s.w, 1});
    for (int i = 0; i < count; ++i) {
        const int channel = entry.reads.empty() ? i : entry.reads[static_cast<std::size_t>(i)];
        std::ranges::copy(weights.values().subspan(static_cast<std::size_t>(first + i) * each, each),
                          entry.kernel.values().begin() +
                              static_cast<std::ptrdiff_t>(entry.kernel.offset(channel, 0, 0)));
    }
    return entry;
}

// All that needs no computing.
FilterSheetPicture kernels(const Task& task, int page) {
    FilterSheetPicture picture;
    const cnn::Tensor& weights = task.network().layer(task.layer).parameters()[0].value;
    picture.layer = QString::fromStdString(task.network().name(task.layer));
    picture.total = task.network().outputShape(task.layer).c;
    picture.first = page * filtersAPage;
    picture.weightEnd = rampEnd(weights.values(), Ramp::Signed);
    for (int f = picture.first; f < std::min(picture.total, picture.first + filtersAPage); ++f)
        picture.filters.push_back(entryOf(task.network().layer(task.layer), f));
    if (const cnn::Dataset* set = task.images()) {
        picture.images = std::min(testImages, set->size());
        picture.ofImages = set->size();
    }
    return picture;
}

bool reluFollows(const cnn::Network& network, std::size_t layer) {
    return layer + 1 < network.size() && network.reads(layer + 1)[0] == layer + 1 &&
           network.layer(layer + 1).rules().rectifies;
}

// False when it was stopped.
bool addPatches(const Task& task, FilterSheetPicture& picture, const std::stop_token& stop) {
    const cnn::Dataset& set = *task.images();
    const auto lists = cnn::topPatches(task.network(), task.layer, set, {testImages, 9}, stop);
    if (!lists) return false;
    const bool relu = reluFollows(task.network(), task.layer);
    for (std::size_t i = 0; i < picture.filters.size(); ++i) {
        FilterEntry& entry = picture.filters[i];
        for (const cnn::Patch& p : (*lists)[static_cast<std::size_t>(picture.first) + i]) {
            const QString label = QString::fromStdString(set.classNames[static_cast<std::size_t>(set.labels[p.image])]);
            entry.patches.push_back(
                {p.image, p.y, p.x, p.value, label, cnn::patchPixels(task.network(), task.layer, set, p)});
        }
        entry.silent = relu && !entry.patches.empty() && entry.patches.front().value <= 0;
    }
    return true;
}

// The part of the ascent's picture that the unit in the middle sees; beyond the border black, as a patch.
cnn::Tensor cutOut(const cnn::Tensor& picture, const cnn::InputRegion& region) {
    const cnn::Shape& from = picture.shape();
    cnn::Tensor cut({from.c, static_cast<int>(region.rows.size()), static_cast<int>(region.columns.size()), 1});
    for (int c = 0; c < from.c; ++c)
        for (int y = 0; y < cut.shape().h; ++y)
            for (int x = 0; x < cut.shape().w; ++x) {
                const int row = static_cast<int>(region.rows.first) + y,
                          column = static_cast<int>(region.columns.first) + x;
                if (row >= 0 && row < from.h && column >= 0 && column < from.w)
                    cut.at(c, y, x) = picture.at(c, row, column);
            }
    return cut;
}

bool addIdeals(const Task& task, FilterSheetPicture& picture, const std::stop_token& stop) {
    std::vector<int> filters(picture.filters.size());
    std::iota(filters.begin(), filters.end(), picture.first);
    const auto found = cnn::ascend(task.network(), task.layer + 1, filters, {}, stop);
    if (!found) return false;
    const cnn::Shape maps = task.network().outputShape(task.layer);
    const cnn::InputRegion region = cnn::inputRegion(task.network(), task.layer + 1, maps.h / 2, maps.w / 2);
    for (std::size_t i = 0; i < filters.size(); ++i) {
        picture.filters[i].ideal = cutOut(found->pictures.image(static_cast<int>(i)), region);
        picture.filters[i].idealValue = found->after[i];
    }
    return true;
}

bool addWorth(const Task& task, FilterSheetPicture& picture, const std::stop_token& stop) {
    const auto found = cnn::knockOut(task.network(), task.layer, *task.images(), testImages, stop);
    if (!found) return false;
    picture.accuracy = found->whole;
    for (std::size_t i = 0; i < picture.filters.size(); ++i)
        picture.filters[i].without = found->without[static_cast<std::size_t>(picture.first) + i];
    return true;
}

bool canBeTested(const Task& task) {
    const int classes = task.network().outputShape().c;
    return task.moment.noLabels.isEmpty() && !cnn::isReconstruction(task.moment.settings.loss) &&
           cnn::tellsClasses(task.network()) &&
           std::ranges::all_of(task.images()->labels, [=](int label) { return label < classes; });
}

} // namespace

std::vector<ViewOption> FiltersView::options(const TrainingMoment& moment) const {
    const auto layers = layersOf(moment);
    ViewOption layer{"layer", tr("Layer"), {}};
    int pages = 0, filters = 0;
    for (const std::size_t i : layers) {
        layer.values << QString::fromStdString(moment.network->name(i));
        pages = std::max(pages, sheetPages(*moment.network, i));
        filters = std::max(filters, moment.network->outputShape(i).c);
    }
    std::vector<ViewOption> options;
    if (layers.size() > 1) options.push_back(layer);
    ViewOption page{"page", tr("Filters"), {}};
    for (int p = 0; p < pages; ++p)
        page.values << QString("%1–%2").arg(p * filtersAPage + 1).arg(std::min(filters, (p + 1) * filtersAPage));
    if (pages > 1) options.push_back(page);
    return options;
}

TrainingView::Work FiltersView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    const int asked = ++m_asked;
    const auto layers = layersOf(moment);
    if (layers.empty()) {
        auto nothing = std::make_shared<FilterSheetPicture>();
        nothing->trouble = tr("This network has no convolution, so there are no filters to look at.");
        return [this, nothing](const auto&) { return [this, nothing] { m_picture = nothing; }; };
    }
    const Task task{moment,
                    layers[static_cast<std::size_t>(chosen(choices, "layer", static_cast<int>(layers.size())))]};
    const FilterSheetPicture bare = kernels(task, chosen(choices, "page", sheetPages(task.network(), task.layer)));
    // What is on show of this page stays until all of the new moment is known.
    const bool staged = !m_picture || m_picture->layer != bare.layer || m_picture->first != bare.first ||
                        m_picture->images != bare.images;
    if (staged) showStage({asked, 0}, std::make_shared<FilterSheetPicture>(bare));
    return [=, this](const std::stop_token& stop) -> Show {
        auto picture = std::make_shared<FilterSheetPicture>(bare);
        const auto show = [=, this](int stage) {
            return [this, asked, stage, picture = Picture(std::make_shared<FilterSheetPicture>(*picture))] {
                showStage({asked, stage}, picture);
            };
        };
        if (task.images() && !addPatches(task, *picture, stop)) return {};
        if (staged) QMetaObject::invokeMethod(this, show(1), Qt::QueuedConnection);
        if (!addIdeals(task, *picture, stop)) return {};
        if (staged) QMetaObject::invokeMethod(this, show(2), Qt::QueuedConnection);
        if (task.images() && canBeTested(task) && !addWorth(task, *picture, stop)) return {};
        return show(3);
    };
}

// A stage may come after the one that follows it, or after somebody wanted something else.
void FiltersView::showStage(Stage stage, Picture picture) {
    if (stage.first != m_asked || stage < m_shown) return;
    m_shown = stage;
    m_picture = std::move(picture);
    emit changed();
}

std::unique_ptr<Figure> FiltersView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                            const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    return std::make_unique<FilterSheet>(size, style, m_picture, hover);
}

std::optional<QJsonObject> FiltersView::pressed(const CellRef& cell, const QJsonObject&) {
    if (cell.part == "patch" && m_picture) {
        const auto& patches = m_picture->filter(cell.map).patches;
        if (cell.x < static_cast<int>(patches.size()))
            emit showTestImage(patches[static_cast<std::size_t>(cell.x)].image);
    }
    return std::nullopt;
}

namespace {

// One tensor after the other as channels of one; all have the same rows and columns.
cnn::Tensor stacked(const std::vector<const cnn::Tensor*>& parts) {
    std::vector<float> values;
    int channels = 0;
    for (const cnn::Tensor* part : parts) {
        values.insert(values.end(), part->values().begin(), part->values().end());
        channels += part->shape().c;
    }
    return {cnn::Shape{channels, parts.front()->shape().h, parts.front()->shape().w, 1}, values};
}

} // namespace

std::vector<NamedNumbers> FiltersView::numbers() const {
    if (!m_picture || m_picture->filters.empty()) return {};
    std::vector<const cnn::Tensor*> kernels, ideals, patches;
    std::vector<float> without;
    for (const FilterEntry& entry : m_picture->filters) {
        kernels.push_back(&entry.kernel);
        if (!entry.ideal.empty()) ideals.push_back(&entry.ideal);
        for (const FilterPatch& patch : entry.patches) patches.push_back(&patch.pixels);
        if (entry.without) without.push_back(static_cast<float>(*entry.without));
    }
    const QString& layer = m_picture->layer;
    std::vector<NamedNumbers> all{{layer + " kernels", stacked(kernels)}};
    if (!ideals.empty()) all.push_back({layer + " ideal pictures", stacked(ideals)});
    if (!patches.empty()) all.push_back({layer + " patches", stacked(patches)});
    if (!without.empty())
        all.push_back({layer + " accuracy without each filter",
                       cnn::Tensor({static_cast<int>(without.size()), 1, 1, 1}, without)});
    return all;
}

} // namespace ui
