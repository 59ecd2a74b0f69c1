#include "ui/lessons/training/embedding/embedding_figure.h"

#include "ui/figure/class_colors.h"
#include "ui/figure/dataset_image.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/ways.h"
#include "ui/tr.h"

#include <QPaintEngine>
#include <QPainterPath>
#include <algorithm>
#include <map>
#include <numeric>

namespace ui {
namespace {

constexpr double reach = 9; // pixels around the pointer in which a point is meant

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

EmbeddingFigure::EmbeddingFigure(QSizeF size, const Style& style, std::shared_ptr<const EmbeddingPicture> picture,
                                 std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)), m_hover(std::move(hover)) {
    const double unit = std::clamp(std::min(size.width() / 1190, size.height() / 550), 0.8, 4.0) * style.scale;
    m_text = std::max(12.0, 13 * unit);
    m_radius = std::max(2.4, 3.4 * unit);
    const double pad = 1.2 * m_text, side = std::min(0.34 * size.width(), 25 * m_text);
    m_plot = QRectF(QPointF(pad, 2.6 * m_text), QPointF(size.width() - side - 2 * pad, size.height() - 2.2 * m_text));
    m_side =
        QRectF(QPointF(m_plot.right() + pad, 0.4 * m_text), QPointF(size.width() - pad, size.height() - 0.6 * m_text));
    m_card = QRectF(QPointF(m_side.left(), m_side.bottom() - 8.2 * m_text), m_side.bottomRight());
    fitLegend(m_card.top() - m_side.top() - 6.4 * m_text);
    const auto gone = [&](const CellRef& c) {
        return c.map < 0 || static_cast<std::size_t>(c.map) >=
                                (c.part == pointPart ? m_picture->verdicts.size()
                                                     : static_cast<std::size_t>(m_picture->classNames.size()));
    };
    if (m_hover && gone(*m_hover)) m_hover.reset();
    fit();
    placeNames();
}

// As many classes as can be read; of more the last line says how many there are.
void EmbeddingFigure::fitLegend(double room) {
    const int classes = static_cast<int>(m_picture->classNames.size());
    const int fitting = std::max(1, static_cast<int>(room / (1.15 * m_text)));
    m_legendRows = std::clamp((classes + 1) / 2, 1, fitting);
    m_legendClasses = classes <= 2 * m_legendRows ? classes : 2 * m_legendRows - 1;
    m_legendRow = std::min(room / m_legendRows, 1.7 * m_text);
}

// "T-shirt" of "T-shirt/top"
QString EmbeddingFigure::shortName(int c) const {
    return m_picture->classNames[c].section('/', 0, 0);
}

// One scale for both axes, so that distances are comparable; all points inside.
void EmbeddingFigure::fit() {
    const auto& points = m_picture->embedding.points;
    if (points.rows() == 0) return;
    const QPointF low(points.col(0).minCoeff(), points.col(1).minCoeff());
    const QPointF high(points.col(0).maxCoeff(), points.col(1).maxCoeff());
    m_middle = (low + high) / 2;
    const QRectF inside = m_plot.adjusted(2 * m_text, m_text, -2 * m_text, -m_text);
    const QPointF extent = high - low;
    m_scale = std::min(inside.width() / std::max(1e-9, extent.x()), inside.height() / std::max(1e-9, extent.y()));
    for (Eigen::Index i = 0; i < points.rows(); ++i)
        m_places.push_back(place(static_cast<double>(points(i, 0)), static_cast<double>(points(i, 1))));
    m_byHeight.resize(m_places.size());
    std::iota(m_byHeight.begin(), m_byHeight.end(), std::size_t{0});
    std::sort(m_byHeight.begin(), m_byHeight.end(),
              [this](std::size_t a, std::size_t b) { return m_places[a].y() < m_places[b].y(); });
}

QPointF EmbeddingFigure::place(double x, double y) const {
    const QPointF at = m_plot.center() + m_scale * QPointF(x - m_middle.x(), m_middle.y() - y);
    return {std::clamp(at.x(), m_plot.left(), m_plot.right()), std::clamp(at.y(), m_plot.top(), m_plot.bottom())};
}

// In the middle of each class's points. Few are pushed apart where two would cover each other; of many, those without
// a free place are left out: the point that is pointed at says its class.
void EmbeddingFigure::placeNames() {
    const QFontMetricsF metrics(Style::numberFont(1.15 * m_text, Weight::Bold));
    for (int c = 0; c < static_cast<int>(m_picture->classNames.size()); ++c) {
        std::vector<double> x, y;
        for (std::size_t i = 0; i < m_picture->verdicts.size(); ++i)
            if (m_picture->verdicts[i].truth == c) {
                x.push_back(m_places[i].x());
                y.push_back(m_places[i].y());
            }
        if (x.empty()) continue;
        QRectF where(0, 0, metrics.horizontalAdvance(shortName(c)) + 4, metrics.height());
        where.moveCenter({median(std::move(x)), median(std::move(y))});
        m_names.push_back({c, where});
    }
    constexpr std::size_t few = 15;
    if (m_names.size() <= few)
        pushApart();
    else
        keepApart();
}

void EmbeddingFigure::keepApart() {
    std::vector<Name> kept;
    for (Name& name : m_names) {
        QRectF& at = name.where;
        at.moveLeft(std::clamp(at.left(), m_plot.left(), std::max(m_plot.left(), m_plot.right() - at.width())));
        at.moveTop(std::clamp(at.top(), m_plot.top(), m_plot.bottom() - at.height()));
        if (std::ranges::none_of(kept, [&](const Name& other) { return other.where.intersects(at); }))
            kept.push_back(name);
    }
    m_names = std::move(kept);
}

void EmbeddingFigure::pushApart() {
    for (int round = 0; round < 40; ++round)
        for (std::size_t a = 0; a < m_names.size(); ++a)
            for (std::size_t b = a + 1; b < m_names.size(); ++b) {
                QRectF &first = m_names[a].where, &second = m_names[b].where;
                if (!first.intersects(second)) continue;
                const double push = (first.height() - std::abs(first.center().y() - second.center().y())) / 2 + 0.5;
                const double down = first.center().y() > second.center().y() ? push : -push;
                first.translate(0, down);
                second.translate(0, -down);
            }
}

QRectF EmbeddingFigure::legendRow(int c) const {
    if (c >= m_legendClasses) return {};
    const double width = m_side.width() / 2;
    return {m_side.left() + c / m_legendRows * width, m_side.top() + 5.9 * m_text + c % m_legendRows * m_legendRow,
            width, m_legendRow};
}

QString EmbeddingFigure::axisWords(std::size_t axis) const {
    const QString share = percent(m_picture->embedding.shares[axis]);
    if (m_picture->principal) return tr("component %1: %2 of the variance").arg(axis + 1).arg(share);
    return (axis == 0 ? tr("across: %1 of the variance") : tr("up: %1 of the variance")).arg(share);
}

QString EmbeddingFigure::pointedAt() const {
    if (!m_hover) return {};
    if (m_hover->part == classPart) return m_picture->classNames[m_hover->map];
    const cnn::Verdict& v = m_picture->verdicts[static_cast<std::size_t>(m_hover->map)];
    const QString sure = percent(static_cast<double>(v.share)), truth = m_picture->classNames[v.truth];
    return tr("Test image %1: ").arg(grouped(static_cast<qint64>(v.image) + 1)) +
           (v.truth == v.said ? tr("%1, recognised, %2 sure").arg(truth, sure)
                              : tr("%1, taken for %2, %3 sure").arg(truth, m_picture->classNames[v.said], sure));
}

std::optional<CellRef> EmbeddingFigure::cellAt(QPointF point) const {
    for (int c = 0; c < m_legendClasses; ++c)
        if (legendRow(c).contains(point)) return CellRef{classPart, c, 0, 0};
    std::optional<CellRef> nearest;
    double least = reach * reach;
    auto next = std::lower_bound(m_byHeight.begin(), m_byHeight.end(), point.y() - reach,
                                 [this](std::size_t i, double y) { return m_places[i].y() < y; });
    for (; next != m_byHeight.end() && m_places[*next].y() <= point.y() + reach; ++next) {
        const QPointF away = m_places[*next] - point;
        const double distance = QPointF::dotProduct(away, away);
        if (distance > least) continue;
        least = distance;
        nearest = CellRef{pointPart, static_cast<int>(*next), 0, 0};
    }
    return nearest;
}

QRectF EmbeddingFigure::cellRect(const CellRef& cell) const {
    if (cell.part == classPart) return legendRow(cell.map);
    if (static_cast<std::size_t>(cell.map) >= m_picture->verdicts.size()) return {};
    return QRectF(-m_radius, -m_radius, 2 * m_radius, 2 * m_radius)
        .translated(m_places[static_cast<std::size_t>(cell.map)]);
}

QString EmbeddingFigure::describe() const {
    const EmbeddingPicture& p = *m_picture;
    const auto wrong =
        std::count_if(p.verdicts.begin(), p.verdicts.end(), [](const cnn::Verdict& v) { return v.truth != v.said; });
    QStringList said{tr("%1 by the %2 values of %3 on a plane, %4 and %5; %6 mistaken.")
                         .arg(counted(static_cast<qint64>(p.verdicts.size()), tr("test image"), tr("test images")),
                              grouped(static_cast<qint64>(p.values)), p.layer, axisWords(0), axisWords(1),
                              grouped(wrong))};
    if (p.now) said << tr("%1 is marked.").arg(p.caption);
    if (m_hover) said << tr("Pointed at: %1.").arg(pointedAt());
    return said.join(' ');
}

// ---- painting -------------------------------------------------------------------------------------------------------
namespace {

// Colours repeat after ten classes; then the form is another one.
enum class PointForm { Disc, Square, Triangle, Diamond };
PointForm formOf(int c) {
    return static_cast<PointForm>(c / classColors % 4);
}

// Filled: recognised. A ring: mistaken.
void paintPoint(QPainter& painter, QPointF at, double radius, const QColor& colour, PointForm form, bool right) {
    painter.setPen(right ? QPen(Qt::NoPen) : QPen(colour, 0.55 * radius));
    painter.setBrush(right ? QBrush(colour) : QBrush(Qt::NoBrush));
    const double r = right ? radius : 0.85 * radius;
    const auto corner = [&](double x, double y) { return at + r * QPointF(x, y); };
    switch (form) {
    case PointForm::Disc:
        return painter.drawEllipse(at, r, r);
    case PointForm::Square:
        return painter.drawConvexPolygon(
            QPolygonF({corner(-0.9, -0.9), corner(0.9, -0.9), corner(0.9, 0.9), corner(-0.9, 0.9)}));
    case PointForm::Triangle:
        return painter.drawConvexPolygon(QPolygonF({corner(0, -1.2), corner(1.1, 0.8), corner(-1.1, 0.8)}));
    case PointForm::Diamond:
        return painter.drawConvexPolygon(
            QPolygonF({corner(0, -1.25), corner(1.25, 0), corner(0, 1.25), corner(-1.25, 0)}));
    }
}

// A point as a picture of whole pixels of the painter's device.
class Stamp {
public:
    Stamp() = default;
    Stamp(const QPainter& on, double radius, const QColor& colour, PointForm form, bool right)
        : m_scale(on.deviceTransform().m11()), m_half(std::ceil(1.6 * radius * m_scale)) {
        const int side = 2 * static_cast<int>(m_half);
        m_image = QImage(side, side, QImage::Format_ARGB32_Premultiplied);
        m_image.fill(Qt::transparent);
        QPainter painter(&m_image);
        painter.setRenderHint(QPainter::Antialiasing);
        paintPoint(painter, {m_half, m_half}, radius * m_scale, colour, form, right);
    }
    bool isNull() const { return m_image.isNull(); }
    void paint(QPainter& painter, QPointF at) const {
        const QPointF corner(std::round(at.x() * m_scale) - m_half, std::round(at.y() * m_scale) - m_half);
        painter.drawImage(QRectF(corner / m_scale, QSizeF(m_image.size()) / m_scale), m_image);
    }

private:
    double m_scale = 1, m_half = 0;
    QImage m_image;
};

} // namespace

void EmbeddingFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    paintAxes(brush);
    paintPoints(brush, style.theme);
    paintNames(brush);
    paintNow(brush);
    paintHover(brush, style.theme);
    paintLegend(brush, style.theme);
    paintCard(brush);
}

