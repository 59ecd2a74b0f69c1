#include "ui/lessons/field/field_layout.h"

#include "ui/figure/text_runs.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestCell = 2.5; // below it the maps are no longer drawn to one scale
constexpr double labelLines = 2.7, captionLines = 1.7;

struct Placed {
    const cnn::FieldStack* stack;
    QString (*part)(int);
    std::vector<GridPlace>* maps;
};

double sideOf(int size, double power) {
    return std::pow(size, power);
}

// Pixels for one unit of `power` of a size, so that the maps of the stack fit with `gap` between them.
double scaleFor(const cnn::FieldStack& stack, const QRectF& area, double gap, double power) {
    double sum = 0, largest = 0;
    for (int i = 0; i < stack.levels(); ++i) {
        const double side = sideOf(stack.level(i).size, power);
        sum += side;
        largest = std::max(largest, side);
    }
    return std::min((area.width() - (stack.levels() - 1) * gap) / sum, area.height() / largest);
}

double smallestGap(const cnn::FieldStack& stack, double width, double unit) {
    return std::clamp(width / (4.0 * stack.levels()), 8.0, 56 * unit);
}

// One scale for all maps while a cell then is still to be seen; otherwise the sides grow with the root of the size.
// The maps stand left to right on one axis. Returns how high the highest is.
double place(const QRectF& area, const std::vector<Placed>& stacks, double unit) {
    const auto scale = [&](double power) {
        double least = 46 * unit;
        for (const Placed& p : stacks)
            least = std::min(least, scaleFor(*p.stack, area, smallestGap(*p.stack, area.width(), unit), power));
        return least;
    };
    double cell = scale(1), power = 1;
    if (cell < smallestCell) {
        power = 0.5;
        cell = scale(power);
    } else if (cell >= 4)
        cell = std::floor(cell);
    double height = 0;
    for (const Placed& p : stacks)
        for (int i = 0; i < p.stack->levels(); ++i)
            height = std::max(height, cell * sideOf(p.stack->level(i).size, power));
    for (const Placed& p : stacks) {
        const int n = p.stack->levels();
        double sum = 0, x = area.left();
        for (int i = 0; i < n; ++i) sum += cell * sideOf(p.stack->level(i).size, power);
        const double gap = std::min((area.width() - sum) / std::max(1, n - 1), 110 * unit);
        for (int i = 0; i < n; ++i) {
            const int size = p.stack->level(i).size;
            const double side = cell * sideOf(size, power), y = std::round(area.top() + (height - side) / 2);
            p.maps->push_back({p.part(i), {std::round(x), y}, side / size, size, size, 0, 0});
            x += side + gap;
        }
    }
    return height;
}

// As many rows of the table as fit, the chosen one among them; the formulas under them go first.
void placeTable(FieldLayout& l, const FieldPicture& p) {
    const double room = l.table.height() - 1.2 * l.row;
    const int lines = static_cast<int>(room / l.row) - 1; // one is the heading
    l.formulas = lines >= 7 ? 3 : 0;
    const int levels = p.stack->levels();
    l.rows = std::clamp(lines - l.formulas, 1, levels);
    l.firstRow = std::clamp(p.unit.level - l.rows / 2, 0, levels - l.rows);
}

// Beside the measured field its size in words: what they take is not the picture's.
double pictureSide(const FieldLayout& l, const FieldPicture& p) {
    double words = 0;
    for (const QString& line : fieldPanelWords) words = std::max(words, lineWidth({{line, {}}}, l.small));
    if (p.measuredStack) {
        const std::int64_t full = p.measuredStack->level(p.measuredUnit.level).field;
        words = std::max(words, lineWidth({{QString("%1 × %1").arg(full), {}, Weight::Bold}}, 1.5 * l.small));
    }
    return std::min(
        {l.panel.height() - 2.6 * l.row, fieldPictureShare * l.panel.width(), l.panel.width() - 2.2 * l.row - words});
}

