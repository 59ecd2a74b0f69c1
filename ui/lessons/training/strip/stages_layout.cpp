#include "ui/lessons/training/strip/stages_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr double mapGap = 4, stageClassGap = 8, columnGap = 14;
constexpr double tightGap = 9, crowdedGap = 6, crowdedHead = 12; // rather than leaving a part out
constexpr int mostDenseColumns = 8;
constexpr double leastCaption = 108; // for "Test image 310:"

// How one part is to be drawn: so many places in a grid of so many columns, each of this size.
struct Grid {
    std::size_t part = 0;
    int shown = 0, hidden = 0, perRow = 1;
    QSizeF side;
    double pitchX = 0, pitchY = 0, headWidth = 0;
    double heading = stripHead;
    bool saysSize = true;
    double width() const { return std::max(headWidth, (perRow - 1) * pitchX + side.width()); }
};

struct Room {
    double top, bottom, left, right; // of the maps
    double font;
    bool roomy;
    double gap = columnGap; // at least, between columns
    double width() const { return right - left; }
    double height() const { return bottom - top; }
    double line() const { return stripText * 1.35 * font; }
};

struct StageChoice {
    double side;
    int mostColumns;
};

// What of a part does not depend on the choice.
struct Facts {
    std::size_t part = 0;
    cnn::Shape shape;
    bool isKernels = false;
    double headingWidth = 0, sizeWidth = 0;
    double heading = stripHead; // pixels of its letters at scale 1
    bool saysSize = true;
    double headWidth = 0;
};

std::vector<Facts> factsOf(const NetworkPicture& picture, double font) {
    std::vector<Facts> all;
    for (std::size_t i = 1; i + 1 < picture.parts.size(); ++i) {
        const NetworkPart& part = picture.parts[i];
        const double head = stripTextWidth(stripHead * font, part.heading, Weight::Bold);
        const double size = stripTextWidth(stripText * font, partSize(picture, part.part));
        all.push_back({i, partShape(picture, part.part), part.kind == NetworkPart::Kernels, head, size, stripHead, true,
                       std::max(head, size)});
    }
    return all;
}

// Of neighbours with one size only the first says it, over the next ones too.
std::vector<Facts> sayingSizesOnce(std::vector<Facts> parts, double heading) {
    for (std::size_t i = 0, end = 0; i < parts.size(); i = end) {
        for (end = i + 1; end < parts.size() && !parts[i].isKernels && parts[end].shape == parts[i].shape;) ++end;
        const auto run = static_cast<double>(end - i);
        const double each = (parts[i].sizeWidth - (run - 1) * crowdedGap) / run;
        for (std::size_t k = i; k < end; ++k) {
            parts[k].saysSize = k == i;
            parts[k].heading = heading;
            parts[k].headWidth = std::max(parts[k].headingWidth * heading / stripHead, each);
        }
    }
    return parts;
}

// A whole number of pixels a value where there is room for one, of large maps one and a half too; small maps do not
// grow to the size of large ones.
QSizeF mapSide(const cnn::Shape& shape, double side) {
    const int longer = std::max(shape.h, shape.w);
    const double wanted = longer <= 8 ? 0.7 * side : side;
    double cell = wanted / longer;
    if (cell >= 1) cell = longer >= 20 ? std::floor(2 * cell) / 2 : std::floor(cell);
    return {shape.w * cell, shape.h * cell};
}

void fillGrid(Grid& grid, int count, int mostColumns, const Room& room) {
    const auto rowsIn = [&](double height) {
        return std::max(1, static_cast<int>((height - grid.side.height()) / grid.pitchY + 1));
    };
    int rows = rowsIn(room.height());
    if (count > rows * mostColumns) rows = rowsIn(room.height() - room.line());
    grid.shown = std::min(count, rows * mostColumns);
    grid.hidden = count - grid.shown;
    grid.perRow = (grid.shown + rows - 1) / rows;
    // As many in each row as there are rows for: 16 in 4 rows of 4 rather than in 5 of 4 with a hole.
    while (grid.perRow > 1 && grid.shown % grid.perRow != 0 && grid.shown % (grid.perRow + 1) == 0 &&
           grid.perRow < mostColumns)
        ++grid.perRow;
}

