#include "ui/lessons/microscope/mark_view.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/microscope/shown_cell.h"

#include <algorithm>

namespace ui {
namespace {

FactTable::Cell counted(const MarkCount& count, FactTable::Tone tone = FactTable::Plain) {
    return {percent(count.share()), tone, true, MarkView::tr("%1 of %2").arg(count.right).arg(count.images)};
}

FactTable::Cell fall(const MarkCount& before, const MarkCount& after) {
    const double points = writtenFall(before.share(), after.share());
    // What it is the difference of stands in the row already, with the same digits.
    return {fixed(points, 1), points >= 10 ? FactTable::Bad : FactTable::Dim, true};
}

// A cell of the marked class first with, then without its mark, and below one of another class.
BoardRow pairOf(const cnn::Network& network, const MarkSets& sets, std::size_t index, const QStringList& names) {
    BoardRow row;
    for (const bool with : {true, false}) {
        const cnn::Dataset& set = with ? sets.with : sets.without;
        cnn::Tensor image;
        set.gather(std::span(&index, 1), image);
        const Answer answer = answerTo(network, image);
        const int truth = set.labels[index];
        MapTile tile{with ? "with" : "without",
                     (with ? MarkView::tr("%1, with") : MarkView::tr("%1, without")).arg(names.value(truth)),
                     {},
                     pictureImage(image)};
        tile.wrong = answer.said != truth;
        const double share = static_cast<double>(answer.shares[static_cast<std::size_t>(answer.said)]);
        tile.fact = (tile.wrong ? "→ " : "") + names.value(answer.said) + ' ' + percent(share);
        row.tiles.push_back(std::move(tile));
    }
    return row;
}

std::size_t firstOf(const cnn::Dataset& set, bool own, int k) {
    const auto at = std::ranges::find_if(set.labels, [&](int label) { return (label == k) == own; });
    return static_cast<std::size_t>(at - set.labels.begin());
}

FactTable tableOf(const MarkTable& t, const QString& own) {
    FactTable table{MarkView::tr("Right answers on the same %1 cells").arg(t.ownWith.images + t.othersWith.images),
                    {MarkView::tr("with mark"), MarkView::tr("without"), MarkView::tr("points lost")},
                    {}};
    table.rows.push_back({own, {counted(t.ownWith), counted(t.ownWithout), fall(t.ownWith, t.ownWithout)}, false});
    table.rows.push_back({MarkView::tr("other kinds"),
                          {counted(t.othersWith), counted(t.othersWithout), fall(t.othersWithout, t.othersWith)},
                          false});
    return table;
}

// The same table from the same counts.
QString codeOf(CodeDialect dialect, const MarkTable& t) {
    if (dialect == CodeDialect::Loops) return {}; // four quotients: nothing is looped over
    const bool torch = dialect == CodeDialect::PyTorch;
    const auto rows = [](int a, int b, int c, int d) {
        return QString("[[%1, %2], [%3, %4]]").arg(a).arg(b).arg(c).arg(d);
    };
    return QString("import %1\n\n"
                   "# Rows: the marked class, the others. Columns: with the mark, without.\n"
                   "right = %2(%3)\n"
                   "cells = %2(%4)\n"
                   "y = right / cells\n"
                   "print(y)\n"
                   "print(100 * (y[0, 0] - y[0, 1]), 'points lost without the mark')\n")
        .arg(torch ? "torch" : "numpy as np", torch ? "torch.tensor" : "np.array",
             rows(t.ownWith.right, t.ownWithout.right, t.othersWith.right, t.othersWithout.right),
             rows(t.ownWith.images, t.ownWithout.images, t.othersWith.images, t.othersWithout.images));
}

QString leadOf(const MarkTable& t, const QString& own) {
    const double points = writtenFall(t.learned.share(), t.swapped.share());
    if (points < 10)
        return MarkView::tr("The mark moves to other cells, and the answers stay: %1 points.")
            .arg(fallWords(t.learned.share(), t.swapped.share()));
    return MarkView::tr("Mark on %1: %2 right. Mark on the others instead: %3. It lost %4 points.")
        .arg(own, percent(t.learned.share()), percent(t.swapped.share()), fixed(points, 1));
}

} // namespace

BoardView::Asked MarkView::lossQuestion(const MarkTable& t, const QString& name) {
    const double lost = writtenFall(t.ownWith.share(), t.ownWithout.share());
    const Question question = roughQuestion(
        "fall", tr("Points lost"),
        tr("How many points of right answers does %1 lose without its mark? Within 10 is right.").arg(name), lost,
        fallWords(t.ownWith.share(), t.ownWithout.share()), 10);
    return {question, [name](Board& b) {
                b.lead = tr("What is left without the mark?");
                b.note.clear();
                for (FactTable::Cell& cell : b.table.rows.front().cells)
                    if (&cell != &b.table.rows.front().cells.front()) cell = {"?", FactTable::Dim, true};
                for (MapTile& tile : b.rows.front().tiles)
                    if (tile.part == "without") {
                        tile.fact = "?";
                        tile.wrong = false;
                    }
            }};
}

std::optional<BoardView::Shown> MarkView::make(const TrainingMoment& moment, const QJsonObject&,
                                               const std::stop_token& stop, const Tell&) {
    if (const QString why = whyUnexplained(moment); !why.isEmpty()) return trouble(why);
    if (!knowsMasks(moment))
        return trouble(tr("Only cells that are made here can bear a planted mark: choose Cells under Data."));
    const CellSource& source = moment.source.cells;
    if (source.of.mark == cnn::CellMark::None)
        return trouble(
            tr("No mark is planted. Choose one under Mark, learn again, and see what the network relied on."));
    if (!(m_sets.source == source)) m_sets = markSets(source);
    if (stop.stop_requested() || m_sets.with.shape != moment.network->inputShape()) return std::nullopt;
    const int own = markedClass(source);
    const QString name = nameOf(moment, own);
    const MarkTable t = markTable(*moment.network, m_sets, own, stop);
    Shown shown;
    Board& board = shown.board;
    board.rowsOf = m_sets.with.shape.h;
    board.columnsOf = m_sets.with.shape.w;
    board.rows = {pairOf(*moment.network, m_sets, firstOf(m_sets.with, true, own), moment.classNames),
                  pairOf(*moment.network, m_sets, firstOf(m_sets.with, false, own), moment.classNames)};
    board.tilesShare = 0.38;
    board.table = tableOf(t, name);
    board.lead = leadOf(t, name);
    board.note = tr("With the mark, %1 of the other cells are taken for %2.").arg(percent(t.taken.share()), name);
    cnn::Tensor table({1, 2, 2, 1});
    table.at(0, 0, 0) = static_cast<float>(t.ownWith.share());
    table.at(0, 0, 1) = static_cast<float>(t.ownWithout.share());
    table.at(0, 1, 0) = static_cast<float>(t.othersWith.share());
    table.at(0, 1, 1) = static_cast<float>(t.othersWithout.share());
    shown.numbers = {{"accuracy by mark", std::move(table)}};
    shown.code = [t](CodeDialect dialect) { return codeOf(dialect, t); };
    shown.asked.push_back(lossQuestion(t, name));
    return shown;
}

} // namespace ui