void EmbeddingFigure::paintAxes(const Brush& brush) const {
    const QRectF head(m_plot.left(), 0.4 * m_text, m_plot.width(), 1.8 * m_text);
    brush.writeFitting(
        head,
        tr("%1 by the %2 values of %3")
            .arg(counted(static_cast<qint64>(m_picture->verdicts.size()), tr("test image"), tr("test images")),
                 grouped(static_cast<qint64>(m_picture->values)), m_picture->layer),
        1.15 * m_text, brush.c.text, Weight::Bold);
    brush.fill(m_plot, brush.c.window, 8);
    const QPointF zero = place(0, 0);
    brush.painter.setPen(QPen(brush.c.line, 1));
    brush.painter.drawLine(QPointF(m_plot.left(), zero.y()), QPointF(m_plot.right(), zero.y()));
    brush.painter.drawLine(QPointF(zero.x(), m_plot.top()), QPointF(zero.x(), m_plot.bottom()));
    const QRectF below(m_plot.left(), m_plot.bottom() + 2, m_plot.width(), 1.6 * m_text);
    // Below both: anywhere in the plot there may be points.
    const auto share = [&](std::size_t axis) { return percent(m_picture->embedding.shares[axis]); };
    QString across = axisWords(0) + " →", up = "↑ " + axisWords(1);
    const QString between(4, ' ');
    if (firstFitting({up + between + across}, below.width(), m_text).isEmpty()) {
        across = share(0) + " →";
        up = "↑ " + share(1);
    }
    const double pixels = fittingSize({{up + between + across, brush.c.dim}}, below.width(), m_text, Brush::smallest);
    brush.write(below, across, pixels, brush.c.dim, Weight::Regular, Qt::AlignRight | Qt::AlignVCenter);
    brush.write(below, up, pixels, brush.c.dim);
}

