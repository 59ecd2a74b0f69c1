#include "ui/lessons/training/maps/origin_layout.h"

#include "ui/figure/number_text.h"
#include "ui/figure/term_table.h"
#include "ui/figure/value_grid.h"
#include "ui/lessons/training/maps/maps_layout.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr double smallestRow = 16, largestRow = 52; // of a channel's line

} // namespace

OriginLayout::OriginLayout(const QRectF& area, double font, const MapsPicture& picture,
                           const std::optional<CellRef>& hover, int pinned, bool headed)
    : m_area(area), m_font(font), m_row(std::round(mapsText * 1.45 * font)), m_picture(picture), m_hover(hover),
      m_headed(headed) {
    if (!picture.origin || !picture.origin->writable) return;
    chooseGroup(pinned);
    layOut();
}

void OriginLayout::chooseGroup(int pinned) {
    const auto groups = static_cast<int>(origin().channels());
    const bool pointed = m_hover && (m_hover->part == "window" || m_hover->part == "kernel" ||
                                     m_hover->part == "product" || m_hover->part == "channel");
    const int wanted = pointed ? m_hover->map : pinned;
    m_group = wanted >= 0 && wanted < groups ? static_cast<std::size_t>(wanted) : groupsShown(1).front();
}

// The `most` channels with the largest sums, in their own order.
std::vector<std::size_t> OriginLayout::groupsShown(std::size_t most) const {
    const std::size_t each = origin().perChannel();
    std::vector<std::size_t> groups(origin().channels());
    std::iota(groups.begin(), groups.end(), std::size_t{0});
    if (origin().kind != cnn::OriginKind::Sum || groups.size() <= most) return groups;
    const auto size = [&](std::size_t g) { return std::abs(origin().sumOf(g * each, (g + 1) * each).value()); };
    std::stable_sort(groups.begin(), groups.end(), [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
    groups.resize(most);
    std::sort(groups.begin(), groups.end());
    return groups;
}

int OriginLayout::places() const {
    int most = origin().result.digits();
    for (const cnn::Decimal& d : origin().numbers) most = std::max(most, d.digits());
    return std::max(most, origin().writtenBias.digits());
}

QString OriginLayout::aligned(const cnn::Decimal& number) const {
    return padded(QString::fromStdString(number.text()), places());
}

// Of the sums of all channels, and what they make.
double OriginLayout::sumsWidth() const {
    const cnn::ValueOrigin& o = origin();
    const QFontMetricsF metrics(Style::numberFont(mapsText * m_font, Weight::Bold));
    double widest = metrics.horizontalAdvance(aligned(o.result));
    if (o.hasBias) widest = std::max(widest, metrics.horizontalAdvance(aligned(o.writtenBias)));
    for (std::size_t i = 0; i < o.terms.size(); i += o.perChannel())
        widest = std::max(widest, metrics.horizontalAdvance(aligned(o.sumOf(i, i + o.perChannel()))));
    return widest;
}

// In letters that can just be read.
double OriginLayout::rowSumsWidth() const {
    const cnn::ValueOrigin& o = origin();
    const QFontMetricsF metrics(Style::numberFont(Brush::smallest, Weight::SemiBold));
    double widest = 0;
    for (std::size_t row = m_group * o.perChannel(); row < (m_group + 1) * o.perChannel();
         row += static_cast<std::size_t>(o.columns))
        widest = std::max(widest,
                          metrics.horizontalAdvance(aligned(o.sumOf(row, row + static_cast<std::size_t>(o.columns)))));
    return widest;
}

void OriginLayout::layOut() {
    const double head = m_headed ? 2 * mapsText * 1.5 * m_font : 0;
    m_foot = {m_area.left(), m_area.bottom() - m_row, m_area.width(), m_row};
    m_body = {QPointF(m_area.left(), m_area.top() + head + 6), QPointF(m_area.right(), m_foot.top() - 4)};
    const cnn::ValueOrigin& o = origin();
    if (o.kind == cnn::OriginKind::Share) return layOutTerms(m_body);
    if (o.kind != cnn::OriginKind::Sum) return layOutWindow(m_body);
    if (o.perChannel() == 1) return layOutTerms(m_body);
    if (o.channels() == 1) return layOutOneChannel(m_body);
    layOutChannels(m_body);
}

void OriginLayout::addGrid(const char* part, int group, const QRectF& where) {
    m_spots.push_back({{part, group, 0, 0}, where, origin().rows, origin().columns});
}

// Image, window and kernel side by side, the products under them.
void OriginLayout::layOutOneChannel(QRectF body) {
    const cnn::ValueOrigin& o = origin();
    const double table = (o.rows + (o.hasBias ? 3 : 2)) * m_row, caption = m_row, apart = 26 * m_font;
    const double side = std::min({body.height() - table - caption - 12, (body.width() - 2 * apart) / 3, 240.0});
    const double cell = std::floor(side / std::max(o.rows, o.columns));
    if (cell >= 3) {
        const QSizeF grid(cell * o.columns, cell * o.rows);
        m_source = {body.left(), body.top() + caption, grid.height(), grid.height()};
        QRectF at(QPointF(m_source.right() + apart, m_source.top()), grid);
        addGrid("window", 0, at);
        at.translate(grid.width() + apart, 0);
        addGrid("kernel", 0, at);
        body.setTop(m_source.bottom() + 12);
    }
    m_products = {body.left(), body.top() + m_row, 0.78 * body.width(), o.rows * m_row};
    m_rowSums = std::min(84 * m_font, std::max(sumsWidth() + 10, 0.22 * body.width()));
    m_products.setWidth(std::min({m_products.width(), o.columns * 74 * m_font, body.width() - m_rowSums}));
    addGrid("product", 0, m_products);
    m_addition = {m_products.right(), m_products.bottom(), m_rowSums, m_row};
}

// A line a channel, and at their right the products of one.
void OriginLayout::layOutChannels(const QRectF& body) {
    const cnn::ValueOrigin& o = origin();
    const double number = std::max(56 * m_font, sumsWidth() + 6), apart = 16 * m_font, times = 18 * m_font;
    const QFontMetricsF metrics(Style::numberFont(mapsText * m_font, Weight::SemiBold));
    const double name = metrics.horizontalAdvance(o.terms.back().c < 9    ? "map 8"
                                                  : o.terms.back().c < 99 ? "map 88"
                                                                          : "map 888") +
                        12;
    const auto lines = static_cast<std::size_t>(body.height() / (smallestRow * m_font));
    m_groups = groupsShown(std::max<std::size_t>(2, lines - std::min<std::size_t>(lines, 4)));
    const std::size_t rest = (o.channels() > m_groups.size() ? 1U : 0U) + (o.hasBias ? 2U : 1U);
    double pitch = std::min(largestRow * m_font, (body.height() - m_row - static_cast<double>(rest) * m_row) /
                                                     static_cast<double>(m_groups.size()));
    // The products stand at the right, in a narrow panel below where there is room.
    double tall = std::max(1.0, std::floor((pitch - 4) / std::max(o.rows, o.columns)));
    const double lower = std::min(pitch, 42 * m_font);
    const double list = m_row + static_cast<double>(m_groups.size()) * lower + static_cast<double>(rest) * m_row;
    const double beside = name + 2 * tall * o.columns + times + number + apart + o.columns * 56 * m_font;
    const bool under = beside > body.width() && list + (1.3 * o.rows + 3.5) * m_row <= body.height();
    if (under) {
        pitch = lower;
        tall = std::max(1.0, std::floor((pitch - 4) / std::max(o.rows, o.columns)));
    }
    const double left = body.width() - name - times - number - apart - o.columns * 50 * m_font;
    const double cell = under ? tall : std::max(1.0, std::floor(std::min(tall, std::max(5.0, left / 2 / o.columns))));
    const QSizeF grid(cell * o.columns, cell * o.rows);
    const double width = name + 2 * grid.width() + times + number;
    double y = body.top() + m_row;
    for (const std::size_t group : m_groups) {
        const int g = static_cast<int>(group);
        QRectF at(QPointF(body.left() + name, y + (pitch - grid.height()) / 2), grid);
        addGrid("window", g, at);
        at.translate(grid.width() + times, 0);
        addGrid("kernel", g, at);
        m_spots.push_back({{"channel", g, 0, 0}, {body.left(), y, width, pitch}});
        y += pitch;
    }
    m_addition = {body.left() + width - number, y, number, m_row};
    // Sums of the rows where there is room for a column of them.
    const double table = std::min(body.width() - (under ? 0 : width + apart), (o.columns + 1) * 74 * m_font);
    const double with = table / (o.columns + 1), without = table / o.columns;
    m_rowSums = with >= std::max(46 * m_font, rowSumsWidth()) ? with : 0;
    const double high = std::min(largestRow * 0.6 * m_font, (body.height() - 2 * m_row) / (o.rows + 1));
    m_products = {under ? body.left() : body.right() - table,
                  under ? body.top() + list + 2.2 * m_row : body.top() + m_row,
                  (m_rowSums > 0 ? with : without) * o.columns, (under ? std::round(1.3 * m_row) : high) * o.rows};
    addGrid("product", static_cast<int>(m_group), m_products);
}

// The largest contributions of a dense layer, a line each.
void OriginLayout::layOutTerms(const QRectF& body) {
    const std::size_t feet = origin().hasBias || origin().kind == cnn::OriginKind::Share ? 3 : 2;
    const int shown = std::min({TermTable::fitting(body, m_font, feet), 20, static_cast<int>(origin().terms.size())});
    for (int i = 0; i < shown; ++i) m_spots.push_back({{"term", 0, i, 0}, TermTable::line(body, m_font, i)});
}

// The source with the window on it, the window itself (or the curve), and the sum on one line.
void OriginLayout::layOutWindow(QRectF body) {
    const cnn::ValueOrigin& o = origin();
    m_line = {body.left(), body.bottom() - 2.2 * m_row, body.width(), 2 * m_row};
    body.setBottom(m_line.top() - 6);
    body.setTop(body.top() + m_row);
    const double apart = 32 * m_font, side = std::min({body.height(), (body.width() - apart) / 2, 300.0});
    const cnn::Shape& in = m_picture.trace->values[o.readOf(0)].shape();
    if (in.h * in.w > 1) m_source = fittingGrid({body.topLeft(), QSizeF(side, side)}, in.h, in.w, 1e9);
    const double left = m_source.isEmpty() ? body.left() : m_source.right() + apart;
    if (o.kind == cnn::OriginKind::Function)
        m_curve = {left, body.top(), std::min(1.4 * side, body.right() - left), side};
    else
        addGrid("window", 0,
                fittingGrid({left, body.top(), body.right() - left, side}, o.rows, o.columns,
                            o.perChannel() == 1 ? 64 * m_font : 76 * m_font));
    if (o.kind == cnn::OriginKind::Function)
        m_spots.push_back({{"window", 0, 0, 0}, m_source.isEmpty() ? m_curve : m_source});
}

double OriginLayout::windowCell() const {
    const auto window = [](const Spot& spot) { return spot.first.part == "window" && spot.columns > 0; };
    const auto at = std::ranges::find_if(m_spots, window);
    return at == m_spots.end() ? 0 : at->where.width() / at->columns;
}

std::optional<std::size_t> OriginLayout::termOf(const cnn::ValueOrigin& o, const CellRef& cell) {
    const bool term = cell.part == "term";
    if (!term && cell.part != "window" && cell.part != "kernel" && cell.part != "product") return std::nullopt;
    const int at = term ? cell.y : (cell.map * o.rows + cell.y) * o.columns + cell.x;
    if (at < 0 || at >= static_cast<int>(o.terms.size())) return std::nullopt;
    return static_cast<std::size_t>(at);
}

} // namespace ui
