#include "ui/figure/run_names.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {

std::vector<QRectF> RunNames::places(const QRectF& plot, double textSize) const {
    const QFontMetricsF metrics(Style::numberFont(textSize, Weight::Bold));
    const double height = metrics.height();
    const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(plot.height() / height));
    const std::size_t first = m_names.size() - std::min(most, m_names.size());
    std::vector<QRectF> plates(m_names.size());
    std::vector<QRectF*> order; // from the top down
    for (std::size_t i = first; i < m_names.size(); ++i) {
        plates[i] = QRectF(0, 0, metrics.horizontalAdvance(m_names[i].words) + 8, height);
        plates[i].moveCenter(m_names[i].end);
        plates[i].moveRight(std::min(plates[i].right(), plot.right()));
        order.push_back(&plates[i]);
    }
    // Each one goes below those it would cover; what leaves the plot goes up again.
    std::ranges::stable_sort(order, {}, [](const QRectF* plate) { return plate->top(); });
    const auto across = [](const QRectF& a, const QRectF& b) { return a.left() < b.right() && b.left() < a.right(); };
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (across(*order[i], *order[k])) order[i]->moveTop(std::max(order[i]->top(), order[k]->bottom()));
    for (std::size_t i = order.size(); i-- > 0;) {
        order[i]->moveBottom(std::min(order[i]->bottom(), plot.bottom()));
        for (std::size_t k = i + 1; k < order.size(); ++k)
            if (across(*order[i], *order[k])) order[i]->moveBottom(std::min(order[i]->bottom(), order[k]->top()));
    }
    return plates;
}

void RunNames::draw(QPainter& painter, const QColor& ground, const QRectF& plot, double textSize) const {
    painter.setFont(Style::numberFont(textSize, Weight::Bold));
    const std::vector<QRectF> plates = places(plot, textSize);
    for (std::size_t i = 0; i < plates.size(); ++i) {
        if (plates[i].isEmpty()) continue;
        painter.fillRect(plates[i].adjusted(0, 1, 0, -1), ground);
        painter.setPen(m_names[i].colour);
        painter.drawText(plates[i], Qt::AlignCenter, m_names[i].words);
    }
}

} // namespace ui