Grid gridFor(const Facts& facts, const StageChoice& choice, const Room& room) {
    const cnn::Shape& shape = facts.shape;
    Grid grid;
    grid.part = facts.part;
    grid.headWidth = facts.headWidth;
    grid.heading = facts.heading;
    grid.saysSize = facts.saysSize;
    if (shape.h * shape.w == 1) {
        const double cell = std::clamp(std::floor(choice.side / 6), 4.0, 12.0);
        grid.side = {cell, cell};
        grid.pitchX = grid.pitchY = cell;
        fillGrid(grid, shape.c, mostDenseColumns, room);
        return grid;
    }
    grid.side = mapSide(shape, choice.side);
    grid.pitchX = grid.side.width() + mapGap;
    grid.pitchY = grid.side.height() + mapGap;
    fillGrid(grid, shape.c, choice.mostColumns, room);
    return grid;
}

// Kernels stand beside the maps they make, row by row, and no taller than these.
void alignKernels(Grid& kernels, const Grid& maps, const cnn::Shape& shape) {
    kernels.shown = maps.shown;
    kernels.hidden = maps.hidden;
    kernels.perRow = maps.perRow;
    kernels.pitchY = maps.pitchY;
    if (kernels.side.height() <= maps.side.height()) return;
    const double cell = std::max(1.0, std::floor(maps.side.height() / shape.h));
    kernels.side = {cell * shape.w, std::min(cell * shape.h, maps.side.height())};
    kernels.pitchX = kernels.side.width() + mapGap;
}

std::vector<Grid> gridsFor(const std::vector<Facts>& parts, const StageChoice& choice, const Room& room) {
    std::vector<Grid> grids;
    for (const Facts& part : parts) grids.push_back(gridFor(part, choice, room));
    if (parts.size() > 1 && parts[0].isKernels) alignKernels(grids[0], grids[1], parts[0].shape);
    return grids;
}

double widthOf(const std::vector<Grid>& grids, double gap) {
    double width = gap;
    for (const Grid& grid : grids) width += grid.width() + gap;
    return width;
}

// Large maps are good, channels left out are worse.
double worth(const std::vector<Grid>& grids, double side) {
    double share = 0;
    for (const Grid& grid : grids) share += grid.shown / static_cast<double>(grid.shown + grid.hidden);
    share /= std::max(1.0, static_cast<double>(grids.size()));
    return share * share * (1 + std::min(side, 64.0) / 64);
}

std::optional<std::vector<Grid>> bestGrids(const std::vector<Facts>& parts, double width, const Room& room) {
    std::optional<std::vector<Grid>> best;
    double most = 0;
    for (const double side : {112, 84, 70, 56, 48, 42, 36, 32, 28, 24, 20, 16})
        for (const int columns : {4, 3, 2, 1}) {
            auto grids = gridsFor(parts, {side, columns}, room);
            if (widthOf(grids, room.gap) > width || worth(grids, side) <= most) continue;
            most = worth(grids, side);
            best = std::move(grids);
        }
    return best;
}

// What is to go first where there is no room for all: kernels, then a part whose neighbour has the same shape, nearest
// to the middle; else the one in the middle.
std::size_t leastMissed(const std::vector<Facts>& parts) {
    if (parts[0].isKernels) return 0;
    const double middle = (static_cast<double>(parts.size()) - 1) / 2;
    std::size_t least = parts.size() / 2;
    double distance = 1e9;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        const double away = std::abs(static_cast<double>(i) - middle);
        if (parts[i].shape != parts[i + 1].shape || away >= distance) continue;
        distance = away;
        least = i;
    }
    return least;
}

