#include "ui/lessons/microscope/transfer_view.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/microscope/mark_table.h"
#include "ui/lessons/microscope/shown_cell.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr std::size_t counts[]{20, 100, 500};
constexpr std::size_t imagesShown = 6000; // that each network learns, the same ones again and again
constexpr std::size_t tested = 600;       // cells that none of them learned
constexpr double enough = 1;              // epochs that the first blocks must have learned

// Other cells than those learned: all kinds there are, of another seed, without a mark.
CellSource newCells(CellSource source) {
    source.of.classes = cnn::CellSettings::mostClasses;
    source.of.mark = cnn::CellMark::None;
    source.marked = cnn::MarkedPictures::None;
    source.seed += 1;
    source.pictures = static_cast<int>(*std::ranges::max_element(counts));
    return source;
}

double along(std::size_t images) {
    const double low = std::log(static_cast<double>(counts[0])), high = std::log(static_cast<double>(counts[2]));
    return (std::log(static_cast<double>(images)) - low) / (high - low);
}

} // namespace

std::vector<ViewOption> TransferView::options(const TrainingMoment& moment) const {
    if (!whyUnexplained(moment).isEmpty()) return {};
    return {{"blocks", tr("Frozen"), {tr("all frozen"), tr("first frozen")}}};
}

BoardView::Shown TransferView::shownOf(const Course& course, const QString& note) {
    Shown shown;
    Board& board = shown.board;
    board.chart.title = tr("Right answers on new cells of %1 kinds").arg(cnn::CellSettings::mostClasses);
    board.chart.x = tr("pictures to learn from");
    for (const std::size_t count : counts) board.chart.xMarks.push_back({along(count), QString::number(count)});
    BoardChart::Curve kept{tr("frozen blocks"), {}, true}, scratch{tr("from scratch"), {}, true};
    board.table = {tr("Pictures to learn from"), {tr("frozen blocks"), tr("from scratch"), tr("points won")}, {}};
    cnn::Tensor numbers({1, std::max(1, static_cast<int>(course.points.size())), 3, 1});
    for (std::size_t i = 0; i < course.points.size(); ++i) {
        const cnn::TransferPoint& p = course.points[i];
        kept.points.emplace_back(along(p.images), p.transferred);
        scratch.points.emplace_back(along(p.images), p.fromScratch);
        const double won = writtenFall(p.transferred, p.fromScratch);
        board.table.rows.push_back({QString::number(p.images),
                                    {{percent(p.transferred), FactTable::Plain, true},
                                     {percent(p.fromScratch), FactTable::Plain, true},
                                     {fixed(won, 1), won > 0 ? FactTable::Good : FactTable::Bad, false}},
                                    false});
        numbers.at(0, static_cast<int>(i), 0) = static_cast<float>(p.images);
        numbers.at(0, static_cast<int>(i), 1) = static_cast<float>(p.transferred);
        numbers.at(0, static_cast<int>(i), 2) = static_cast<float>(p.fromScratch);
    }
    board.chart.curves = {kept, scratch};
    board.note = note;
    if (course.points.empty()) {
        board.lead = tr("The first blocks have learned for %1 epochs. Do they serve for cells they never saw?")
                         .arg(fixed(course.after, 1));
        return shown;
    }
    shown.numbers = {{"pictures, frozen, from scratch", std::move(numbers)}};
    const cnn::TransferPoint& first = course.points.front();
    const double won = writtenFall(first.transferred, first.fromScratch);
    shown.asked.push_back(
        {roughQuestion(
             "won", tr("Points won"),
             tr("How many points are the frozen blocks worth with %1 pictures? Within 10 is right.").arg(first.images),
             won, fallWords(first.transferred, first.fromScratch), 10),
         [](Board& b) {
             b.lead = tr("What are the frozen blocks worth?");
             for (FactTable::Cell& cell : b.table.rows.front().cells) cell = {"?", FactTable::Dim, true};
             for (BoardChart::Curve& curve : b.chart.curves) curve.points.clear();
         }});
    board.lead =
        won > 0 ? tr("With %1 pictures the frozen blocks are worth %2 points.").arg(first.images).arg(fixed(won, 1))
                : tr("With %1 pictures the frozen blocks are worth nothing: %2 points.")
                      .arg(first.images)
                      .arg(fixed(won, 1));
    return shown;
}

std::optional<BoardView::Shown> TransferView::make(const TrainingMoment& moment, const QJsonObject& choices,
                                                   const std::stop_token& stop, const Tell& tell) {
    if (const QString why = whyUnexplained(moment); !why.isEmpty()) return trouble(why);
    if (!knowsMasks(moment))
        return trouble(tr("The comparison is made on cells that are made here: choose Cells under Data."));
    if (cnn::blocksOf(*moment.network) == 0)
        return trouble(tr("This network has no blocks of convolutions to freeze."));
    if (moment.progress < std::min<double>(enough, moment.settings.epochs))
        return trouble(tr("First the blocks have to learn: %1 of 1 epoch. Then they are frozen and compared.")
                           .arg(fixed(moment.progress, 1)));
    const int blocks = chosen(choices, "blocks", 2) == 0 ? cnn::blocksOf(*moment.network) : 1;
    Course wanted{moment.source.cells, moment.plan,    blocks, choices["again"].toInt(),
                  moment.progress,     moment.network, {}};
    if (!m_course || !m_course->same(wanted)) m_course = wanted;
    Course& course = *m_course;
    cnn::TransferSettings settings;
    settings.layers = cnn::layersOfBlocks(*course.from, course.blocks);
    settings.imagesShown = imagesShown;
    settings.training = moment.settings;
    settings.training.threads = 1;
    settings.training.augment = {};
    settings.training.validation = 0;
    settings.training.schedule = cnn::ScheduleKind::Cosine;
    if (course.points.size() < std::size(counts)) {
        cnn::DataSplit cells = cellsToLearn(newCells(course.source), stop);
        cells.test = cellsToTest(newCells(course.source), cnn::MarkedPictures::None, tested);
        const auto data = std::make_shared<const cnn::DataSplit>(std::move(cells));
        for (std::size_t i = course.points.size(); i < std::size(counts); ++i) {
            settings.images = {counts[i]};
            const auto done = [&, told = -1](const cnn::TransferProgress& progress) mutable {
                const int percentDone = static_cast<int>(100 * progress.share) / 5 * 5;
                if (percentDone == std::exchange(told, percentDone)) return;
                tell(shownOf(course,
                             tr("%1 pictures: %2 % learned. Another tab stops it.").arg(counts[i]).arg(percentDone)));
            };
            course.points.push_back(
                cnn::compareTransfer(*course.from, course.plan, data, settings, stop, done).front());
            tell(shownOf(course, {}));
        }
    }
    return shownOf(course,
                   tr("Blocks as they were after %1 epochs on %2 kinds. Every network saw %3 pictures, the same "
                      "ones again and again.")
                       .arg(fixed(course.after, 1))
                       .arg(course.source.of.classes)
                       .arg(grouped(imagesShown)));
}

} // namespace ui
