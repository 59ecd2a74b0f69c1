#include "ui/view/epoch_line.h"

#include "ui/figure/number_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace ui {
namespace {

// 1, 2, 5, 10, 20, ...: the first that is not below `least`.
int roundStep(double least) {
    for (int power = 1; power < 1000000; power *= 10)
        for (const int factor : {1, 2, 5})
            if (factor * power >= least) return factor * power;
    return 1000000;
}

} // namespace

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
    const double perEpoch = (right - left) / m_epochs;
    const int nameEvery = roundStep(label / perEpoch), tickEvery = roundStep(8 / perEpoch);
    painter.setFont(font);
    for (int epoch = 0; epoch <= m_epochs; ++epoch) {
        const bool last = epoch == m_epochs;
        const bool named = last || (epoch % nameEvery == 0 && (m_epochs - epoch) * perEpoch >= label);
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
