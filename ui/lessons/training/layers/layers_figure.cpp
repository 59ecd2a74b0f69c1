#include "ui/lessons/training/layers/layers_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/ways.h"
#include "ui/tr.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

// Left edges of the columns, as shares of the width.
constexpr std::array edges{0.0, 0.15, 0.40, 0.65, 0.845, 1.0};
constexpr double least = -6, most = 0; // powers of ten on the axis of updates
constexpr double usualFrom = -4, usualTo = -2, thumb = -3;
constexpr double axisFrom = 42; // height of a row from which there is room for numbers under a plot

QString power(int exponent) {
    static const QString digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    if (exponent == 0) return "1";
    return "10" + QString(exponent < 0 ? "⁻" : "") + digits[std::abs(exponent)];
}

// Of a bin: as many digits as tell it from the next one.
QString edgeText(double value) {
    return QString::number(value, 'g', 3).replace('-', QChar(0x2212));
}

QString small(double value) {
    return QString::number(value, 'g', 2).replace('-', QChar(0x2212));
}

} // namespace

LayersFigure::LayersFigure(QSizeF size, const Style& style, std::shared_ptr<const LayersPicture> picture,
                           std::optional<CellRef> hover)
    : m_size(size), m_text(13 * std::clamp(std::min(size.width() / 1190, size.height() / 550), 1.0, 4.0) * style.scale),
      m_pad(1.3 * m_text), m_head(4.9 * m_text), m_picture(std::move(picture)), m_hover(std::move(hover)) {
    const auto rows = std::max<std::size_t>(1, m_picture->rows.size());
    m_row = std::min((size.height() - m_head - 1.6 * m_text) / static_cast<double>(rows), 9 * m_text);
    if (!m_hover) return;
    const auto row = static_cast<std::size_t>(m_hover->map);
    if (row >= m_picture->rows.size() || static_cast<std::size_t>(m_hover->x) >= spread(*m_hover).bins.size())
        m_hover.reset();
}

double LayersFigure::edge(int column) const {
    return m_pad + edges[static_cast<std::size_t>(column)] * (m_size.width() - 2 * m_pad);
}

QRectF LayersFigure::cell(std::size_t row, Column column) const {
    const double top = m_head + static_cast<double>(row) * m_row;
    const double gap = column == Dead ? 0 : 1.8 * m_text;
    return {QPointF(edge(column), top), QPointF(edge(column + 1) - gap, top + m_row)};
}

QRectF LayersFigure::plot(std::size_t row, Column column) const {
    const double below = m_row >= axisFrom ? 1.35 * m_text : 0.1 * m_row;
    return cell(row, column).adjusted(0, 0.12 * m_row, 0, -below);
}

const cnn::Spread& LayersFigure::spread(const CellRef& cell) const {
    const LayerRow& row = m_picture->rows[static_cast<std::size_t>(cell.map)];
    return cell.part == weightsPart ? row.weights : row.gradients;
}

QString LayersFigure::pointedAt() const {
    if (!m_hover) return {};
    const cnn::Spread& s = spread(*m_hover);
    const double width = 2 * s.end / static_cast<double>(s.bins.size()), low = -s.end + m_hover->x * width;
    return tr("%1: %2 of %3 %4 from %5 to %6")
        .arg(m_picture->rows[static_cast<std::size_t>(m_hover->map)].name,
             grouped(static_cast<qint64>(s.bins[static_cast<std::size_t>(m_hover->x)])),
             grouped(static_cast<qint64>(s.count)), m_hover->part == weightsPart ? tr("weights") : tr("gradients"),
             edgeText(low), edgeText(low + width));
}

void LayersFigure::paintHeads(const Brush& brush) const {
    const bool ill = std::any_of(m_picture->rows.begin(), m_picture->rows.end(),
                                 [](const LayerRow& row) { return healthOf(row) != Health::Good; });
    const QRectF line(m_pad, 0.3 * m_text, m_size.width() - 2 * m_pad, 1.8 * m_text);
    if (m_hover)
        brush.writeFitting(line, pointedAt(), 1.15 * m_text, brush.c.text, Weight::SemiBold);
    else
        brush.writeFitting(line, healthWords(*m_picture), 1.15 * m_text, ill ? brush.c.error : brush.c.text,
                           Weight::Bold);
    const std::array<std::pair<QString, QString>, 5> heads{{
        {tr("Layer"), {}},
        {tr("Weights"), tr("height: root of the count")},
        {tr("Gradients"), tr("of %1").arg(m_picture->gradientsOf)},
        {tr("Update ÷ weight"), tr("rule of thumb: about 10⁻³")},
        {tr("Dead ReLUs"), tr("0 on %1 images").arg(grouped(m_picture->images))},
    }};
    for (int c = Name; c < End; ++c) {
        const auto& [title, sub] = heads[static_cast<std::size_t>(c)];
        const QRectF where(edge(c), line.bottom() + 0.1 * m_text, edge(c + 1) - edge(c) - 0.6 * m_text, 1.35 * m_text);
        const QString name = firstFitting({title, title.section(' ', 0, 0)}, where.width(), m_text, Weight::Bold);
        brush.write(where, name, m_text, c == Weights ? brush.c.kernel : brush.c.text, Weight::Bold);
        brush.write(where.translated(0, 1.3 * m_text), firstFitting({sub}, where.width(), 0.92 * m_text), 0.92 * m_text,
                    brush.c.dim);
    }
}

