#include "ui/lessons/model/table/table_layout.h"

#include "ui/figure/number_text.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {
namespace {

constexpr double usualFont = 14, leastFont = 12; // pixels at 100 % text
constexpr double pitch = 1.5, tightPitch = 1.28; // lines apart, in text sizes
constexpr double headLines = 1.35, footGap = 0.35;

int footLines(const ModelTable& table) {
    return table.isPair() ? 4 : 2; // sums; the ratio; what the bars are
}

// In lines: rows, head and foot.
double linesOf(const TablePicture& picture, int lines) {
    return static_cast<double>(picture.table->shown.size()) * lines + headLines + footLines(*picture.table) + footGap;
}

// How wide the widest text of each column is.
std::array<double, modelColumns> textWidths(const TablePicture& picture, double font) {
    const ModelTable& table = *picture.table;
    const ByteUnit unit = unitOf(table);
    const QFontMetricsF metrics(Style::numberFont(font)), bold(Style::numberFont(font, Weight::SemiBold));
    std::array<double, modelColumns> widths{};
    for (int k = 0; k < modelColumns; ++k) {
        const auto column = static_cast<ModelColumn>(k);
        QString longest;
        for (std::size_t side = 0; side < table.sides.size(); ++side)
            for (int row = 0; row < static_cast<int>(table.sides[side].rows.size()); ++row) {
                QString text = cellWords(table.sides[side], row, column, unit);
                if (column == ModelColumn::Kind)
                    text += "   " + table.sides[side].rows[static_cast<std::size_t>(row)].behind;
                if (column == ModelColumn::Layer && table.isPair()) text = {};
                if (text.size() > longest.size()) longest = text;
            }
        if (column == ModelColumn::Layer && table.isPair())
            for (const int pair : table.shown)
                if (table.name(pair).size() > longest.size()) longest = table.name(pair);
        widths[static_cast<std::size_t>(k)] =
            std::max((column == ModelColumn::Layer || table.isPair() ? bold : metrics).horizontalAdvance(longest),
                     bold.horizontalAdvance(columnTitle(column, unit) + " ▾"));
    }
    for (const ModelSide& side : table.sides) {
        const auto sum = [&](ModelColumn column, std::size_t number) {
            double& wide = widths[static_cast<std::size_t>(column)];
            wide = std::max(wide, bold.horizontalAdvance(grouped(static_cast<qint64>(number))));
        };
        sum(ModelColumn::Parameters, side.subject->table.parameters());
        sum(ModelColumn::Work, side.subject->table.multiplyAdds());
    }
    return widths;
}

// Whose line it is, of two networks.
double titleWidth(const ModelTable& table, double font) {
    if (!table.isPair()) return 0;
    const QFontMetricsF metrics(Style::numberFont(std::max(12.0, 0.9 * font)));
    double widest = 0;
    for (const ModelSide& side : table.sides) widest = std::max(widest, metrics.horizontalAdvance(side.subject->title));
    return std::min(widest + 2, 8 * font);
}

// Without the activation behind it.
double kindWidth(const ModelTable& table, double font) {
    const QFontMetricsF metrics(Style::numberFont(font, table.isPair() ? Weight::SemiBold : Weight::Regular));
    QString longest;
    for (const ModelSide& side : table.sides)
        for (const ModelRow& row : side.rows)
            if (row.words.size() > longest.size()) longest = row.words;
    return std::min(metrics.horizontalAdvance(longest), 14 * font);
}

// The kind of layer takes what is left. Where that is too little, columns stand closer, then some are left out, those
// first that say least.
void placeColumns(TableLayout& at, const TablePicture& picture, const QRectF& inside) {
    const ModelTable& table = *picture.table;
    const auto widths = textWidths(picture, at.font);
    const auto kind = static_cast<std::size_t>(ModelColumn::Kind), name = static_cast<std::size_t>(ModelColumn::Layer);
    const double scrollbar = at.fit < static_cast<int>(table.shown.size()) ? 10 : 0;
    const double titles = titleWidth(table, at.font), layerWidth = std::min(widths[name], 11 * at.font);
    double apart = 1.3 * at.font;
    std::array<bool, modelColumns> there;
    there.fill(true);
    const auto rest = [&] {
        double room = inside.width() - scrollbar - layerWidth - 2 * apart - (titles > 0 ? titles + apart : 0);
        for (std::size_t k = 0; k < there.size(); ++k)
            if (there[k] && k != kind && k != name) room -= widths[k] + apart;
        return room;
    };
    const double wanted = kindWidth(table, at.font);
    if (rest() < wanted) apart = 0.8 * at.font;
    for (const ModelColumn least : {ModelColumn::Jump, ModelColumn::Field, ModelColumn::Memory})
        if (rest() < wanted) there[static_cast<std::size_t>(least)] = false;
    there[kind] = rest() >= 9 * at.font; // for "2 × 2 Max Pool"
    const double kindRoom = there[kind] ? rest() : 0, kindTaken = std::min(kindRoom, widths[kind] + apart);
    const double more = std::clamp((kindRoom - kindTaken) / 6, 0.0, 3 * at.font); // the numbers share what is too much
    double x = inside.left() + 4;
    for (std::size_t k = 0; k < there.size(); ++k) {
        const double wide = k == name ? layerWidth : k == kind ? kindTaken : widths[k] + more;
        if (there[k]) at.columns[k] = QRectF(x, at.head.top(), wide, at.foot.bottom() - at.head.top());
        if (there[k]) x += wide + apart;
        if (k == name && titles > 0) {
            at.titles = QRectF(x, at.head.top(), titles, 1);
            x += titles + apart;
        }
    }
}

// At one pixel of text: what must be there, columns as close as they get.
double leastWidth(const TablePicture& picture) {
    constexpr double font = 20;
    const auto widths = textWidths(picture, font);
    double sum = std::min(widths[static_cast<std::size_t>(ModelColumn::Layer)], 11 * font) +
                 titleWidth(*picture.table, font) + (picture.table->isPair() ? 5 : 4) * 0.8 * font;
    for (const ModelColumn column : {ModelColumn::Output, ModelColumn::Parameters, ModelColumn::Work})
        sum += widths[static_cast<std::size_t>(column)];
    return sum / font;
}

// mostByWidth: pixels, beyond which the columns that must be there are too wide.
void placeHeights(TableLayout& at, const TablePicture& picture, const QRectF& inside, const Style& style,
                  double mostByWidth) {
    const double unit = std::clamp(std::min(inside.width() / 900, inside.height() / 560), 0.8, 1.6);
    const double most = std::max(leastFont, std::min(usualFont * unit * style.scale, mostByWidth));
    const double least = std::min(leastFont * std::max(1.0, 0.9 * style.scale), most);
    const double lines = linesOf(picture, at.lines), apart = 10;
    double drawing = std::clamp(0.25 * inside.height(), 60.0, 260.0);
    const auto pitchAt = [&] { return (inside.height() - drawing - apart) / lines; };
    if (pitchAt() < 0.85 * tightPitch * most) drawing = std::max(56.0, 0.18 * inside.height());
    const double fewLines = headLines + footLines(*picture.table) + footGap + 4 * at.lines;
    if (inside.height() - drawing - apart < fewLines * tightPitch * least) drawing = 0; // the rows need it
    at.font = std::clamp(pitchAt() / pitch, least, most);
    at.row = std::clamp(pitchAt(), tightPitch * at.font, pitch * at.font);
    at.drawings = QRectF(inside.left(), inside.top(), inside.width(), drawing);
    const double foot = (footLines(*picture.table) + footGap) * at.row;
    at.head =
        QRectF(inside.left(), at.drawings.bottom() + (drawing > 0 ? apart : 0), inside.width(), headLines * at.row);
    const double room = inside.bottom() - foot - at.head.bottom();
    at.fit = std::clamp(static_cast<int>((room + 0.5) / (at.row * at.lines)), 1,
                        std::max(1, static_cast<int>(picture.table->shown.size())));
    at.body = QRectF(inside.left(), at.head.bottom(), inside.width(), at.fit * at.row * at.lines);
    at.foot = QRectF(inside.left(), at.body.bottom(), inside.width(), foot);
}

void placeDrawings(TableLayout& at, const TablePicture& picture) {
    const ModelTable& table = *picture.table;
    const auto count = static_cast<double>(table.sides.size());
    const double apart = 24, wide = (at.drawings.width() - (count - 1) * apart) / count;
    const double title = table.isPair() ? 1.5 * at.font : 0;
    if (at.drawings.height() <= title) { // there is no room for any
        at.networks.resize(table.sides.size());
        return;
    }
    const NetworkDrawing::Scale scale = NetworkDrawing::scaleOf(table.sides, QSizeF(wide, at.drawings.height()));
    for (std::size_t side = 0; side < table.sides.size(); ++side) {
        const double left = at.drawings.left() + static_cast<double>(side) * (wide + apart);
        at.networks.emplace_back(table.sides[side],
                                 QRectF(left, at.drawings.top() + title, wide, at.drawings.height() - title), at.font,
                                 scale);
    }
}

} // namespace