QColor EmbeddingFigure::pointColor(const Brush& brush, Theme theme, int truth) const {
    const bool aside = m_hover && m_hover->part == classPart && m_hover->map != truth;
    return aside ? brush.c.line : classColor(theme, truth);
}

// A thousand points are a thousand curves to a painter. On the screen and in pictures of pixels there are only a few
// different ones, which are drawn once each; a drawing for print has them as they are.
void EmbeddingFigure::paintPoints(const Brush& brush, Theme theme) const {
    const bool oneClass = m_hover && m_hover->part == classPart;
    const bool pixels = brush.painter.paintEngine()->type() == QPaintEngine::Raster;
    std::map<std::pair<int, bool>, Stamp> stamps;
    for (const bool front : {false, true})
        for (std::size_t i = 0; i < m_picture->verdicts.size(); ++i) {
            const cnn::Verdict& v = m_picture->verdicts[i];
            const bool inFront = !oneClass || v.truth == m_hover->map, right = v.truth == v.said;
            if (inFront != front) continue;
            if (!pixels) {
                paintPoint(brush.painter, m_places[i], m_radius, pointColor(brush, theme, v.truth), formOf(v.truth),
                           right);
                continue;
            }
            auto& stamp = stamps[{v.truth, right}];
            if (stamp.isNull())
                stamp = Stamp(brush.painter, m_radius, pointColor(brush, theme, v.truth), formOf(v.truth), right);
            stamp.paint(brush.painter, m_places[i]);
        }
}