// The input, and what of the field lies beyond it, as large as the panel allows.
void placePixels(FieldLayout& l, const FieldPicture& p) {
    if (!p.measuredStack) return;
    const int n = p.measuredStack->level(0).size;
    const auto rows = p.measuredStack->field(p.measuredUnit.level, p.measuredUnit.y);
    const auto columns = p.measuredStack->field(p.measuredUnit.level, p.measuredUnit.x);
    const auto low = std::clamp<std::int64_t>(std::min(rows.first, columns.first), -n / 2, 0);
    const auto high = std::clamp<std::int64_t>(std::max(rows.last, columns.last), n - 1, n - 1 + n / 2);
    double cell = l.picture / static_cast<double>(high - low + 1);
    if (cell >= 2) cell = std::floor(cell);
    const double inset = static_cast<double>(-low) * cell;
    const double side = static_cast<double>(high - low + 1) * cell, spare = l.panel.height() - 2.6 * l.row - side;
    const QPointF at(l.panel.left() + 0.8 * l.row + inset,
                     l.panel.top() + 1.9 * l.row + 0.4 * std::max(0.0, spare) + inset);
    l.pixels = {"pixel", {std::round(at.x()), std::round(at.y())}, cell, n, n, 0, 0};
}

// Table and measurement under the maps, no higher than they need to be.
void placeCards(FieldLayout& l, const FieldPicture& p, double top) {
    const QRectF zone = l.frame.zone;
    const double gap = 16 * l.frame.unit, height = zone.bottom() - top;
    const double panel = std::min(0.46 * zone.width(), 1.9 * height), table = zone.width() - panel - gap;
    l.small = std::clamp(table / 32.5, l.text, 1.35 * l.text);
    l.row = 1.62 * l.small;
    const double lines = p.stack->levels() + 3 + 2.6;
    l.row = std::clamp(height / lines, l.row, 2.1 * l.small); // spread over the room there is
    const double picture = fieldPictureShare * panel + 2.6 * l.row;
    const double needed = std::min(height, std::max(lines * l.row, picture));
    top += 0.4 * (height - needed);
    l.table = QRectF(zone.left(), top, table, needed);
    l.panel = QRectF(zone.right() - panel, top, panel, needed);
    placeTable(l, p);
    l.picture = pictureSide(l, p);
    placePixels(l, p);
}

void layOutOne(FieldLayout& l, const FieldPicture& p) {
    const QRectF zone = l.frame.zone;
    const double labels = labelLines * l.text, caption = captionLines * l.text;
    const double room = 0.5 * zone.height() - labels - caption;
    const QRectF area(zone.left(), zone.top() + labels, zone.width(), room);
    const double height = place(area, {{p.stack.get(), levelPart, &l.maps}}, l.frame.unit);
    placeCards(l, p, zone.top() + labels + height + caption + 12 * l.frame.unit);
}

// One stack above the other at one scale, what each costs to the right.
void layOutTwo(FieldLayout& l, const FieldPicture& p) {
    const QRectF zone = l.frame.zone;
    const double labels = labelLines * l.text, caption = captionLines * l.text, gap = 16 * l.frame.unit;
    const double half = (zone.height() - gap) / 2;
    const QRectF area(zone.left(), zone.top() + labels, 0.62 * zone.width(), half - labels - caption);
    const double height =
        place(area, {{p.stack.get(), levelPart, &l.maps}, {p.compare.get(), otherPart, &l.others}}, l.frame.unit);
    for (int i = 0; i < 2; ++i)
        l.block[i] =
            QRectF(zone.left() + 0.66 * zone.width(), area.top() + i * (half + gap), 0.34 * zone.width(), height);
    for (GridPlace& map : l.others) map.corner.ry() += half + gap;
    l.small = std::clamp(std::min(height / 14.2, l.block[0].width() / 18), (l.frame.presenting ? 0.93 : 0.9) * l.text,
                         1.5 * l.text);
    l.row = 1.62 * l.small;
}

} // namespace

QString levelPart(int level) {
    return "level" + QString::number(level);
}
QString otherPart(int level) {
    return "other" + QString::number(level);
}
int numberOf(const QString& part, const QString& word) {
    bool ok = false;
    const int number = part.startsWith(word) ? part.mid(word.size()).toInt(&ok) : -1;
    return ok ? number : -1;
}

FieldLayout layOut(const FieldPicture& picture, QSizeF size, const Style& style) {
    FieldLayout l{StageFrame(size, style), 13, 13, 20, {}, {}, {}, {}, {}, 0, 0, 0, 0, {}};
    l.text = std::max(13.0, (l.frame.presenting ? 15.1 : 14.5) * l.frame.unit);
    if (picture.compare)
        layOutTwo(l, picture);
    else
        layOutOne(l, picture);
    return l;
}

} // namespace ui