QRectF TableLayout::rowRect(int shown) const {
    if (shown < top || shown >= top + fit) return {};
    const double high = row * lines;
    return {body.left(), body.top() + (shown - top) * high, body.width(), high};
}

QRectF TableLayout::cell(const QRectF& line, ModelColumn column) const {
    const QRectF& place = columns[static_cast<std::size_t>(column)];
    return place.isEmpty() ? QRectF() : QRectF(place.left(), line.top(), place.width(), line.height());
}

TableLayout layOut(const TablePicture& picture, QSizeF size, const Style& style) {
    TableLayout at;
    if (!picture.table || picture.table->sides.empty()) return at;
    const double margin = size.height() >= 450 ? 14 : 8;
    const QRectF inside(margin, margin, size.width() - 2 * margin, size.height() - 2 * margin);
    at.lines = static_cast<int>(picture.table->sides.size());
    placeHeights(at, picture, inside, style, (inside.width() - 14) / leastWidth(picture));
    placeColumns(at, picture, inside);
    placeDrawings(at, picture);
    const auto& shown = picture.table->shown;
    const int last = std::max(0, static_cast<int>(shown.size()) - at.fit);
    const auto here = std::ranges::find(shown, picture.current);
    if (picture.top)
        at.top = std::clamp(*picture.top, 0, last);
    else if (here != shown.end()) // in the middle, as far as that goes
        at.top = std::clamp(static_cast<int>(here - shown.begin()) - at.fit / 2, 0, last);
    return at;
}

QSizeF wholeSize(const TablePicture& picture) {
    constexpr double wide = 1304, drawing = 220;
    if (!picture.table || picture.table->sides.empty()) return {wide, 652};
    const double lines = linesOf(picture, static_cast<int>(picture.table->sides.size()));
    return {wide, drawing + 60 + lines * 1.4 * 17};
}

} // namespace ui
