#include "ui/lessons/microscope/label_view.h"

#include "core/train/trainer.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/microscope/shown_cell.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int pool = 32, inARow = 8, noHeap = -1;
const QString sortedKey = "sorted";

QString heapName(int heap) {
    return heap == 0 ? LabelView::tr("left") : LabelView::tr("right");
}

// Of a set the images that lie in a heap, with the heap as their class.
cnn::DataSplit learnable(const cnn::Dataset& from, const std::vector<int>& heaps) {
    cnn::Dataset set;
    set.shape = from.shape;
    set.pixels = from.pixels.part(0, 0);
    set.range = from.range;
    set.classNames = {heapName(0).toStdString(), heapName(1).toStdString()};
    const std::size_t each = from.shape.perImage();
    for (std::size_t i = 0; i < heaps.size(); ++i) {
        if (heaps[i] == noHeap) continue;
        set.pixels.append(from.pixels, i * each, each);
        set.labels.push_back(heaps[i]);
    }
    return {"By hand", set, set};
}

// What learns from a dozen pictures without learning them by heart: every step sees them moved and turned.
cnn::TrainingSettings quickly(int images) {
    cnn::TrainingSettings s;
    s.optimizer = cnn::OptimizerKind::Adam;
    s.learningRate = 0.002;
    s.batch = std::min(16, images);
    s.epochs = 120;
    s.augment.shift = s.augment.rotate = true;
    s.weightDecay = 0;
    return s;
}

} // namespace

// The pool, what was done by hand, and what the network makes of the rest.
struct LabelView::Sorting {
    std::optional<CellSource> source; // of cells made here; else the first test images
    std::shared_ptr<const cnn::DataSplit> images;
    cnn::NetworkPlan plan;
    cnn::Dataset cells;
    Heaps heaps;
    std::vector<float> shares{}; // of the right heap, one a cell; empty: nothing has been learned
    bool done = false;

    int byHand() const {
        return static_cast<int>(heaps.size() - static_cast<std::size_t>(std::ranges::count(heaps, noHeap)));
    }
    bool canLearn() const { return std::ranges::count(heaps, 0) > 0 && std::ranges::count(heaps, 1) > 0; }
    int heapOf(std::size_t cell) const {
        if (heaps[cell] != noHeap || shares.empty()) return heaps[cell];
        return shares[cell] >= 0.5F ? 1 : 0;
    }
    // How many of a heap's cells are of the kind that most of them are.
    int pure() const;
    void judge(const cnn::Network& network);
};

int LabelView::Sorting::pure() const {
    int sum = 0;
    for (const int heap : {0, 1}) {
        std::vector<int> counts(cells.classNames.size(), 0);
        for (std::size_t i = 0; i < heaps.size(); ++i)
            if (heapOf(i) == heap) ++counts[static_cast<std::size_t>(cells.labels[i])];
        sum += std::ranges::max(counts);
    }
    return sum;
}

void LabelView::Sorting::judge(const cnn::Network& network) {
    shares.clear();
    for (std::size_t i = 0; i < heaps.size(); ++i) {
        cnn::Tensor image;
        cells.gather(std::span(&i, 1), image);
        shares.push_back(answerTo(network, image).shares[1]);
    }
}

LabelView::Heaps LabelView::heapsOf(const QJsonObject& choices) {
    Heaps heaps(pool, noHeap);
    const QJsonObject sorted = choices[sortedKey].toObject();
    for (int i = 0; i < pool; ++i)
        heaps[static_cast<std::size_t>(i)] = std::clamp(sorted[QString::number(i)].toInt(noHeap), noHeap, 1);
    return heaps;
}

std::vector<ViewOption> LabelView::options(const TrainingMoment& moment) const {
    if (!whyUnexplained(moment).isEmpty()) return {};
    return {{"heap", tr("A click puts a cell"), {tr("left heap"), tr("right heap")}}};
}