std::vector<QRectF> placesOf(const Grid& grid, QPointF at) {
    std::vector<QRectF> places;
    for (int i = 0; i < grid.shown; ++i)
        places.emplace_back(at + QPointF(i % grid.perRow * grid.pitchX, i / grid.perRow * grid.pitchY), grid.side);
    return places;
}

double inputSide(const NetworkPicture& picture, const Room& room, std::size_t parts) {
    const cnn::Shape s = partShape(picture, "input");
    const double longer = std::max(s.h, s.w), tools = (room.roomy ? 100 : 112) * room.font;
    const double share = parts < 4 ? 0.26 : room.roomy ? 0.19 : 0.16;
    const double most = std::max(56.0, std::min(room.height() - tools, share * room.width()));
    return most >= longer ? std::floor(most / longer) * longer : most;
}

// The rows of the classes; of too many those with the largest shares, and the one that is right.
void placeClasses(StagesLayout& l, const NetworkPicture& picture, const Room& room, double left) {
    const int count = static_cast<int>(picture.classNames.size());
    const double least = 1.15 * stripText * room.font;
    const int fit = std::max(2, static_cast<int>(room.height() / least));
    std::vector<int> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    const int shown = count <= fit ? count : fit - 1;
    if (shown < count) {
        const auto shares = probabilities(picture);
        if (!picture.covers("class"))
            std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
                return shares[static_cast<std::size_t>(a)] > shares[static_cast<std::size_t>(b)];
            });
        const auto truth = std::ranges::find(order, picture.trueClass);
        if (!picture.covers("class") && truth != order.end() && truth - order.begin() >= shown)
            std::swap(order[static_cast<std::size_t>(shown) - 1], *truth);
    }
    const double pitch = std::min(std::floor(room.height() / std::min(count, fit)), 56.0 * room.font);
    for (int i = 0; i < shown; ++i)
        l.classes.emplace_back(order[static_cast<std::size_t>(i)],
                               QRectF(left, room.top + i * pitch, room.right - left, pitch));
    l.hiddenClasses = count - shown;
    l.moreClasses = {left, room.top + shown * pitch, room.right - left, pitch};
    l.classHead = {left, room.top - stripHeadsHeight(room.font, room.roomy)};
}

// The image, large enough to draw on, with its caption and the tools below it.
void placeInput(StagesLayout& l, const NetworkPicture& picture, const Room& room, std::size_t parts) {
    const cnn::Shape image = partShape(picture, "input");
    const double side = inputSide(picture, room, parts), longer = std::max(image.h, image.w);
    l.input = {room.left, room.top, std::round(side * image.w / longer), std::round(side * image.h / longer)};
    const double below = l.input.bottom() + 6, captionHeight = l.foot.height() * (room.roomy ? 1 : 2);
    const double wide = std::max(side, leastCaption * room.font);
    l.caption = {room.left, below, wide, captionHeight};
    l.tools = {room.left, l.caption.bottom() + 4, wide, room.bottom - l.caption.bottom() - 4};
}

// Of as many parts as there is room for: those that are missed least go first.
std::vector<Grid> shownGrids(std::vector<Facts> parts, double width, Room& maps) {
    auto grids = bestGrids(parts, width, maps);
    if (!grids) {
        maps.gap = tightGap;
        grids = bestGrids(parts, width, maps);
    }
    for (const double heading : {stripHead, crowdedHead}) {
        if (grids) break;
        maps.gap = crowdedGap;
        grids = bestGrids(sayingSizesOnce(parts, heading), width, maps);
    }
    if (!grids) maps.gap = tightGap;
    while (!grids && parts.size() > 1) {
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(leastMissed(parts)));
        grids = bestGrids(parts, width, maps);
    }
    return grids.value_or(std::vector<Grid>{}); // none: too narrow for anything but the image and its classes
}

