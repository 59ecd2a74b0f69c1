#include "ui/lessons/microscope/repair_view.h"

#include "core/data/class_match.h"
#include "core/train/trainer.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/microscope/explanation.h"
#include "ui/lessons/microscope/shown_cell.h"
#include "ui/lessons/training/beside/run_network.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t explained = 16; // cells of the marked class, for the share
constexpr int cut = 8;                // pixels: the corner mark ends before

constexpr int mostPictures = 3000, mostPasses = 4; // of the four runs: they are waited for

} // namespace

// Asks one network after the other; all see the same cells, each as its run cut them.
class RepairView::Judge {
public:
    Judge(RepairView& view, const CellSource& marked, const std::stop_token& stop)
        : m_view(view), m_marked(marked), m_stop(stop) {
        CellSource plain = marked;
        plain.border = 0;
        if (!(m_view.m_setsOf == plain)) m_view.m_sets.clear();
        m_view.m_setsOf = plain;
    }
    Judged of(const QString& name, const cnn::Network& network, int border) {
        CellSource source = m_marked;
        source.border = border;
        const auto made = m_view.m_sets.find(border);
        const MarkSets& sets =
            made != m_view.m_sets.end() ? made->second : m_view.m_sets.emplace(border, markSets(source)).first->second;
        return {name, markTable(network, sets, markedClass(source), m_stop), onCell(network, source, sets)};
    }

private:
    // Of marked cells of the marked class: where does what speaks for it lie?
    std::optional<double> onCell(const cnn::Network& network, const CellSource& source, const MarkSets& sets) const {
        const int own = markedClass(source);
        double sum = 0;
        std::size_t seen = 0;
        for (std::size_t i = 0; i < sets.with.size() && seen < explained; ++i) {
            if (sets.with.labels[i] != own) continue;
            if (m_stop.stop_requested()) throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("Stopped."));
            cnn::Tensor image;
            sets.with.gather(std::span(&i, 1), image);
            const auto share = shareOnCell(costOf(network, image, own, m_stop), maskOfTest(source, i));
            if (!share) continue; // nothing speaks for it
            sum += *share;
            ++seen;
        }
        return seen > 0 ? std::optional(sum / static_cast<double>(seen)) : std::nullopt;
    }

    RepairView& m_view;
    CellSource m_marked;
    std::stop_token m_stop;
};

BoardView::Shown RepairView::shownOf(const std::vector<Judged>& runs, const QString& own, const QString& note) {
    Shown shown;
    Board& board = shown.board;
    board.table = {tr("Right answers on the same cells, the mark on %1 or on the others").arg(own),
                   {tr("as learned"), tr("swapped"), tr("points lost"), tr("on the cell")},
                   {}};
    const auto lost = [](const Judged& run) {
        return writtenFall(run.table.learned.share(), run.table.swapped.share());
    };
    cnn::Tensor numbers({1, static_cast<int>(runs.size()), 4, 1});
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const MarkTable& t = runs[i].table;
        const double points = lost(runs[i]);
        board.table.rows.push_back({runs[i].name,
                                    {{percent(t.learned.share()), FactTable::Plain, true},
                                     {percent(t.swapped.share()), FactTable::Plain, true},
                                     {fixed(points, 1), points >= 10 ? FactTable::Bad : FactTable::Good, true},
                                     {runs[i].onCell ? percent(*runs[i].onCell) : "–", FactTable::Plain, true}},
                                    false});
        const auto put = [&](int at, double value) {
            numbers.at(0, static_cast<int>(i), at) = static_cast<float>(value);
        };
        put(0, t.learned.share());
        put(1, t.swapped.share());
        put(2, points);
        put(3, runs[i].onCell.value_or(0));
    }
    board.note = note;
    if (runs.empty()) return shown;
    shown.numbers = {{"runs", std::move(numbers)}};
    const double first = lost(runs.front());
    shown.asked.push_back(
        {roughQuestion("lost", tr("Points lost"),
                       tr("How many points does \"%1\" lose when the mark moves to the others? Within 10 is right.")
                           .arg(runs.front().name),
                       first, fallWords(runs.front().table.learned.share(), runs.front().table.swapped.share()), 10),
         [](Board& b) {
             b.lead = tr("How much is lost when the mark moves?");
             for (std::size_t i = 1; i < 3; ++i) b.table.rows.front().cells[i] = {"?", FactTable::Dim, true};
         }});
    const auto best = std::ranges::min_element(runs, {}, lost);
    board.lead = runs.size() == 1
                     ? tr("This run loses %1 points when the mark moves. Repair it, learn again, and compare.")
                           .arg(fixed(lost(runs.front()), 1))
                     : tr("%1 loses least when the mark moves: %2 points.").arg(best->name, fixed(lost(*best), 1));
    return shown;
}

// ---- four runs made for it ------------------------------------------------------------------------------------------

struct RepairView::Repair {
    QString name;
    CellSource source;
    cnn::TrainingSettings settings;

