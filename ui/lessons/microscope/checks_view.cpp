#include "ui/lessons/microscope/checks_view.h"

#include "core/explain/deletion.h"
#include "core/explain/random_layers.h"
#include "core/explain/rank_correlation.h"
#include "core/explain/shift_stability.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/picture_overlay.h"
#include "ui/lessons/microscope/explanation.h"
#include "ui/lessons/microscope/shown_cell.h"
#include "ui/lessons/microscope/squares.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::uint64_t forgotten = 7; // the seed of what has forgotten, and of a map of chance

// One picture under test.
struct Subject {
    const TrainingMoment& moment;
    cnn::OcclusionSettings square;
    int k = 0; // the class that is explained
    std::vector<std::uint8_t> mask;
    std::stop_token stop;

    const cnn::Network& network() const { return *moment.network; }
};

using Maps = std::vector<std::pair<QString, cnn::Tensor>>;

const QStringList& mapNames() {
    static const QStringList names{ChecksView::tr("Saliency"), ChecksView::tr("Grad-CAM"), ChecksView::tr("Occlusion")};
    return names;
}

Maps mapsOf(const Subject& s, const cnn::Network& network) {
    Explanation e = explain(network, s.moment.image, s.k, s.square, s.stop);
    Maps maps{{mapNames()[0], std::move(e.saliency)}};
    if (!e.cam.empty()) maps.emplace_back(mapNames()[1], std::move(e.cam));
    maps.emplace_back(mapNames()[2], std::move(e.cost));
    return maps;
}

QString correlation(const std::optional<double>& value) {
    return value ? "ρ = " + fixed(*value, 2) : ChecksView::tr("a flat map");
}

QImage overlaid(const cnn::Tensor& picture, const cnn::Tensor& map, const QString& name) {
    if (name == mapNames()[2]) return signedOverlay(picture, map, rampEnd(map.values(), Ramp::Signed));
    return overlayImage(picture, map, rampEnd(map.values(), Ramp::Unsigned));
}

BoardRow rowOf(const Subject& s, const QString& what, const Maps& maps, const std::vector<QString>& facts) {
    BoardRow row{{}, s.mask};
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const auto& [name, map] = maps[i];
        row.tiles.push_back({"map", tr("%1, %2").arg(name, what), {}, overlaid(s.moment.shown(), map, name)});
        row.tiles.back().fact = facts[i];
    }
    return row;
}

Board boardFor(const Subject& s) {
    Board board;
    board.rowsOf = s.moment.shown().shape().h;
    board.columnsOf = s.moment.shown().shape().w;
    return board;
}

cnn::Tensor column(const std::vector<std::optional<double>>& values) {
    cnn::Tensor all({1, static_cast<int>(values.size()), 1, 1});
    for (std::size_t i = 0; i < values.size(); ++i)
        all.at(0, static_cast<int>(i), 0) = static_cast<float>(values[i].value_or(0));
    return all;
}

// ---- does it know when the network has forgotten? -------------------------------------------------------------------

std::vector<std::optional<double>> alike(const Maps& a, const Maps& b) {
    std::vector<std::optional<double>> all;
    for (std::size_t i = 0; i < a.size(); ++i) all.push_back(cnn::rankCorrelation(a[i].second, b[i].second));
    return all;
}

std::vector<QString> correlations(const std::vector<std::optional<double>>& values) {
    std::vector<QString> all;
    for (const auto& value : values) all.push_back(correlation(value));
    return all;
}

std::vector<QString> sharesOn(const Subject& s, const Maps& maps) {
    std::vector<QString> all;
    for (const auto& [name, map] : maps) {
        const auto share = shareOnCell(map, s.mask);
        all.push_back(share ? ChecksView::tr("%1 on the cell").arg(percent(*share)) : QString());
    }
    return all;
}

// The map that stays most as it was.
std::size_t stubborn(const std::vector<std::optional<double>>& values) {
    const auto size = [](const std::optional<double>& v) { return v.value_or(0); };
    return static_cast<std::size_t>(std::ranges::max_element(values, {}, size) - values.begin());
}

} // namespace

struct ChecksView::Test {
    static Shown forgetting(const Subject& s, bool lastOnly);
    static std::optional<Shown> covering(const Subject& s);
    static std::optional<Shown> moving(const Subject& s);
    static Asked whichStays(const Maps& maps, const std::vector<std::optional<double>>& all);
};

