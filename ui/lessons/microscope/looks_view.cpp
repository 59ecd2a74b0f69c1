#include "ui/lessons/microscope/looks_view.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/picture_overlay.h"
#include "ui/lessons/microscope/explanation.h"
#include "ui/lessons/microscope/shown_cell.h"
#include "ui/lessons/microscope/squares.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double slight = 0.01; // of the probability: a point

// What is looked at, and what came of it.
struct Look {
    cnn::Tensor image, picture; // as the network reads it; as people see it
    QString caption;
    int trueClass = -1;
    QStringList classNames;
    Answer answer;
    int explained = 0;
    cnn::OcclusionSettings square;
    std::vector<std::uint8_t> mask;
    Explanation maps;
    std::optional<double> saliencyOn, camOn, costOn; // the shares on the cell
};

// The same cell with the mark, or without.
void chooseMark(const TrainingMoment& m, int choice, Look& look) {
    if (choice == 0 || !knowsMasks(m) || m.testImage < 0) return;
    const auto marked = choice == 1 ? cnn::MarkedPictures::All : cnn::MarkedPictures::None;
    const cnn::Dataset set = cellsToTest(m.source.cells, marked, 1, static_cast<std::size_t>(m.testImage));
    if (set.shape != m.image.shape()) return; // another source is being read
    constexpr std::size_t first = 0;
    set.gather(std::span(&first, 1), look.image);
    look.picture = look.image;
    look.caption += choice == 1 ? LooksView::tr(", with the mark") : LooksView::tr(", without the mark");
}

Look lookAt(const TrainingMoment& m, const QJsonObject& choices, const std::stop_token& stop) {
    Look look{m.image, m.shown(), m.caption, m.trueClass, m.classNames, {}, 0, {}, maskOf(m), {}, {}, {}, {}};
    chooseMark(m, chosen(choices, "mark", 3), look);
    look.answer = answerTo(*m.network, look.image);
    const int wanted = chosen(choices, "class", static_cast<qsizetype>(look.answer.shares.size()) + 1);
    look.explained = wanted == 0 ? look.answer.said : wanted - 1;
    look.square = squareOf(choices, m.network->inputShape());
    look.maps = explain(*m.network, look.image, look.explained, look.square, stop);
    look.saliencyOn = shareOnCell(look.maps.saliency, look.mask);
    look.camOn = look.maps.cam.empty() ? std::nullopt : shareOnCell(look.maps.cam, look.mask);
    look.costOn = shareOnCell(look.maps.cost, look.mask);
    return look;
}

QString onCell(const std::optional<double>& share) {
    return share ? LooksView::tr("%1 on the cell").arg(percent(*share)) : QString();
}

QString points(double share) {
    return fixed(100 * share, 1);
}

MapTile pictureTile(const Look& look) {
    const auto said = static_cast<std::size_t>(look.answer.said);
    MapTile tile{"picture", LooksView::tr("Picture"), look.caption, pictureImage(look.picture)};
    const QString share = percent(static_cast<double>(look.answer.shares[said]));
    tile.wrong = look.trueClass >= 0 && look.trueClass != look.answer.said;
    const QString name = look.classNames.value(look.answer.said);
    tile.fact = tile.wrong ? LooksView::tr("%1 %2, not %3").arg(name, share, look.classNames.value(look.trueClass))
                           : name + ' ' + share;
    return tile;
}

MapTile gradientTile(const Look& look, const QString& part, const QString& heading, const QString& sub,
                     const cnn::Tensor& map, const std::optional<double>& on) {
    const double end = rampEnd(map.values(), Ramp::Unsigned);
    return {part, heading, sub, overlayImage(look.picture, map, end), MapTile::Unsigned, "0", figures(end), onCell(on)};
}

MapTile costTile(const Look& look) {
    const double end = rampEnd(look.maps.cost.values(), Ramp::Signed);
    MapTile tile{"occlusion", LooksView::tr("Occlusion"), squareWords(look.square),
                 signedOverlay(look.picture, look.maps.cost, end), MapTile::Signed};
    tile.low = "−" + points(end);
    tile.high = LooksView::tr("%1 points").arg(points(end));
    tile.fact = onCell(look.costOn);
    return tile;
}

// How much of the picture may be covered and next to nothing changes.
double unmoved(const Look& look) {
    const auto values = look.maps.cost.values();
    const auto small = std::ranges::count_if(values, [](float v) { return std::abs(v) < static_cast<float>(slight); });
    return static_cast<double>(small) / static_cast<double>(values.size());
}