    static std::vector<Repair> all(const CellSource& source, cnn::TrainingSettings settings) {
        CellSource planted = source, smaller, balanced;
        planted.marked = cnn::MarkedPictures::OfItsClass;
        planted.pictures = std::min(planted.pictures, mostPictures);
        planted.border = 0;
        smaller = balanced = planted;
        smaller.border = cut;
        balanced.marked = cnn::MarkedPictures::Half;
        settings.augment = {};
        settings.frozen = 0;
        settings.threads = 1;
        settings.epochs = std::min(settings.epochs, mostPasses);
        cnn::TrainingSettings varied = settings;
        varied.augment.shift = varied.augment.rotate = true;
        return {{tr("as planted"), planted, settings},
                {tr("border cut by %1").arg(cut), smaller, settings},
                {tr("moved and turned"), planted, varied},
                {tr("half of all marked"), balanced, settings}};
    }
    // Throws Error(Interrupted).
    cnn::Network learned(const cnn::NetworkPlan& plan, const std::stop_token& stop,
                         const std::function<void(double)>& progress) const {
        const auto data = std::make_shared<const cnn::DataSplit>(cellsToLearn(source, stop));
        cnn::Trainer trainer(cnn::untrainedFor(*data, plan, cnn::usualInitialisation(plan), settings.seed), data,
                             settings);
        for (int told = 0; !trainer.finished(); trainer.step()) {
            if (stop.stop_requested()) throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("Stopped."));
            const double share = trainer.progress() / settings.epochs;
            if (const int percentDone = static_cast<int>(20 * share); percentDone > told) {
                told = percentDone;
                progress(share);
            }
        }
        return trainer.network();
    }
};

std::optional<BoardView::Shown> RepairView::trained(const TrainingMoment& moment, const std::stop_token& stop,
                                                    const Tell& tell) {
    const CellSource& source = moment.source.cells;
    const QString own = nameOf(moment, markedClass(source));
    const std::vector<Repair> repairs = Repair::all(source, moment.settings);
    const auto asked = std::pair(repairs.front().source, repairs.front().settings);
    if (m_trainedOf != asked) m_trained.clear();
    m_trainedOf = asked;
    Judge judge(*this, source, stop);
    for (std::size_t i = m_trained.size(); i < repairs.size(); ++i) {
        const auto progress = [&](double share) {
            tell(shownOf(m_trained, own,
                         tr("Run %1 of %2, %3: %4 % learned. Another tab stops it.")
                             .arg(i + 1)
                             .arg(repairs.size())
                             .arg(repairs[i].name)
                             .arg(qRound(100 * share))));
        };
        progress(0);
        const cnn::Network network = repairs[i].learned(moment.plan, stop, progress);
        m_trained.push_back(judge.of(repairs[i].name, network, repairs[i].source.border));
    }
    return shownOf(m_trained, own,
                   tr("Each saw %1 cells %2 times, from the same first weights. On the cell: the mean share of "
                      "what covering costs over marked cells.")
                       .arg(grouped(repairs.front().source.pictures))
                       .arg(repairs.front().settings.epochs));
}

// ---- the view -------------------------------------------------------------------------------------------------------

std::vector<ViewOption> RepairView::options(const TrainingMoment& moment) const {
    if (!whyUnexplained(moment).isEmpty()) return {};
    return {{"runs", tr("Runs"), {tr("kept runs"), tr("train all four")}}};
}

std::optional<BoardView::Shown> RepairView::make(const TrainingMoment& moment, const QJsonObject& choices,
                                                 const std::stop_token& stop, const Tell& tell) {
    if (const QString why = whyUnexplained(moment); !why.isEmpty()) return trouble(why);
    if (!knowsMasks(moment))
        return trouble(tr("Only cells that are made here can bear a planted mark: choose Cells under Data."));
    // The mark of this run; where it has none, that of the newest run that has one.
    CellSource marked = moment.source.cells;
    for (const RunBeside& run : moment.beside)
        if (moment.source.cells.of.mark == cnn::CellMark::None && run.scene.source.kind == DataSource::Cells &&
            run.scene.source.cells.of.mark != cnn::CellMark::None)
            marked.of = run.scene.source.cells.of;
    if (marked.of.mark == cnn::CellMark::None)
        return trouble(tr("No mark is planted, so there is nothing to repair. Choose one under Mark."));
    if (chosen(choices, "runs", 2) == 1 && moment.source.cells.of.mark != cnn::CellMark::None)
        return trained(moment, stop, tell);
    Judge judge(*this, marked, stop);
    const int border = moment.source.cells.border;
    if (moment.network->inputShape().h != marked.of.side - 2 * border) return std::nullopt; // it is on its way
    std::vector<Judged> runs{judge.of(
        moment.runName.isEmpty() ? tr("this run") : tr("this run: %1").arg(moment.runName), *moment.network, border)};
    for (const RunBeside& run : moment.beside) {
        const DataSource& source = run.scene.source;
        if (source.kind != DataSource::Cells || source.cells.of.classes != marked.of.classes ||
            source.cells.of.side != marked.of.side || source.cells.of.channels != marked.of.channels)
            continue;
        const int side = marked.of.side - 2 * source.cells.border;
        if (const auto network = networkOf(run, {marked.of.channels, side, side, 1}, marked.of.classes))
            runs.push_back(judge.of(run.name, *network, source.cells.border));
    }
    return shownOf(
        runs, nameOf(moment, markedClass(marked)),
        tr("Every run that is kept stands here, asked about the same cells: with the mark as it was learned, "
           "and swapped."));
}

} // namespace ui
