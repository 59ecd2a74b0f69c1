#include "ui/lessons/grids/runs_bar.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/grids/four_runs.h"
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

} // namespace

RunsBar::RunsBar(QWidget* parent)
    : QWidget(parent), m_start(button(tr("Start"), tr("Start or pause training (Space)"), "accent")),
      m_over(button(tr("Start over"), tr("Back to four untrained networks"), "barButton")), m_line(new EpochLine),
      m_turn(new QLabel), m_left(new QLabel) {
    m_left->setObjectName("quiet");
    m_turn->setAccessibleName(tr("Run"));
    m_left->setAccessibleName(tr("Time left"));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    for (QLabel* label : {m_turn, m_left}) {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        words->addWidget(label);
    }
    words->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 24, 0);
    row->setSpacing(12);
    row->addWidget(m_start);
    row->addWidget(m_over);
    row->addSpacing(8);
    row->addWidget(m_line, 1);
    row->addLayout(words);
    connect(m_start, &QPushButton::clicked, this, &RunsBar::startOrPause);
    connect(m_over, &QPushButton::clicked, this, &RunsBar::startOver);
}

void RunsBar::setStyle(const Style& style) {
    m_style = style;
    m_line->setStyle(style);
    const QFontMetrics metrics(Style::numberFont(15 * style.controlScale()));
    m_turn->setMinimumWidth(metrics.horizontalAdvance("LeNet, shuffled: epoch 10"));
    fit();
}

void RunsBar::fit() {
    const int tall = qRound(38 * m_style.controlScale()), imageSide = qRound(20 * m_style.controlScale());
    const QString sheet = QString("min-height: %1px; max-height: %1px;").arg(tall);
    m_over->setStyleSheet(sheet);
    m_start->setStyleSheet(sheet + QString("min-width: %1px;").arg(qRound(92 * m_style.controlScale())));
    m_start->setIconSize({imageSide, imageSide});
    m_start->setIcon(icon(m_running ? "pause" : "next", m_style.colors().onNow, m_style.colors().dim));
}

void RunsBar::showRuns(const FourRuns& runs, int epochs) {
    const bool finished = runs.begun() && runs.finished();
    if (m_running != runs.running()) {
        m_running = runs.running();
        fit();
    }
    m_start->setText(m_running ? tr("Pause") : tr("Start"));
    m_start->setAccessibleName(m_start->text());
    m_start->setEnabled(!finished);
    m_over->setEnabled(runs.begun());
    m_line->setProgress(std::min(runs.progress(), double(epochs)), epochs);
    const int turn = runs.turn();
    if (finished)
        m_turn->setText(tr("All four have ended"));
    else if (runs.begun())
        m_turn->setText(tr("%1: epoch %2")
                            .arg(FourRuns::name(turn))
                            .arg(std::min(epochs, static_cast<int>(std::floor(runs.epochsDone(turn))) + 1)));
    else
        m_turn->setText(tr("Four untrained networks"));
    const double left = finished ? 0 : runs.secondsLeft();
    m_left->setText(left <= 0   ? QString()
                    : left < 90 ? tr("%1 s left").arg(std::max(1, qRound(left)))
                                : tr("%1 min left").arg(qRound(left / 60)));
    m_left->setVisible(!m_left->text().isEmpty());
}

} // namespace ui