QString leadOf(const Look& look) {
    const QString answer = look.classNames.value(look.explained) + ", " +
                           percent(static_cast<double>(look.answer.shares[static_cast<std::size_t>(look.explained)]));
    if (!look.costOn) {
        const auto values = look.maps.cost.values();
        const double most = static_cast<double>(*std::ranges::max_element(values));
        return LooksView::tr("%1: covering one square costs up to %2 points.").arg(answer, points(std::max(0.0, most)));
    }
    if (*look.costOn >= 0.5)
        return LooksView::tr("%1. %2 of what covering costs lies on the cell.").arg(answer, percent(*look.costOn));
    return LooksView::tr("%1. Only %2 of what covering costs lies on the cell.").arg(answer, percent(*look.costOn));
}

QString noteOf(const Look& look) {
    const QString idle = percent(unmoved(look));
    if (look.square.baseline == cnn::OcclusionBaseline::Black)
        return LooksView::tr(
                   "Black on a dark ground is no cover: over %1 of the picture it changes less than one point. "
                   "Red: covering costs. Blue: it wins.")
            .arg(idle);
    return LooksView::tr(
               "Red: covering costs the answer. Blue: it wins. Over %1 of the picture it changes less than one "
               "point.")
        .arg(idle);
}

QString pixelWords(const Look& look, int y, int x) {
    const auto at = [&](const cnn::Tensor& map) { return static_cast<double>(map.at(0, y, x)); };
    const double cost = at(look.maps.cost);
    const QString covering =
        cost < 0 ? LooksView::tr("covering wins %1 points") : LooksView::tr("covering costs %1 points");
    const QString cam =
        look.maps.cam.empty() ? QString() : LooksView::tr("Grad-CAM %1, ").arg(figures(at(look.maps.cam)));
    return LooksView::tr("Row %1, column %2: slope %3, %4%5.")
        .arg(y + 1)
        .arg(x + 1)
        .arg(figures(at(look.maps.saliency)), cam, covering.arg(points(std::abs(cost))));
}

} // namespace

std::vector<ViewOption> LooksView::options(const TrainingMoment& moment) const {
    if (!whyUnexplained(moment).isEmpty()) return {};
    std::vector<ViewOption> options;
    if (knowsMasks(moment) && moment.source.cells.of.mark != cnn::CellMark::None && moment.testImage >= 0)
        options.push_back({"mark", tr("Mark"), {tr("as it is"), tr("with mark"), tr("without")}});
    ViewOption classes{"class", tr("Class"), {tr("as predicted")}};
    for (int k = 0; k < moment.network->outputShape().c; ++k) classes.values << nameOf(moment, k);
    options.push_back(classes);
    for (const ViewOption& option : squareOptions(moment.network->inputShape())) options.push_back(option);
    return options;
}

BoardView::Asked LooksView::shareQuestion(double onCell) {
    const double rounded = std::round(100 * onCell);
    const Question question = roughQuestion(
        "share", tr("On the cell"), tr("How many per cent of what covering costs lie on the cell? Within 10 is right."),
        rounded, tr("The sum of the map inside the outline over its sum everywhere: %1.").arg(percent(onCell)), 10);
    return {question, [](Board& b) {
                b.lead = tr("How much of it lies on the cell?");
                for (MapTile& tile : b.rows.front().tiles)
                    if (tile.part != "picture") tile.fact = "?";
            }};
}

std::optional<BoardView::Shown> LooksView::make(const TrainingMoment& moment, const QJsonObject& choices,
                                                const std::stop_token& stop, const Tell&) {
    if (const QString why = whyUnexplained(moment); !why.isEmpty()) return trouble(why);
    const auto look = std::make_shared<const Look>(lookAt(moment, choices, stop));
    Shown shown;
    Board& board = shown.board;
    board.rowsOf = look->picture.shape().h;
    board.columnsOf = look->picture.shape().w;
    BoardRow row{{pictureTile(*look)}, look->mask};
    row.tiles.push_back(gradientTile(*look, "saliency", tr("Saliency"), tr("slope of the score"), look->maps.saliency,
                                     look->saliencyOn));
    shown.numbers = {{"saliency", look->maps.saliency}};
    if (!look->maps.cam.empty()) {
        row.tiles.push_back(
            gradientTile(*look, "gradcam", tr("Grad-CAM"), look->maps.layer, look->maps.cam, look->camOn));
        shown.numbers.push_back({"Grad-CAM " + look->maps.layer, look->maps.cam});
    }
    row.tiles.push_back(costTile(*look));
    shown.numbers.push_back({"occlusion", look->maps.cost});
    board.rows = {row};
    board.lead = leadOf(*look);
    board.note = noteOf(*look);
    shown.point = [look](const CellRef& cell) { return pixelWords(*look, cell.y, cell.x); };
    if (look->costOn) shown.asked.push_back(shareQuestion(*look->costOn));
    return shown;
}

} // namespace ui
