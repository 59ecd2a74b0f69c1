#include "ui/lessons/microscope/sixteen_view.h"

#include "core/train/metrics.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/microscope/shown_cell.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t many = 16, eightARow = 8;

MapTile tileOf(const cnn::Dataset& set, const cnn::Verdict& verdict, const QStringList& names) {
    cnn::Tensor image;
    set.gather(std::span(&verdict.image, 1), image);
    MapTile tile{"cell", names.value(verdict.truth), {}, pictureImage(image)};
    tile.wrong = verdict.said != verdict.truth;
    tile.fact =
        (tile.wrong ? "→ " + names.value(verdict.said) + ' ' : QString()) + percent(static_cast<double>(verdict.share));
    return tile;
}

} // namespace

std::optional<BoardView::Shown> SixteenView::make(const TrainingMoment& moment, const QJsonObject&,
                                                  const std::stop_token& stop, const Tell&) {
    if (const QString why = whyUnexplained(moment); !why.isEmpty()) return trouble(why);
    if (!moment.noLabels.isEmpty()) return trouble(moment.noLabels);
    const cnn::Dataset& test = moment.data->test;
    if (test.shape != moment.network->inputShape()) return std::nullopt;
    const cnn::Verdicts verdicts = cnn::verdictsOn(*moment.network, test, std::min(many, test.size()), 1, stop);
    Shown shown;
    Board& board = shown.board;
    board.rowsOf = test.shape.h;
    board.columnsOf = test.shape.w;
    int right = 0;
    for (std::size_t i = 0; i < verdicts.all.size(); ++i) {
        if (i % eightARow == 0) board.rows.emplace_back();
        board.rows.back().tiles.push_back(tileOf(test, verdicts.all[i], moment.classNames));
        right += verdicts.all[i].said == verdicts.all[i].truth ? 1 : 0;
    }
    board.lead = tr("%1 of these %2 are right.").arg(right).arg(verdicts.all.size());
    board.note =
        tr("Above each its label; below how sure the network is, or what it takes it for. A click puts it through.");
    shown.numbers = {{"shares", verdicts.shares}};
    shown.asked.push_back({roughQuestion("right", tr("Right"), tr("How many of these are right? Within 1 is right."),
                                         right, tr("%1 of %2").arg(right).arg(verdicts.all.size()), 1),
                           [](Board& b) {
                               b.lead = tr("How many of these are right?");
                               for (BoardRow& row : b.rows)
                                   for (MapTile& tile : row.tiles) {
                                       tile.fact = "?";
                                       tile.wrong = false;
                                   }
                           }});
    shown.testImage = [count = verdicts.all.size()](const CellRef& cell) -> std::optional<std::size_t> {
        const auto index = static_cast<std::size_t>(cell.map);
        return index < count ? std::optional(index) : std::nullopt;
    };
    return shown;
}

} // namespace ui