void LayersFigure::paintName(const Brush& brush, std::size_t index) const {
    const LayerRow& row = m_picture->rows[index];
    const Health health = healthOf(row);
    const QRectF all = cell(index, Name);
    const int lines = std::clamp(static_cast<int>(all.height() / (1.35 * m_text)), 1, 3);
    QRectF line(all.left(), all.center().y() - lines * 0.68 * m_text, edge(Weights) - all.left() - 8, 1.35 * m_text);
    const QColor colour = health == Health::Good ? brush.c.text : brush.c.error;
    brush.write(line, row.name, 1.05 * m_text, colour, Weight::Bold);
    line.translate(0, line.height());
    if (lines > 1 && (row.update || health != Health::Good))
        brush.write(line, healthWord(health), m_text, health == Health::Good ? brush.c.dim : brush.c.error);
    line.translate(0, line.height());
    if (lines > 2)
        brush.write(line, firstFitting({row.size, row.size.section(' ', 0, 0)}, line.width(), 0.92 * m_text),
                    0.92 * m_text, brush.c.dim);
}

void LayersFigure::paintSpread(const Brush& brush, std::size_t index, Column column) const {
    const CellRef first{column == Weights ? weightsPart : gradientsPart, static_cast<int>(index), 0, 0};
    const cnn::Spread& s = spread(first);
    const QRectF area = plot(index, column);
    if (s.count == 0) {
        brush.write(area, tr("none yet"), m_text, brush.c.dim);
        return;
    }
    const double highest = static_cast<double>(*std::max_element(s.bins.begin(), s.bins.end()));
    for (int bin = 0; bin < static_cast<int>(s.bins.size()); ++bin) {
        CellRef ref = first;
        ref.x = bin;
        QRectF bar = cellRect(ref);
        const double count = static_cast<double>(s.bins[static_cast<std::size_t>(bin)]);
        if (count == 0) continue;
        bar.setTop(bar.bottom() - std::max(1.0, bar.height() * std::sqrt(count / highest))); // else zero hides all
        const bool hot = m_hover == ref;
        brush.painter.fillRect(bar.adjusted(0.5, 0, -0.5, 0), hot                 ? brush.c.now
                                                              : column == Weights ? brush.c.kernel
                                                                                  : brush.c.lineStrong);
    }
    brush.painter.setPen(QPen(brush.c.lineStrong, 1));
    brush.painter.drawLine(area.bottomLeft(), area.bottomRight());
    const double middle = area.center().x();
    brush.painter.drawLine(QPointF(middle, area.bottom()), QPointF(middle, area.bottom() + 3));
    if (m_row < axisFrom) return;
    const QRectF axis(area.left(), area.bottom() + 1, area.width(), 1.3 * m_text);
    brush.write(axis, small(-s.end), 0.9 * m_text, brush.c.dim);
    brush.write(axis, "0", 0.9 * m_text, brush.c.dim, Weight::Regular, Qt::AlignHCenter | Qt::AlignVCenter);
    brush.write(axis, small(s.end), 0.9 * m_text, brush.c.dim, Weight::Regular, Qt::AlignRight | Qt::AlignVCenter);
}

void LayersFigure::paintUpdate(const Brush& brush, std::size_t index) const {
    const LayerRow& row = m_picture->rows[index];
    const QRectF area = plot(index, Update);
    const auto place = [&](double exponent) {
        return area.left() + area.width() * (std::clamp(exponent, least, most) - least) / (most - least);
    };
    const double y = area.center().y() + 0.45 * m_text, half = std::min(0.2 * area.height(), 0.55 * m_text);
    brush.fill({QPointF(place(usualFrom), y - half), QPointF(place(usualTo), y + half)}, brush.c.sunken, 3);
    brush.painter.setPen(QPen(brush.c.lineStrong, 1));
    brush.painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    brush.painter.setPen(QPen(brush.c.lineStrong, 1.5, Qt::DashLine));
    brush.painter.drawLine(QPointF(place(thumb), y - 1.8 * half), QPointF(place(thumb), y + 1.8 * half));
    if (m_row >= axisFrom)
        for (const auto& [exponent, side] : {std::pair{-6, Qt::AlignLeft}, {-3, Qt::AlignHCenter}, {0, Qt::AlignRight}})
            brush.write(QRectF(area.left(), area.bottom() + 1, area.width(), 1.3 * m_text), power(exponent),
                        0.9 * m_text, brush.c.dim, Weight::Regular, side | Qt::AlignVCenter);
    if (!row.update) return;
    const Health health = healthOf(row);
    const QColor colour = health == Health::Still || health == Health::Restless ? brush.c.error : brush.c.text;
    const double x = place(*row.update > 0 ? std::log10(*row.update) : least),
                 radius = std::min(0.42 * m_text, 0.3 * m_row);
    brush.fill(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), colour, radius);
    if (m_row < 2.4 * m_text) return;
    const double left = std::clamp(x - 40, area.left() - 20, area.right() - 70);
    brush.write(QRectF(left, y - half - 1.75 * m_text, 80, 1.35 * m_text), small(*row.update), m_text, colour,
                Weight::SemiBold, Qt::AlignHCenter | Qt::AlignVCenter);
}

