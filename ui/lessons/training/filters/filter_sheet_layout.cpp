#include "ui/lessons/training/filters/filter_sheet_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int mostPatches = 9, fewestPatches = 4, mostSlices = 16;
constexpr double smallestTile = 26; // pixels

// The longer side of what a unit sees, in pixels of the input; guessed from the kernel until there are patches.
int patchCells(const FilterSheetPicture& p) {
    for (const FilterEntry& entry : p.filters)
        if (!entry.patches.empty())
            return std::max(entry.patches.front().pixels.shape().h, entry.patches.front().pixels.shape().w);
    const cnn::Shape& kernel = p.filters.front().kernel.shape();
    return std::max(kernel.h, kernel.w);
}

// As many whole pixels a cell as fit, half ones where cells are small; below one, the side itself.
double wholeCells(double side, int cells) {
    const double each = side / cells, steps = each < 4 ? 2 : 1;
    return each >= 1 ? std::floor(steps * each) / steps * cells : std::floor(side);
}

// The slices of a kernel as a block of rows and columns.
struct Slices {
    int columns = 1, rows = 1;
    double cell = 1, gap = 2; // pixels a weight, between slices
    double width(int w) const { return columns * (cell * w + gap) - gap; }
};
Slices arrange(const cnn::Shape& kernel, double height, double width) {
    const int count = std::min(kernel.c, mostSlices);
    Slices best;
    best.cell = 0;
    for (int rows = 1; rows <= count; ++rows) {
        Slices s;
        s.rows = rows;
        s.columns = (count + rows - 1) / rows;
        const double tall = (height - (rows - 1) * s.gap) / (rows * kernel.h);
        const double wide = (width - (s.columns - 1) * s.gap) / (s.columns * kernel.w);
        s.cell = std::min(tall, wide);
        if (s.cell >= 1) s.cell = std::floor(s.cell);
        if (s.cell > best.cell) best = s;
    }
    return best;
}

// One way to set the rows: how many blocks side by side, how large a tile, how many patches.
struct SheetSetting {
    int blocks = 1, rows = 1, patches = 0;
    double tile = 0, width = 0; // of a picture; of a block
    Slices slices;
    double score() const { return tile * std::sqrt(patches); }
};

struct Measures {
    double number, gap, worth, blockGap; // widths
    QRectF zone;
};

SheetSetting tryBlocks(int blocks, const FilterSheetPicture& p, const Measures& m) {
    SheetSetting s;
    s.blocks = blocks;
    s.rows = (static_cast<int>(p.filters.size()) + blocks - 1) / blocks;
    s.width = (m.zone.width() - (blocks - 1) * m.blockGap) / blocks;
    const cnn::Shape& kernel = p.filters.front().kernel.shape();
    const int cells = patchCells(p);
    const double tallest = std::min(m.zone.height() / s.rows - 0.4 * m.gap, 110.0);
    for (double side = tallest; side >= 8 && s.patches < fewestPatches; side -= 1) {
        s.tile = wholeCells(side, cells);
        s.slices = arrange(kernel, kernel.c == 1 ? s.tile : tallest, kernel.c == 1 ? s.tile : s.width / 5);
        const double fixed = m.number + s.slices.width(kernel.w) + s.tile + m.worth + 3 * m.gap;
        s.patches = std::clamp(static_cast<int>((s.width - fixed) / (s.tile + 0.4 * m.gap)), 0, mostPatches);
    }
    return s;
}

SheetSetting choose(const FilterSheetPicture& p, const Measures& m) {
    SheetSetting best;
    for (int blocks = 1; blocks <= 3; ++blocks)
        if (const SheetSetting s = tryBlocks(blocks, p, m); s.score() > best.score() * 1.01) best = s;
    return best;
}

std::vector<QRectF> placeSlices(const Slices& s, const cnn::Shape& kernel, QPointF at, double height) {
    const QSizeF one(s.cell * kernel.w, s.cell * kernel.h);
    const double tall = s.rows * (one.height() + s.gap) - s.gap;
    std::vector<QRectF> slices;
    for (int i = 0; i < std::min(kernel.c, mostSlices); ++i)
        slices.emplace_back(QPointF(at.x() + i % s.columns * (one.width() + s.gap),
                                    std::round(at.y() + (height - tall) / 2) + i / s.columns * (one.height() + s.gap)),
                            one);
    return slices;
}

// From left to right; width that nobody needs widens the gaps.
FilterSheetLayout::Row placeRow(const SheetSetting& s, const Measures& m, const cnn::Shape& kernel, const QRectF& all) {
    const double kernels = s.slices.width(kernel.w), patchGap = 0.4 * m.gap;
    const double used = m.number + kernels + s.tile + s.patches * (s.tile + patchGap) + m.worth + 3 * m.gap;
    const double gap = m.gap + std::clamp((s.width - used) / 4, 0.0, 1.6 * m.gap);
    const double y = std::round(all.top() + (all.height() - s.tile) / 2);
    FilterSheetLayout::Row row;
    row.all = all;
    double x = all.left();
    row.number = QRectF(x, y, m.number, s.tile);
    x = std::round(x + m.number);
    row.slices = placeSlices(s.slices, kernel, {x, y}, s.tile);
    x = std::round(x + kernels + gap);
    row.ideal = QRectF(x, y, s.tile, s.tile);
    x = std::round(x + s.tile + gap);
    for (int k = 0; k < s.patches; ++k) {
        row.patches.emplace_back(x, y, s.tile, s.tile);
        x = std::round(x + s.tile + patchGap);
    }
    x += gap - patchGap;
    row.worth = QRectF(x, y, std::min(all.right() - x, 2.6 * m.worth), s.tile);
    return row;
}

} // namespace

FilterSheetLayout FilterSheetLayout::fit(QSizeF size, double scale, const FilterSheetPicture& picture) {
    FilterSheetLayout layout;
    const double room = std::clamp(std::min(size.width() / 900, size.height() / 370), 0.8, 1.25);
    layout.font = std::min(scale, 1.6) * std::max(room, 0.92); // larger text would leave no room for what it is about
    const double text = 13 * layout.font, left = 20 * room, bottom = 8 * room, top = 3.1 * text + 6 * room;
    layout.foot = QRectF(left, size.height() - bottom - 1.5 * text, size.width() - 2 * left, 1.5 * text);
    if (picture.filters.empty()) return layout;
    const Measures m{1.9 * text, 1.0 * text, 6.2 * text, 2.2 * text,
                     QRectF(left, top, size.width() - 2 * left, layout.foot.top() - 0.4 * text - top)};
    const SheetSetting best = choose(picture, m);
    const bool small = best.tile < smallestTile && scale > 1; // larger text gives way to the pictures
    if (small || (best.patches < fewestPatches && scale > 0.5)) return fit(size, 0.9 * std::min(scale, 1.6), picture);
    if (best.patches == 0) return layout; // no room for anything
    layout.blocks = best.blocks;
    const double step = m.zone.height() / best.rows;
    for (int i = 0; i < static_cast<int>(picture.filters.size()); ++i) {
        const QRectF all(std::round(m.zone.left() + i / best.rows * (best.width + m.blockGap)),
                         m.zone.top() + i % best.rows * step, best.width, step);
        layout.rows.push_back(placeRow(best, m, picture.filters.front().kernel.shape(), all));
    }
    return layout;
}

} // namespace ui