ChecksView::Asked ChecksView::Test::whichStays(const Maps& maps, const std::vector<std::optional<double>>& all) {
    const std::size_t most = stubborn(all);
    QStringList names, facts;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        names << maps[i].first;
        facts << maps[i].first + ' ' + correlation(all[i]);
    }
    const QString truth = names[static_cast<qsizetype>(most)];
    Question question{"stays",
                      tr("Which stays"),
                      tr("All weights are random now. Which map is most like the one before?"),
                      truth,
                      facts.join(", "),
                      [names, truth](const QString& typed) -> std::optional<bool> {
                          const QString text = typed.trimmed();
                          if (!names.contains(text, Qt::CaseInsensitive)) return std::nullopt;
                          return text.compare(truth, Qt::CaseInsensitive) == 0;
                      },
                      names.join(", ")};
    return {question, [](Board& b) {
                b.lead = tr("Which map knows that the network has forgotten?");
                b.rows.back().tiles.clear();
                b.rows.pop_back();
                for (FactTable::Row& row : b.table.rows)
                    for (FactTable::Cell& cell : row.cells) cell = {"?", FactTable::Dim, true};
            }};
}

BoardView::Shown ChecksView::Test::forgetting(const Subject& s, bool lastOnly) {
    const Maps learned = mapsOf(s, s.network());
    const Maps last = mapsOf(s, cnn::withRandomLast(s.network(), forgotten));
    const Maps none = mapsOf(s, cnn::withRandomLayers(s.network(), 0, forgotten));
    const auto ofLast = alike(learned, last), ofNone = alike(learned, none);
    Shown shown;
    shown.board = boardFor(s);
    Board& board = shown.board;
    board.rows = {rowOf(s, tr("learned"), learned, sharesOn(s, learned)),
                  lastOnly ? rowOf(s, tr("last random"), last, correlations(ofLast))
                           : rowOf(s, tr("all random"), none, correlations(ofNone))};
    board.tilesShare = 0.62;
    board.table = {tr("Correlation with the learned map"), {tr("last layer random"), tr("all random")}, {}};
    for (std::size_t i = 0; i < learned.size(); ++i) {
        const auto tone = [](const std::optional<double>& v) {
            return v.value_or(0) >= 0.5 ? FactTable::Bad : FactTable::Plain;
        };
        board.table.rows.push_back(
            {learned[i].first,
             {{correlation(ofLast[i]), tone(ofLast[i]), true}, {correlation(ofNone[i]), tone(ofNone[i]), true}},
             false});
    }
    const std::size_t most = stubborn(ofNone);
    board.lead = ofNone[most].value_or(0) >= 0.5
                     ? tr("All weights are random, and %1 hardly changes: it shows the picture, not what was learned.")
                           .arg(learned[most].first)
                     : tr("Without what was learned every map is another one.");
    board.note = tr("ρ: Spearman's rank correlation (Adebayo et al. 2018). A map that does not change lies.");
    shown.numbers = {{"correlation, last layer random", column(ofLast)}, {"correlation, all random", column(ofNone)}};
    shown.asked.push_back(whichStays(learned, ofNone));
    return shown;
}

// ---- does the answer fall when what it calls important is covered? --------------------------------------------------

std::optional<BoardView::Shown> ChecksView::Test::covering(const Subject& s) {
    Maps maps = mapsOf(s, s.network());
    maps.emplace_back(tr("by chance"), cnn::chanceMap(s.moment.image.shape(), forgotten));
    const cnn::Tensor with = cnn::coveredWhole(s.moment.image, s.square);
    Shown shown;
    shown.board = boardFor(s);
    Board& board = shown.board;
    board.chart.title = tr("Probability of %1").arg(nameOf(s.moment, s.k));
    board.chart.x = tr("share of the pixels covered, the most important first");
    board.chart.xMarks = {{0, "0 %"}, {0.25, "25 %"}, {0.5, "50 %"}, {0.75, "75 %"}, {1, "100 %"}};
    std::vector<std::optional<double>> areas;
    for (const auto& [name, map] : maps) {
        const auto curve = cnn::deletionCurve(s.network(), s.moment.image, s.k, map, with, cnn::deletionSteps, s.stop);
        if (!curve) throw curve.error();
        BoardChart::Curve drawn{tr("%1: %2").arg(name, fixed(curve->area, 2)), {}, false};
        for (std::size_t i = 0; i < curve->covered.size(); ++i)
            drawn.points.emplace_back(curve->covered[i], curve->probability[i]);
        board.chart.curves.push_back(std::move(drawn));
        areas.emplace_back(curve->area);
    }
    const auto best = static_cast<std::size_t>(std::min_element(areas.begin(), areas.end() - 1) - areas.begin());
    board.rows = {rowOf(s, tr("best"), {maps[best]}, {tr("area %1").arg(fixed(*areas[best], 2))})};
    board.tilesShare = 0.3;
    board.lead = *areas[best] < *areas.back()
                     ? tr("Covered first what %1 calls important, the answer falls soonest: its area is the smallest.")
                           .arg(maps[best].first)
                     : tr("No map finds what the answer rests on better than chance does.");
    board.note = tr("Behind each name the area under its curve: the smaller, the truer the map. Covered with %1.")
                     .arg(squareWords(s.square).section(',', 0, 0));
    shown.numbers = {{"area under the deletion curve", column(areas)}};
    return shown;
}