void LayersFigure::paintDead(const Brush& brush, std::size_t index) const {
    const LayerRow& row = m_picture->rows[index];
    const QRectF area = plot(index, Dead);
    if (!row.dead) {
        brush.write(area, tr("no ReLU"), m_text, brush.c.dim);
        return;
    }
    const double share = static_cast<double>(row.dead->dead) / std::max(1, row.dead->units);
    const QColor colour = share >= deadTooMany ? brush.c.error : share > 0 ? brush.c.text : brush.c.dim;
    const double y = area.center().y() + 0.45 * m_text, height = std::min(0.3 * area.height(), 0.9 * m_text);
    QRectF bar(area.left(), y - height / 2, area.width(), height);
    brush.fill(bar, brush.c.sunken, 3);
    bar.setWidth(bar.width() * share);
    if (share > 0)
        brush.fill(bar, share >= deadTooMany ? brush.c.error : brush.c.lineStrong, std::min(3.0, bar.width() / 2));
    if (m_row < 2.4 * m_text) return;
    brush.write(QRectF(area.left(), bar.top() - 1.6 * m_text, area.width(), 1.35 * m_text),
                tr("%1 of %2").arg(row.dead->dead).arg(row.dead->units), m_text, colour,
                share >= deadTooMany ? Weight::Bold : Weight::Regular);
}

void LayersFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    paintHeads(brush);
    for (std::size_t row = 0; row < m_picture->rows.size(); ++row) {
        painter.setPen(QPen(brush.c.line, 1));
        const double top = std::round(cell(row, Name).top()) + 0.5;
        painter.drawLine(QPointF(m_pad, top), QPointF(m_size.width() - m_pad, top));
        paintName(brush, row);
        paintSpread(brush, row, Weights);
        paintSpread(brush, row, Gradients);
        paintUpdate(brush, row);
        paintDead(brush, row);
    }
}

QString LayersFigure::describe() const {
    QStringList said{healthWords(*m_picture)};
    for (const LayerRow& row : m_picture->rows) {
        QStringList words{tr("weights up to %1").arg(small(row.weights.largest))};
        if (row.gradients.count > 0) words << tr("gradients up to %1").arg(small(row.gradients.largest));
        if (row.update) words << tr("update ÷ weight %1").arg(small(*row.update));
        if (row.dead) words << tr("%1 of %2 ReLUs dead").arg(row.dead->dead).arg(row.dead->units);
        said << row.name + ", " + healthWord(healthOf(row)) + ": " + words.join(", ") + '.';
    }
    if (m_hover) said << tr("Pointed at: %1.").arg(pointedAt());
    return said.join(' ');
}

std::optional<CellRef> LayersFigure::cellAt(QPointF point) const {
    for (std::size_t row = 0; row < m_picture->rows.size(); ++row)
        for (const Column column : {Weights, Gradients}) {
            const QRectF area = plot(row, column);
            if (!area.contains(point)) continue;
            CellRef cell{column == Weights ? weightsPart : gradientsPart, static_cast<int>(row), 0, 0};
            const int bins = static_cast<int>(spread(cell).bins.size());
            if (bins == 0) return std::nullopt;
            cell.x = std::clamp(static_cast<int>((point.x() - area.left()) / area.width() * bins), 0, bins - 1);
            return cell;
        }
    return std::nullopt;
}

QRectF LayersFigure::cellRect(const CellRef& cell) const {
    if (static_cast<std::size_t>(cell.map) >= m_picture->rows.size()) return {};
    const QRectF area = plot(static_cast<std::size_t>(cell.map), cell.part == weightsPart ? Weights : Gradients);
    const double width = area.width() / static_cast<double>(std::max<std::size_t>(1, spread(cell).bins.size()));
    return {area.left() + cell.x * width, area.top(), width, area.height()};
}

} // namespace ui
