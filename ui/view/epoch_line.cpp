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
    painter.setFont(Style::numberFont(std::max(13.0, 13 * m_style.controlScale())));
    const QFontMetricsF metrics(painter.font());
    const double label = metrics.horizontalAdvance(tr("epoch %1").arg(m_epochs)) + 16;
    const double left = metrics.horizontalAdvance(tr("start")) / 2 + 8;
    const QLineF line(left, height() / 2.0 - metrics.height() / 2, width() - label / 2,
                      height() / 2.0 - metrics.height() / 2);
    const QPointF now = line.pointAt(m_progress / m_epochs);
    painter.setPen(QPen(c.sunken, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(line);
    painter.setPen(QPen(c.now, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(line.p1(), now);
    paintTicks(painter, line, label);
    painter.setBrush(c.surface);
    painter.setPen(QPen(c.now, 4));
    painter.drawEllipse(now, 8, 8);
}

void EpochLine::paintTicks(QPainter& painter, const QLineF& line, double label) {
    const Palette& c = m_style.colors();
    const double perEpoch = line.dx() / m_epochs;
    const int nameEvery = roundStep(label / perEpoch), tickEvery = roundStep(8 / perEpoch);
    for (int epoch = 0; epoch <= m_epochs; ++epoch) {
        const bool last = epoch == m_epochs;
        const bool named = last || (epoch % nameEvery == 0 && (m_epochs - epoch) * perEpoch >= label);
        if (!named && epoch % tickEvery != 0) continue;
        const QPointF at = line.pointAt(double(epoch) / m_epochs), half(0, named ? 8 : 5);
        painter.setPen(QPen(epoch <= m_progress && m_progress > 0 ? c.now : c.lineStrong, 2));
        painter.drawLine(at - half, at + half);
        if (!named) continue;
        painter.setPen(c.dim);
        painter.drawText(QRectF(at.x() - 60, at.y() + 12, 120, 40), Qt::AlignHCenter | Qt::AlignTop,
                         epoch == 0 ? tr("start") : tr("epoch %1").arg(epoch));
    }
}

} // namespace ui