void EmbeddingFigure::paintNames(const Brush& brush) const {
    const double pixels = 1.15 * m_text;
    const QFontMetricsF metrics(Style::numberFont(pixels, Weight::Bold));
    for (const Name& name : m_names) {
        if (m_hover && m_hover->part == classPart && m_hover->map != name.c) continue;
        const QPainterPath path =
            textOutline(shortName(name.c), pixels, Weight::Bold)
                .translated(name.where.left() + 2, name.where.center().y() + 0.36 * metrics.ascent());
        brush.painter.setPen(QPen(brush.c.window, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        brush.painter.setBrush(Qt::NoBrush);
        brush.painter.drawPath(path);
        brush.painter.fillPath(path, brush.c.text);
    }
}

void EmbeddingFigure::paintHover(const Brush& brush, Theme theme) const {
    if (!m_hover || m_hover->part != pointPart) return;
    const auto i = static_cast<std::size_t>(m_hover->map);
    const double r = 2.6 * m_radius;
    const QRectF ring = QRectF(-r, -r, 2 * r, 2 * r).translated(m_places[i]);
    brush.fill(ring, brush.c.window, r);
    const cnn::Verdict& v = m_picture->verdicts[i];
    paintPoint(brush.painter, m_places[i], 1.6 * m_radius, pointColor(brush, theme, v.truth), formOf(v.truth),
               v.truth == v.said);
    brush.outline(ring, brush.c.text, 2, r);
}

void EmbeddingFigure::paintNow(const Brush& brush) const {
    if (!m_picture->now) return;
    const QPointF at = place(static_cast<double>((*m_picture->now)[0]), static_cast<double>((*m_picture->now)[1]));
    const double r = 3 * m_radius;
    brush.outline(QRectF(-r, -r, 2 * r, 2 * r).translated(at), brush.c.now, 4, r);
    for (const QPointF way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) {
        brush.painter.setPen(QPen(brush.c.now, 2.5));
        brush.painter.drawLine(at + r * way, at + 1.7 * r * way);
    }
}

void EmbeddingFigure::paintLegend(const Brush& brush, Theme theme) const {
    const double line = 1.35 * m_text;
    QRectF row(m_side.left(), m_side.top(), m_side.width(), 1.8 * m_text);
    const QStringList titles{m_picture->principal ? QString() : tr("Plane of the principal components"),
                             tr("Principal components")};
    brush.write(row, firstFitting(titles, row.width(), 1.15 * m_text, Weight::Bold), 1.15 * m_text, brush.c.text,
                Weight::Bold);
    row = QRectF(row.left(), row.bottom(), row.width(), line);
    const auto& shares = m_picture->embedding.shares;
    brush.writeFitting(row, tr("both: %1 of the variance").arg(percent(shares[0] + shares[1])), m_text, brush.c.dim);
    row.translate(0, line);
    brush.writeFitting(row, tr("filled: recognised, ring: mistaken"), m_text, brush.c.dim);
    for (int c = 0; c < m_legendClasses; ++c) {
        const QRectF where = legendRow(c);
        const bool hot = m_hover && m_hover->part == classPart && m_hover->map == c;
        const double r = std::min(0.42 * m_text, 0.4 * where.height());
        paintPoint(brush.painter, {where.left() + r, where.center().y()}, r, classColor(theme, c), formOf(c), true);
        brush.write(where.adjusted(1.3 * m_text, 0, -4, 0), m_picture->classNames[c], m_text,
                    hot ? brush.c.text : brush.c.dim, hot ? Weight::Bold : Weight::Regular);
    }
    const auto more = m_picture->classNames.size() - m_legendClasses;
    if (more > 0)
        brush.write(legendRow(m_legendClasses - 1).translated(0, m_legendRow).adjusted(1.3 * m_text, 0, -4, 0),
                    tr("and %1 more").arg(more), m_text, brush.c.dim);
}

// The image pointed at; else what the mark in the plot is.
void EmbeddingFigure::paintCard(const Brush& brush) const {
    const double line = 1.45 * m_text;
    if (!m_hover || m_hover->part != pointPart) {
        QRectF row(m_card.left(), m_card.bottom() - 2 * line, m_card.width(), line);
        if (m_picture->now) {
            const double r = 0.45 * m_text;
            brush.outline(QRectF(row.left() + 2, row.center().y() - r, 2 * r, 2 * r), brush.c.now, 3, r);
            brush.writeFitting(row.adjusted(1.6 * m_text, 0, 0, 0), m_picture->caption, m_text, brush.c.text);
        }
        const QStringList hints{tr("point at an image; click: through the network"), tr("point at an image")};
        brush.write(row.translated(0, line), firstFitting(hints, row.width(), m_text), m_text, brush.c.dim);
        return;
    }
    const cnn::Verdict& v = m_picture->verdicts[static_cast<std::size_t>(m_hover->map)];
    const bool right = v.truth == v.said;
    brush.painter.setPen(QPen(brush.c.line, 1));
    brush.painter.setBrush(brush.c.window);
    brush.painter.drawRoundedRect(m_card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const double side = 14 * std::floor((m_card.height() - 1.2 * m_text) / 14);
    const QRectF image(m_card.left() + 0.6 * m_text, m_card.center().y() - side / 2, side, side);
    paintMap(brush.painter, image, datasetImage(m_picture->data->test, v.image));
    QRectF row(image.right() + 0.8 * m_text, image.top(), m_card.right() - image.right() - 1.2 * m_text, line);
    brush.writeFitting(row, tr("Test image %1").arg(grouped(static_cast<qint64>(v.image) + 1)), m_text, brush.c.dim);
    row.translate(0, line);
    brush.writeFitting(row, m_picture->classNames[v.truth], 1.1 * m_text, brush.c.text, Weight::Bold);
    row.translate(0, line);
    brush.writeFitting(row, right ? tr("recognised") : tr("taken for %1").arg(m_picture->classNames[v.said]), m_text,
                       right ? brush.c.dim : brush.c.error, right ? Weight::Regular : Weight::SemiBold);
    row.translate(0, line);
    brush.writeFitting(row, tr("%1 sure").arg(percent(static_cast<double>(v.share))), m_text, brush.c.dim);
}

} // namespace ui