BoardView::Shown LabelView::shownOf(const Sorting& s, const QString& note) {
    Shown shown;
    Board& board = shown.board;
    board.rowsOf = s.cells.shape.h;
    board.columnsOf = s.cells.shape.w;
    cnn::Tensor numbers({1, static_cast<int>(s.heaps.size()), 2, 1});
    for (std::size_t i = 0; i < s.heaps.size(); ++i) {
        if (i % inARow == 0) board.rows.emplace_back();
        cnn::Tensor image;
        s.cells.gather(std::span(&i, 1), image);
        MapTile tile{"cell", {}, {}, pictureImage(image)};
        const int heap = s.heapOf(i);
        const bool hand = s.heaps[i] != noHeap;
        if (hand) {
            tile.frame = heap == 0 ? MapTile::Solid : MapTile::Dashed;
            tile.fact = tr("%1: you").arg(heapName(heap));
        } else if (heap != noHeap) {
            const double right = static_cast<double>(s.shares[i]);
            tile.fact = heapName(heap) + ' ' + percent(heap == 1 ? right : 1 - right);
        } else {
            tile.fact = "–";
        }
        numbers.at(0, static_cast<int>(i), 0) = static_cast<float>(heap);
        numbers.at(0, static_cast<int>(i), 1) = s.shares.empty() ? 0 : s.shares[i];
        board.rows.back().tiles.push_back(std::move(tile));
    }
    const int hand = s.byHand(), all = static_cast<int>(s.heaps.size());
    if (s.shares.empty())
        board.lead =
            s.canLearn()
                ? tr("%1 sorted by hand: the network begins to learn.").arg(hand)
                : tr("%1 of %2 cells lie in a heap. With one in each heap the network begins.").arg(hand).arg(all);
    else
        board.lead = tr("%1 sorted by hand, the other %2 by the network: %3 of all %4 lie with their kind.")
                         .arg(hand)
                         .arg(all - hand)
                         .arg(s.pure())
                         .arg(all);
    board.note = note;
    shown.numbers = {{"heap and share of the right one", std::move(numbers)}};
    if (!s.shares.empty())
        shown.asked.push_back(
            {roughQuestion("pure", tr("With their kind"),
                           tr("How many of the %1 cells lie with their kind? Within 2 is right.").arg(all), s.pure(),
                           tr("%1 of %2").arg(s.pure()).arg(all), 2),
             [](Board& b) { b.lead = tr("How many of them lie with their kind?"); }});
    shown.press = [heaps = s.heaps](const CellRef& cell, QJsonObject choices) -> std::optional<QJsonObject> {
        if (cell.map < 0 || cell.map >= static_cast<int>(heaps.size())) return std::nullopt;
        QJsonObject sorted = choices[sortedKey].toObject();
        const QString key = QString::number(cell.map);
        const int heap = chosen(choices, "heap", 2);
        if (sorted.contains(key) && sorted[key].toInt() == heap)
            sorted.remove(key); // it is taken out again
        else
            sorted[key] = heap;
        choices[sortedKey] = sorted;
        return choices;
    };
    return shown;
}

std::optional<BoardView::Shown> LabelView::make(const TrainingMoment& moment, const QJsonObject& choices,
                                                const std::stop_token& stop, const Tell& tell) {
    if (const QString why = whyUnexplained(moment); !why.isEmpty()) return trouble(why);
    Sorting s{{}, moment.data, moment.plan, {}, heapsOf(choices)};
    if (knowsMasks(moment)) s.source = moment.source.cells;
    const bool same = m_last && m_last->source == s.source && m_last->images == s.images;
    const QString how =
        tr("Solid frame: left, by you. Dashed: right. The same click again takes a cell out of its heap.");
    if (same && m_last->done && m_last->heaps == s.heaps && m_last->plan == s.plan) return shownOf(*m_last, how);
    if (same)
        s.cells = m_last->cells;
    else if (s.source)
        s.cells = cellsToTest(*s.source, cnn::MarkedPictures::None, pool);
    else
        s.cells = moment.data->test;
    s.heaps.resize(std::min<std::size_t>(pool, s.cells.size()));
    if (s.canLearn()) {
        tell(shownOf(s, tr("The network begins anew and learns what lies in the heaps.")));
        const auto data = std::make_shared<const cnn::DataSplit>(learnable(s.cells, s.heaps));
        cnn::Trainer trainer(cnn::build(s.plan, s.cells.shape, 2, cnn::usualInitialisation(s.plan), 1), data,
                             quickly(s.byHand()));
        const int total = trainer.settings().epochs;
        for (int told = 0; !trainer.finished();) {
            if (stop.stop_requested()) return std::nullopt;
            trainer.step();
            const int tenth = static_cast<int>(10 * trainer.progress() / total);
            if (tenth == told || trainer.finished()) continue;
            told = tenth;
            s.judge(trainer.network());
            tell(shownOf(s, tr("Learning: %1 % done.").arg(10 * tenth)));
        }
        s.judge(trainer.network());
    }
    s.done = true;
    m_last = std::make_shared<const Sorting>(s);
    return shownOf(s, how);
}

} // namespace ui
