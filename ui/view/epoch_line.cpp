#include "ui/view/epoch_line.h"

#include "ui/figure/count.h"
#include "ui/figure/number_text.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
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

void EpochLine::setProgress(double progress, int epochs, std::optional<double> shown) {
    m_progress = progress;
    m_epochs = epochs;
    m_shown = shown;
    setAccessibleDescription(tr("%1 of %2").arg(fixed(shown.value_or(progress), 2), count::epochs(epochs)));
    update();
}

void EpochLine::setMovable(bool movable) {
    m_movable = movable;
    setFocusPolicy(movable ? Qt::TabFocus : Qt::NoFocus);
    setCursor(movable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(movable ? tr("Drag back to any moment of the run (Left, Right, Home, End)") : QString());
}

// ---- the handle ----------------------------------------------------------------------------------------------------

QPointF EpochLine::placeOf(double progress) const {
    return line().pointAt(progress / m_epochs);
}

void EpochLine::moveTo(double progress) {
    const double wished = std::clamp(progress, 0.0, m_progress);
    if (m_movable && wished != m_shown.value_or(m_progress)) emit moved(wished);
}

void EpochLine::mousePressEvent(QMouseEvent* event) {
    mouseMoveEvent(event);
}

// The last few pixels before the newest moment are the newest moment.
void EpochLine::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton)) return;
    const double x = event->position().x();
    if (x > placeOf(m_progress).x() - 4) return moveTo(m_progress);
    moveTo((x - line().x1()) / line().dx() * m_epochs);
}

void EpochLine::keyPressEvent(QKeyEvent* event) {
    const double step = std::max(m_progress / 40, 1e-9), at = m_shown.value_or(m_progress);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(at - step);
    case Qt::Key_Right:
        return moveTo(at + step);
    case Qt::Key_Home:
        return moveTo(0);
    case Qt::Key_End:
        return moveTo(m_progress);
    default:
        QWidget::keyPressEvent(event);
    }
}

// ---- painting ------------------------------------------------------------------------------------------------------

double EpochLine::labelWidth() const {
    const QFontMetricsF metrics(Style::numberFont(std::max(13.0, 13 * m_style.controlScale())));
    return metrics.horizontalAdvance(tr("epoch %1").arg(m_epochs)) + 16;
}

QLineF EpochLine::line() const {
    const QFontMetricsF metrics(Style::numberFont(std::max(13.0, 13 * m_style.controlScale())));
    const double left = metrics.horizontalAdvance(tr("start")) / 2 + 8, y = height() / 2.0 - metrics.height() / 2;
    return {left, y, width() - labelWidth() / 2, y};
}

void EpochLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette& c = m_style.colors();
    painter.setFont(Style::numberFont(std::max(13.0, 13 * m_style.controlScale())));
    const QLineF whole = line();
    const QPointF shown = placeOf(m_shown.value_or(m_progress));
    painter.setPen(QPen(c.sunken, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(whole);
    if (m_shown) { // what has been learned since then
        painter.setPen(QPen(c.lineStrong, 4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(shown, placeOf(m_progress));
    }
    painter.setPen(QPen(c.now, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(whole.p1(), shown);
    paintTicks(painter, whole, labelWidth());
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.text, 2));
        painter.drawEllipse(shown, 13, 13);
    }
    painter.setBrush(c.surface);
    painter.setPen(QPen(c.now, 4));
    painter.drawEllipse(shown, 8, 8);
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
        const double shown = m_shown.value_or(m_progress);
        painter.setPen(QPen(epoch <= shown && shown > 0 ? c.now : c.lineStrong, 2));
        painter.drawLine(at - half, at + half);
        if (!named) continue;
        painter.setPen(c.dim);
        painter.drawText(QRectF(at.x() - 60, at.y() + 12, 120, 40), Qt::AlignHCenter | Qt::AlignTop,
                         epoch == 0 ? tr("start") : tr("epoch %1").arg(epoch));
    }
}

} // namespace ui
