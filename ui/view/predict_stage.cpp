#include "ui/view/predict_stage.h"

#include "ui/view/application_style.h"
#include "ui/view/hand_row.h"
#include "ui/view/settings_panel.h"
#include "ui/view/widget_style.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <algorithm>

namespace ui {
namespace {

constexpr int mostInAColumn = 5;
constexpr double largestShare = 0.5; // of the stage: the picture is asked about

} // namespace

PredictStage::PredictStage(QWidget* stage)
    : QWidget(stage), m_stage(stage), m_words(new QVBoxLayout), m_room(new QVBoxLayout), m_rows(new QGridLayout),
      m_ask(paragraph()), m_yours(paragraph()), m_truth(paragraph()), m_why(paragraph()), m_unread(paragraph()),
      m_entry(new QLineEdit) {
    setObjectName("predictStage");
    m_ask->setObjectName("stageAsk");
    m_yours->setAccessibleName(tr("What was answered"));
    m_truth->setAccessibleName(tr("The answer"));
    m_truth->setObjectName("answerRight");
    m_why->setObjectName("stageWhy");
    m_unread->setObjectName("unreadable");
    m_entry->setObjectName("handEntry");
    m_entry->setAccessibleName(tr("An answer of the room"));
    QSizePolicy kept = m_entry->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the picture above holds still when the answer is revealed
    m_entry->setSizePolicy(kept);
    build();
    m_stage->installEventFilter(this);
    connect(m_entry, &QLineEdit::returnPressed, this, &PredictStage::count);
    hide();
}

// The question and its answer left, the room's answers right.
void PredictStage::build() {
    auto* across = new QHBoxLayout(this);
    for (QLabel* line : {m_ask, m_yours, m_truth, m_why}) m_words->addWidget(line);
    m_words->addStretch(1);
    m_room->addLayout(m_rows);
    m_room->addWidget(m_entry);
    m_room->addWidget(m_unread);
    m_room->addStretch(1);
    across->addLayout(m_words, 1);
    across->addLayout(m_room, 1);
}

double PredictStage::unit() const {
    return std::clamp(std::min(m_stage->width() / 1920.0, m_stage->height() / 1000.0), 0.45, 2.0);
}

Style PredictStage::large() const {
    Style style = m_style;
    style.scale = 1.9 * unit();
    style.compact = 1;
    return style;
}

void PredictStage::setStyle(const Style& style) {
    m_style = style;
    place();
}

void PredictStage::ask(const Question& question) {
    const Question& before = m_hands.question();
    if (question.ask != before.ask || question.truth != before.truth) {
        m_hands.begin(question);
        m_entry->clear();
    }
    m_asks = true;
    m_revealed = false;
    m_unread->clear();
    m_yours->clear();
    makeRows();
    showState();
}

void PredictStage::reveal(const QString& typed, bool right) {
    m_revealed = true;
    m_yours->setObjectName(right ? "answerRight" : "answerWrong");
    m_yours->style()->unpolish(m_yours); // looks up the sheet's rule for the new name
    m_yours->style()->polish(m_yours);
    m_yours->setText(typed.isEmpty() ? QString()
                     : right         ? tr("✓ %1 is right").arg(typed)
                                     : tr("✗ %1 is wrong").arg(typed));
    showState();
}

void PredictStage::leave() {
    m_asks = m_revealed = false;
    showState();
}

void PredictStage::toggleCell(int row, int column) {
    m_entry->setText(withCellToggled(m_entry->text(), row, column));
}

// Enter: the answer that stands there gets a hand more.
void PredictStage::count() {
    const QString typed = m_entry->text().trimmed();
    if (typed.isEmpty()) return;
    const bool read = m_hands.take(typed);
    m_unread->setText(read ? QString() : tr("“%1” cannot be read as an answer.").arg(typed));
    if (read)
        m_entry->clear();
    else
        m_entry->selectAll();
    makeRows();
    showState();
}

void PredictStage::makeRows() {
    const auto& rows = m_hands.rows();
    const auto same = [](const HandRow* made, const HandCount::Row& row) { return made->answer() == row.answer; };
    if (std::ranges::equal(m_made, rows, same)) return;
    for (HandRow* old : m_made) {
        old->hide();
        old->deleteLater();
    }
    m_made.clear();
    const int inAColumn = std::max(mostInAColumn, static_cast<int>(rows.size() + 1) / 2);
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const Question& q = m_hands.question();
        auto* row = new HandRow(q.options.isEmpty() ? QString() : q.letter(i), rows[at].answer, this);
        connect(row, &HandRow::counted, this, [this, at](int hands) {
            m_hands.set(at, hands);
            showRows();
        });
        m_rows->addWidget(row, i % inAColumn, i / inAColumn);
        row->show();
        m_made.push_back(row);
    }
}

