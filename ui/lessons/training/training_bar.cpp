#include "ui/lessons/training/training_bar.h"

#include "ui/figure/number_text.h"
#include "ui/model/training_session.h"
#include "ui/view/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <cmath>

namespace ui {
namespace {

QPushButton* button(const QString& text, const QString& tip, const char* name) {
    auto* b = new QPushButton(text);
    b->setObjectName(name);
    b->setAccessibleName(text);
    b->setToolTip(tip);
    return b;
}

// Two figures are all that is steady from second to second.
QString speedText(double perSecond) {
    if (perSecond <= 0) return {};
    const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(perSecond)) - 1));
    return grouped(static_cast<qint64>(std::round(perSecond / unit) * unit)) + " images/s";
}

QString timeText(double seconds) {
    if (seconds <= 0) return {};
    if (seconds < 90) return QString("%1 s left").arg(std::max(1, qRound(seconds)));
    if (seconds < 5400) return QString("%1 min left").arg(qRound(seconds / 60));
    return QString("%1 h left").arg(fixed(seconds / 3600, 1));
}

} // namespace

TrainingBar::TrainingBar(QWidget* parent)
    : QWidget(parent), m_start(button(tr("Start"), tr("Start or pause training (Space)"), "accent")),
      m_batch(button(tr("One batch"), tr("Learn one batch (Right)"), "barButton")),
      m_epoch(button(tr("One epoch"), tr("Learn to the end of this epoch"), "barButton")),
      m_over(button(tr("Start over"), tr("Back to the weights it began with"), "barButton")), m_line(new EpochLine),
      m_count(new QLabel), m_speed(new QLabel) {
    m_speed->setObjectName("quiet");
    m_count->setAccessibleName(tr("Batch"));
    m_speed->setAccessibleName(tr("Speed"));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    for (QLabel* label : {m_count, m_speed}) {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        words->addWidget(label);
    }
    words->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 24, 0);
    row->setSpacing(12);
    for (QPushButton* b : {m_start, m_batch, m_epoch, m_over}) row->addWidget(b);
    row->addSpacing(8);
    row->addWidget(m_line, 1);
    row->addLayout(words);
    connect(m_start, &QPushButton::clicked, this, &TrainingBar::startOrPause);
    connect(m_batch, &QPushButton::clicked, this, &TrainingBar::oneBatch);
    connect(m_epoch, &QPushButton::clicked, this, &TrainingBar::oneEpoch);
    connect(m_over, &QPushButton::clicked, this, &TrainingBar::startOver);
    connect(m_line, &EpochLine::moved, this, &TrainingBar::moved);
    paintIcon();
    showRun(nullptr);
}

void TrainingBar::setNoBatchKey() {
    m_batch->setToolTip(tr("Learn one batch"));
}

void TrainingBar::setStyle(const Style& style) {
    m_style = style;
    m_line->setStyle(style);
    const QFontMetrics metrics(Style::numberFont(15 * style.controlScale()));
    m_count->setMinimumWidth(metrics.horizontalAdvance("100 000 images/s, 59 min left"));
    paintIcon();
}

void TrainingBar::paintIcon() {
    const int side = qRound(20 * m_style.controlScale());
    m_start->setIconSize({side, side});
    m_start->setIcon(icon(m_running ? "pause" : "next", m_style.colors().onNow, m_style.colors().dim));
}

void TrainingBar::showRun(const TrainingSession* session, std::optional<double> shown) {
    const bool there = session && session->begun();
    const cnn::RunState state = there ? session->state() : cnn::RunState::Loading;
    const bool can = state == cnn::RunState::Paused || state == cnn::RunState::Running || shown;
    if (const bool running = state == cnn::RunState::Running; running != m_running) {
        m_running = running;
        paintIcon(); // not with all news: every new icon leaves a picture behind in Qt's cache
    }
    m_start->setText(m_running ? tr("Pause") : shown ? tr("Go on") : tr("Start"));
    m_start->setAccessibleName(m_start->text());
    for (QPushButton* b : {m_start, m_batch, m_epoch}) b->setEnabled(can);
    m_over->setEnabled(there && session->history().steps() > 0);
    if (!there) {
        m_count->clear();
        m_speed->clear();
        m_line->setProgress(0, 1);
        return;
    }
    m_line->setProgress(session->progress(), session->settings().epochs, shown);
    m_line->setMovable(session->timeLine().progresses().size() > 1);
    if (shown) {
        m_count->setText(tr("At epoch <b>%1</b>").arg(fixed(*shown, 2)));
        m_speed->setText(tr("of %1 learned").arg(fixed(session->progress(), 2)));
        m_speed->show();
        return;
    }
    m_count->setText(
        tr("Batch <b>%1</b> of %2").arg(grouped(session->batchInEpoch()), grouped(session->batchesPerEpoch())));
    QStringList speed{speedText(session->imagesPerSecond())};
    if (state == cnn::RunState::Finished)
        speed << tr("finished");
    else if (state != cnn::RunState::Diverged)
        speed << timeText(session->secondsLeft());
    speed.removeAll(QString());
    m_speed->setText(speed.join(", "));
    m_speed->setVisible(!speed.isEmpty());
}

void TrainingBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int tall = (height() >= 80 ? 46 : 38) * std::max(1, qRound(m_style.controlScale()));
    const QString sheet = QString("min-height: %1px; max-height: %1px;").arg(tall);
    for (QPushButton* b : {m_start, m_batch, m_epoch, m_over}) b->setStyleSheet(sheet);
    m_start->setStyleSheet(sheet + QString("min-width: %1px;").arg(qRound(92 * m_style.controlScale())));
}

} // namespace ui
