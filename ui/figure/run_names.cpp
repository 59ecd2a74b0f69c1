#include "ui/figure/run_names.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {

void RunNames::draw(QPainter& painter, const QColor& ground, const QRectF& plot, double textSize) const {
    painter.setFont(Style::numberFont(textSize, Weight::Bold));
    const QFontMetricsF metrics(painter.font());
    const double height =
        std::min(metrics.height(), plot.height() / std::max(1.0, static_cast<double>(m_names.size())));
    std::vector<std::pair<QRectF, const Name*>> plates;
    for (const Name& name : m_names) {
        QRectF plate(0, 0, metrics.horizontalAdvance(name.words) + 8, height);
        plate.moveCenter(name.end);
        plate.moveRight(std::min(plate.right(), plot.right()));
        plates.emplace_back(plate, &name);
    }
    // From the top down each one goes below those it would cover; what leaves the plot goes up again.
    std::ranges::stable_sort(plates, {}, [](const auto& plate) { return plate.first.top(); });
    const auto across = [](const QRectF& a, const QRectF& b) { return a.left() < b.right() && b.left() < a.right(); };
    for (std::size_t i = 0; i < plates.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (across(plates[i].first, plates[k].first))
                plates[i].first.moveTop(std::max(plates[i].first.top(), plates[k].first.bottom()));
    for (std::size_t i = plates.size(); i-- > 0;) {
        QRectF& plate = plates[i].first;
        plate.moveBottom(std::min(plate.bottom(), plot.bottom()));
        for (std::size_t k = i + 1; k < plates.size(); ++k)
            if (across(plate, plates[k].first)) plate.moveBottom(std::min(plate.bottom(), plates[k].first.top()));
    }
    for (const auto& [plate, name] : plates) {
        painter.fillRect(plate.adjusted(0, 1, 0, -1), ground);
        painter.setPen(name->colour);
        painter.drawText(plate, Qt::AlignCenter, name->words);
    }
}

} // namespace ui
