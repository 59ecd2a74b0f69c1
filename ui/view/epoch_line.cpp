#include "ui/view/epoch_line.h"

#include "ui/figure/number_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace ui {

EpochLine::EpochLine(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Progress"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void EpochLine::setStyle(const Style& style) {
    m_style = style;
    update();
}

void EpochLine::setProgress(double progress, int epochs) {
    m_progress = progress;
    m_epochs = epochs;
    setAccessibleDescription(tr("%1 of %2").arg(fixed(progress, 2), counted(epochs, tr("epoch"), tr("epochs"))));
    update();
}

void EpochLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette& c = m_style.colors();
    const QFont font = Style::numberFont(13 * m_style.controlScale());
    const QFontMetricsF metrics(font);
    const double label = metrics.horizontalAdvance(tr("epoch %1").arg(m_epochs)) + 16;
    const double left = metrics.horizontalAdvance(tr("start")) / 2 + 8, right = width() - label / 2;
    const double y = height() / 2.0 - metrics.height() / 2;
    const auto at = [&](double epochs) { return left + (right - left) * epochs / m_epochs; };

    const auto bar = [&](double to, const QColor& color) {
        painter.setPen(QPen(color, 4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(left, y), QPointF(to, y));
    };
    bar(right, c.sunken);
    if (m_progress > 0) bar(at(m_progress), c.now);
    const int every = std::max(1, static_cast<int>(label * m_epochs / (right - left)) + 1);
    const int tickEvery = std::max(1, static_cast<int>(6 * m_epochs / (right - left)) + 1);
    painter.setFont(font);
    for (int epoch = 0; epoch <= m_epochs; ++epoch) {
        const bool labelled = epoch % every == 0 && (epoch == m_epochs || epoch + every / 2 < m_epochs);
        const bool named = labelled || epoch == m_epochs;
        if (epoch % tickEvery == 0 || named) {
            painter.setPen(QPen(epoch <= m_progress && m_progress > 0 ? c.now : c.lineStrong, 2));
            const double half = named ? 8 : 5;
            painter.drawLine(QPointF(at(epoch), y - half), QPointF(at(epoch), y + half));
        }
        if (!named) continue;
        painter.setPen(c.dim);
        painter.drawText(QRectF(at(epoch) - 60, y + 12, 120, metrics.height()), Qt::AlignHCenter | Qt::AlignTop,
                         epoch == 0 ? tr("start") : tr("epoch %1").arg(epoch));
    }
    painter.setBrush(c.surface);
    painter.setPen(QPen(c.now, 4));
    painter.drawEllipse(QPointF(at(m_progress), y), 8, 8);
}

} // namespace ui
