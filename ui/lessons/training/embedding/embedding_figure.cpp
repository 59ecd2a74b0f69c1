#include "ui/lessons/training/embedding/embedding_figure.h"

#include "ui/figure/class_colors.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
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
    m_text = std::max(11.5, 13 * unit);
    m_radius = std::max(2.4, 3.4 * unit);
    const double pad = 1.2 * m_text, side = std::min(0.34 * size.width(), 25 * m_text);
    m_plot = QRectF(QPointF(pad, 2.6 * m_text), QPointF(size.width() - side - 2 * pad, size.height() - 2.2 * m_text));
    m_side =
        QRectF(QPointF(m_plot.right() + pad, 0.4 * m_text), QPointF(size.width() - pad, size.height() - 0.6 * m_text));
    const int rows = (static_cast<int>(m_picture->classNames.size()) + 1) / 2;
    m_card = QRectF(QPointF(m_side.left(), m_side.bottom() - 8.2 * m_text), m_side.bottomRight());
    const double room = m_card.top() - m_side.top() - 6.4 * m_text;
    m_legendRow = std::clamp(room / std::max(1, rows), 2.0, 1.7 * m_text);
    const auto gone = [&](const CellRef& c) {
        return c.map < 0 || static_cast<std::size_t>(c.map) >=
                                (c.part == pointPart ? m_picture->verdicts.size()
                                                     : static_cast<std::size_t>(m_picture->classNames.size()));
    };
    if (m_hover && gone(*m_hover)) m_hover.reset();
    fit();
    placeNames();
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

// In the middle of each class's points, pushed apart where two would cover each other.
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
    const int rows = (static_cast<int>(m_picture->classNames.size()) + 1) / 2;
    const double width = m_side.width() / 2;
    return {m_side.left() + c / rows * width, m_side.top() + 5.9 * m_text + c % rows * m_legendRow, width, m_legendRow};
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
    for (int c = 0; c < static_cast<int>(m_picture->classNames.size()); ++c)
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

} // namespace ui