void PredictStage::showRows() {
    for (std::size_t i = 0; i < m_made.size(); ++i)
        m_made[i]->show(m_hands.rows()[i], m_hands.largest(), m_revealed, large());
}

void PredictStage::showState() {
    const Question& q = m_hands.question();
    m_ask->setText(q.ask);
    m_truth->setText(m_revealed ? tr("✓ The answer is %1").arg(q.truth) : QString());
    m_why->setText(m_revealed ? q.why : QString());
    m_entry->setPlaceholderText(q.options.isEmpty() ? tr("An answer of the room; “: 7” behind it for seven hands")
                                                    : tr("A letter; “A: 7” for seven hands"));
    for (QLabel* line : {m_yours, m_truth, m_why, m_unread}) line->setVisible(!line->text().isEmpty());
    m_entry->setVisible(!m_revealed);
    place();
}

// What question and answer will take once that is told, so that the picture above holds still then.
int PredictStage::revealedHeight(int width) const {
    const QMargins around = layout()->contentsMargins();
    const int column = (width - around.left() - around.right() - layout()->spacing()) / 2;
    const auto heightOf = [column](QLabel* line, const QString& text) {
        line->ensurePolished();
        return line->fontMetrics().boundingRect(0, 0, column, QWIDGETSIZE_MAX, Qt::TextWordWrap, text).height();
    };
    const Question& q = m_hands.question();
    return around.top() + m_ask->heightForWidth(column) + heightOf(m_truth, tr("✓ The answer is %1").arg(q.truth)) +
           (q.why.isEmpty() ? 0 : heightOf(m_why, q.why) + m_words->spacing()) + 2 * m_words->spacing() +
           around.bottom();
}

// As high as its words need; the stage's own layout ends above it.
void PredictStage::place() {
    const bool visible = m_asks && m_style.presenting;
    setVisible(visible);
    if (!visible) return m_stage->setContentsMargins(0, 0, 0, 0);
    const double u = unit();
    giveSheet(*this, widgetStyleSheet(large()) +
                         QString("QLabel#stageAsk { font-size: %1px; font-weight: 700; } QLabel#stageWhy { font-size: "
                                 "%2px; } QLabel#handName { font-size: %2px; font-weight: 600; } QLabel#answerRight, "
                                 "QLabel#answerWrong { font-size: %3px; }")
                             .arg(qRound(40 * u))
                             .arg(qRound(28 * u))
                             .arg(qRound(36 * u)));
    layout()->setContentsMargins(qRound(96 * u), qRound(18 * u), qRound(96 * u), qRound(18 * u));
    layout()->setSpacing(qRound(64 * u));
    for (QVBoxLayout* column : {m_words, m_room}) column->setSpacing(qRound(10 * u));
    showRows();
    m_rows->setHorizontalSpacing(qRound(36 * u));
    m_rows->setVerticalSpacing(qRound(8 * u));
    ensurePolished();
    layout()->activate();
    const int width = m_stage->width();
    const int wanted = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    const int height = std::min(std::max(wanted, revealedHeight(width)), qRound(largestShare * m_stage->height()));
    setGeometry(0, m_stage->height() - height, width, height);
    m_stage->setContentsMargins(0, 0, 0, height);
    raise();
}

bool PredictStage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_stage && event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

// Enter in a field is the field's; it does not step the lecture.
void PredictStage::keyPressEvent(QKeyEvent* event) {
    const bool typing = qobject_cast<QLineEdit*>(focusWidget());
    if (typing && event->key() == Qt::Key_Escape)
        m_stage->setFocus();
    else if (!typing || (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter))
        QWidget::keyPressEvent(event);
}

void PredictStage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_style.colors().surface);
    painter.fillRect(QRect(0, 0, width(), 2), m_style.colors().lineStrong);
}

} // namespace ui
