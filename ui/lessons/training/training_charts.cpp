#include "ui/lessons/training/training_charts.h"

#include <QHelpEvent>
#include <QToolTip>

namespace ui {

TrainingChart::TrainingChart(QuantityChart::Quantity quantity, QWidget* parent) : QFrame(parent), m_quantity(quantity) {
    setMinimumSize(100, 80);
    setAccessibleName(QuantityChart::title(quantity));
    setToolTip(
        tr("Training: the mean of the last %1 batches, behind it the single ones. Test: images never learned from, "
           "within an epoch the first 1000 of them, at its end all. Validation: likewise, training images that are "
           "kept out of learning; the test images then are looked at when the run is finished.")
            .arg(m_run.meanOf));
    showRun({}, {});
}

void TrainingChart::setStyle(const Style& style) {
    m_style = style;
    update();
}

void TrainingChart::showRun(const RunCourse& run, const RunStand& stand) {
    m_run = run;
    m_stand = stand;
    setAccessibleDescription(chart().describe());
    update();
}

QuantityChart TrainingChart::chart() const {
    return {size(), QuantityChart::Look::screen(m_style.scale), m_quantity, m_run, m_stand};
}

void TrainingChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    chart().paint(painter, m_style);
}

bool TrainingChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const QString words = chart().changeAt(help->pos()); !words.isEmpty()) {
            QToolTip::showText(help->globalPos(), words, this);
            return true;
        }
    }
    return QFrame::event(event);
}

} // namespace ui