// Between the image and the classes, which begin at classLeft; evenly spread over the room that is left.
void placeColumns(StagesLayout& l, const NetworkPicture& picture, const Room& maps, const std::vector<Grid>& grids,
                  double width, double classLeft) {
    const double more = std::max(0.0, width - widthOf(grids, maps.gap)) / static_cast<double>(grids.size() + 1);
    const double gapTop = maps.top + maps.height() / 3;
    double x = l.caption.right() + maps.gap + more;
    std::size_t before = 0;
    for (const Grid& grid : grids) {
        StageColumn column;
        column.part = grid.part;
        column.followsShown = grid.part == before + 1;
        column.heading = grid.heading;
        column.saysSize = grid.saysSize;
        const double left = std::round(x);
        if (!column.followsShown) l.gaps.emplace_back(left - (maps.gap + more) / 2, gapTop);
        column.head = {left, maps.top - stripHeadsHeight(l.font, maps.roomy)};
        const bool isKernels = picture.parts[grid.part].kind == NetworkPart::Kernels;
        const double lower = isKernels ? std::max(0.0, std::floor((grid.pitchY - mapGap - grid.side.height()) / 2)) : 0;
        column.maps = placesOf(grid, {left, maps.top + lower});
        column.hidden = grid.hidden;
        column.more = {left, column.bounds().bottom() + 1, std::max(grid.width(), 60.0), maps.line()};
        x += grid.width() + maps.gap + more;
        before = grid.part;
        l.columns.push_back(std::move(column));
    }
    if (!l.columns.empty() && before + 2 < picture.parts.size())
        l.gaps.emplace_back(classLeft - (maps.gap + more) / 2, gapTop);
}

} // namespace

QRectF StageColumn::bounds() const {
    QRectF all;
    for (const QRectF& map : maps) all |= map;
    return all;
}

StagesLayout StagesLayout::fit(QSizeF size, double scale, const NetworkPicture& picture) {
    scale = std::min(scale, std::max(1.0, size.width() / 800));
    StagesLayout l;
    const bool roomy = size.height() >= 450 * std::min(scale, 1.5);
    l.padding = roomy ? 18 : 10;
    l.font = scale;
    const double footHeight = stripText * 1.5 * l.font;
    Room room{std::round(l.padding + stripHeadsHeight(l.font, roomy)),
              size.height() - l.padding - footHeight - (roomy ? 16 : 8),
              l.padding,
              size.width() - l.padding,
              l.font,
              roomy};
    l.foot = {room.left, size.height() - l.padding - footHeight, room.width(), footHeight};

    const std::vector<Facts> parts = factsOf(picture, l.font);
    placeInput(l, picture, room, parts.size());
    const double share = stripTextWidth(stripText * l.font, "100.0 %");
    double bar = roomy ? 50 : 28;
    const double cardHeight = (roomy ? 5.6 : 4.9) * room.line() + (roomy ? 12 : 0);
    Room maps = room;
    maps.bottom = room.bottom - cardHeight - 8;
    const double longest = widestClassName(picture.classNames) * l.font;
    double name = 0, width = 0, classLeft = 0;
    std::vector<Grid> grids;
    // Rather a shorter bar than a part of the network is left out.
    for (const double wide : {bar, 16.0}) {
        name = std::min(longest, 0.22 * room.width());
        bar = wide;
        classLeft = room.right - (name + bar + share + 2 * stageClassGap);
        width = classLeft - room.left - l.caption.width();
        maps.gap = columnGap;
        grids = shownGrids(parts, width, maps);
        if (grids.size() == parts.size()) break;
    }
    placeColumns(l, picture, maps, grids, width, classLeft);
    placeClasses(l, picture, room, classLeft);
    l.barLeft = classLeft + name + stageClassGap;
    l.shareRight = room.right;
    l.barRight = room.right - share - stageClassGap;
    const double cardLeft = l.caption.right() + 2 * columnGap;
    l.card = {cardLeft, maps.bottom + 8, std::min(classLeft - 2 * columnGap - cardLeft, 560.0 * l.font), cardHeight};
    return l;
}

} // namespace ui