// ---- does it hold still? --------------------------------------------------------------------------------------------

std::optional<BoardView::Shown> ChecksView::Test::moving(const Subject& s) {
    const std::array kinds{cnn::ClassMapKind::Saliency, cnn::ClassMapKind::GradCam, cnn::ClassMapKind::Occlusion};
    const bool convolves = hasCam(s.network());
    Shown shown;
    shown.board = boardFor(s);
    Board& board = shown.board;
    board.table = {tr("Rank correlation after a move by one pixel"), {tr("mean of eight"), tr("least")}, {}};
    std::vector<std::optional<double>> means;
    double low = 1, high = 0;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i] == cnn::ClassMapKind::GradCam && !convolves) continue;
        const auto held = cnn::shiftStability(s.network(), s.moment.image, s.k, {kinds[i], {}, s.square}, s.stop);
        if (!held) throw held.error();
        means.push_back(held->mean());
        board.table.rows.push_back(
            {mapNames()[static_cast<qsizetype>(i)],
             {{correlation(held->mean()), FactTable::Plain, true}, {correlation(held->least()), FactTable::Dim, false}},
             false});
        low = std::ranges::min(held->probability);
        high = std::ranges::max(held->probability);
    }
    const cnn::Tensor moved = cnn::movedPicture(s.moment.image, 0, 1);
    const Maps still = mapsOf(s, s.network());
    TrainingMoment other = s.moment;
    other.image = moved;
    other.picture = cnn::movedPicture(s.moment.shown(), 0, 1);
    const Subject beside{other, s.square, s.k, {}, s.stop};
    const std::vector<QString> nothing(still.size());
    board.rows = {rowOf(s, tr("as it is"), still, nothing),
                  rowOf(beside, tr("moved by 1"), mapsOf(beside, s.network()), nothing)};
    board.tilesShare = 0.62;
    board.lead =
        tr("Moved by one pixel either way, the answer has between %1 and %2.").arg(percent(low), percent(high));
    board.note = tr("Nobody would call it another cell. ρ compares the map of the moved picture, moved back, with the "
                    "map before: 1 is as steady as can be.");
    shown.numbers = {{"correlation after a move", column(means)}};
    return shown;
}

std::vector<ViewOption> ChecksView::options(const TrainingMoment& moment) const {
    if (!whyUnexplained(moment).isEmpty()) return {};
    std::vector<ViewOption> options{{"test", tr("Test"), {tr("forgetting"), tr("covering"), tr("moving")}},
                                    {"weights", tr("Weights"), {tr("all random"), tr("last layer")}}};
    options.push_back(squareOptions(moment.network->inputShape()).front());
    return options;
}

std::optional<BoardView::Shown> ChecksView::make(const TrainingMoment& moment, const QJsonObject& choices,
                                                 const std::stop_token& stop, const Tell&) {
    if (const QString why = whyUnexplained(moment); !why.isEmpty()) return trouble(why);
    cnn::OcclusionSettings square = squareOf(choices, moment.network->inputShape());
    square.stride = std::min(square.side, 2 * square.stride); // many maps are wanted
    const Subject subject{moment, square, answerTo(*moment.network, moment.image).said, maskOf(moment), stop};
    switch (chosen(choices, "test", 3)) {
    case 0:
        return Test::forgetting(subject, chosen(choices, "weights", 2) == 1);
    case 1:
        return Test::covering(subject);
    default:
        return Test::moving(subject);
    }
}

} // namespace ui
