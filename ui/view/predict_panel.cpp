#include "ui/view/predict_panel.h"

#include "ui/view/controls.h"
#include "ui/view/icons.h"
#include "ui/view/option_buttons.h"
#include "ui/view/settings_panel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <algorithm>

namespace ui {
namespace {

constexpr int fewChoices = 4; // side by side; more are a list
constexpr int margin = 16;

// Keys that step a lesson, and that no answer begins with.
bool steps(int key) {
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Space:
    case Qt::Key_Backspace:
        return true;
    default:
        return false;
    }
}

} // namespace

PredictPanel::PredictPanel(QWidget* parent)
    : QWidget(parent), m_switch(new QCheckBox(tr("Predict"))), m_body(new QWidget), m_answerRow(new QWidget),
      m_column(new QVBoxLayout(m_body)), m_ask(paragraph()), m_unreadable(paragraph()), m_why(paragraph()),
      m_count(paragraph()), m_answer(new QLineEdit), m_options(new OptionButtons),
      m_reveal(new QPushButton(tr("Reveal"))), m_showStep(new QPushButton(tr("Show the step"))), m_yours(makeLine()),
      m_truth(makeLine()) {
    setObjectName("predict");
    m_switch->setToolTip(tr("Covers an answer on the stage and asks for it (P)"));
    m_answer->setPlaceholderText(tr("Your answer"));
    m_answer->setAccessibleName(tr("Your answer"));
    m_answer->setObjectName("answer");
    m_reveal->setObjectName("reveal");
    m_showStep->setObjectName("showStep");
    m_showStep->setToolTip(tr("Goes to the step that explains the answer"));
    m_ask->setObjectName("ask");
    m_unreadable->setObjectName("unreadable");
    m_why->setObjectName("quiet");
    m_count->setObjectName("quiet");
    m_yours.text->setAccessibleName(tr("Your answer"));
    m_truth.text->setAccessibleName(tr("The answer"));
    m_count->setAccessibleName(tr("Right so far"));
    m_answer->installEventFilter(this);
    build();
    // clicked, not toggled: only what the user does.
    connect(m_switch, &QCheckBox::clicked, this, &PredictPanel::switched);
    connect(m_reveal, &QPushButton::clicked, this, qOverload<>(&PredictPanel::reveal));
    connect(m_options, &OptionButtons::chosen, this, [this](const QString& letter) {
        m_answer->setText(letter);
        reveal();
    });
    connect(m_showStep, &QPushButton::clicked, this, [this] { emit stepWanted(m_asked.id); });
    showState();
}

void PredictPanel::build() {
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(margin, 10, margin, 12);
    rows->setSpacing(8);
    rows->addWidget(m_switch);
    rows->addWidget(m_body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    auto* across = new QHBoxLayout(m_answerRow);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(8);
    across->addWidget(m_answer, 1);
    across->addWidget(m_reveal);
    for (QWidget* part : {static_cast<QWidget*>(m_ask), static_cast<QWidget*>(m_options), m_answerRow,
                          static_cast<QWidget*>(m_unreadable), m_yours.row, m_truth.row, static_cast<QWidget*>(m_why),
                          static_cast<QWidget*>(m_showStep), static_cast<QWidget*>(m_count)})
        m_column->addWidget(part);
}

PredictPanel::Line PredictPanel::makeLine() {
    Line line{new QWidget, new QLabel, paragraph()};
    auto* across = new QHBoxLayout(line.row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(6);
    across->addWidget(line.mark, 0, Qt::AlignTop);
    across->addWidget(line.text, 1);
    return line;
}

void PredictPanel::setStyle(const Style& style) {
    m_style = style;
    m_names.clear(); // another text size may need another kind of choice
    showState();
}

void PredictPanel::begin(std::vector<Question> questions, const QString& id) {
    if (questions.empty()) return leave();
    m_on = true;
    m_right = m_answered = 0;
    m_questions = std::move(questions);
    m_typing = id.isEmpty(); // by the user, who goes on by keyboard
    const auto at = std::ranges::find(m_questions, id, &Question::id);
    choose(at == m_questions.end() ? 0 : static_cast<int>(at - m_questions.begin()));
}

void PredictPanel::leave() {
    const bool was = m_on;
    m_on = m_revealed = m_typing = false;
    m_questions.clear();
    m_chosen.clear();
    m_answer->clear();
    showState();
    if (was) {
        emit covered({});
        emit shown();
        emit done();
    }
}

void PredictPanel::setQuestions(std::vector<Question> questions) {
    if (!m_on) return;
    m_questions = std::move(questions);
    if (m_questions.empty()) return leave();
    const Question* now = chosen();
    if (!now) return choose(0); // what was asked for is not there in this step
    if (now->ask != m_asked.ask)
        ask();
    else if (now->truth == m_asked.truth)
        showState();     // the names may be others
    else if (m_revealed) // an edit made another answer of it: what stands there is no longer true
        ask();
    else {
        m_asked = *now;
        emit shown();
    }
}

const Question* PredictPanel::chosen() const {
    const auto at = std::ranges::find(m_questions, m_chosen, &Question::id);
    return at == m_questions.end() ? nullptr : &*at;
}

void PredictPanel::choose(int index) {
    if (index < 0 || index >= static_cast<int>(m_questions.size())) return; // of a list that has been replaced since
    m_chosen = m_questions[static_cast<std::size_t>(index)].id;
    ask();
}

void PredictPanel::ask() {
    const Question* now = chosen();
    if (!now) return;
    m_asked = *now;
    m_revealed = false;
    m_answer->clear();
    m_unreadable->clear();
    showState();
    // Whoever answered by keyboard goes on with it; whoever works on the stage keeps it.
    if (m_typing && isVisible()) m_answer->setFocus();
    emit covered(m_asked.covered());
    emit shown();
}

void PredictPanel::askAgain() {
    m_typing = m_typing && m_answer->hasFocus();
    if (m_on) ask();
}

void PredictPanel::toggleCell(int row, int column) {
    m_answer->setText(withCellToggled(m_answer->text(), row, column));
}

void PredictPanel::reveal() {
    if (!m_on || m_revealed) return;
    const QString typed = m_answer->text().trimmed();
    const bool answered = !typed.isEmpty();
    const std::optional<bool> judged = m_asked.judge(typed);
    if (answered && !judged) {
        m_unreadable->setText(tr("“%1” cannot be read as an answer. %2")
                                  .arg(typed, m_asked.form.isEmpty()
                                                  ? tr("A number is typed as 12 or −0.5, a size as 2 × 3.")
                                                  : tr("Type %1.").arg(m_asked.form)));
        m_unreadable->show();
        m_answer->selectAll();
        return;
    }
    reveal(typed, judged);
}

void PredictPanel::showAnswer() {
    if (!covers()) return;
    const QString typed = m_answer->text().trimmed();
    const auto judged = m_asked.judge(typed);
    reveal(judged ? typed : QString(), judged);
}

// judged: whether it is right, of an answer that can be read.
void PredictPanel::reveal(const QString& typed, std::optional<bool> judged) {
    const bool answered = !typed.isEmpty();
    m_typing = m_answer->hasFocus() || m_reveal->hasFocus();
    m_revealed = true;
    m_isRight = answered && judged.value_or(false);
    m_answered += answered ? 1 : 0;
    m_right += m_isRight ? 1 : 0;
    const int option = m_asked.optionOf(typed);
    m_typed = option < 0 ? typed : m_asked.options[option];
    m_why->setText(m_asked.why);
    m_count->setText(tr("%1 of %2 right so far").arg(m_right).arg(m_answered));
    showState();
    emit covered({});
    emit shown();
    if (m_typing) emit done();
}

void PredictPanel::showState() {
    m_switch->setChecked(m_on);
    m_body->setVisible(m_on);
    if (!m_on) return;
    showChoice();
    m_ask->setText(m_asked.ask);
    m_answer->setAccessibleDescription(m_asked.ask);
    const bool answered = m_revealed && !m_typed.isEmpty();
    m_options->setOptions(m_revealed ? Question() : m_asked);
    m_answerRow->setVisible(!m_revealed);
    m_unreadable->setVisible(!m_revealed && !m_unreadable->text().isEmpty());
    m_yours.row->setVisible(answered);
    m_truth.row->setVisible(m_revealed && !(answered && m_isRight && m_typed == m_asked.truth));
    m_why->setVisible(m_revealed && !m_asked.why.isEmpty());
    m_showStep->setVisible(answered && !m_isRight && m_asked.hasStep);
    m_count->setVisible(m_answered > 0);
    showLine(m_yours, tr("You: %1").arg(m_typed), m_isRight);
    showLine(m_truth, tr("Answer: %1").arg(m_asked.truth), true);
}

void PredictPanel::showLine(Line& line, const QString& text, bool right) {
    const Palette& c = m_style.colors();
    const QColor color = right ? c.output : c.error;
    const int side = qRound(18 * m_style.controlScale());
    line.mark->setPixmap(icon(right ? "tick" : "cross", color, color).pixmap(side, side));
    line.mark->setAccessibleName(right ? tr("right") : tr("wrong"));
    line.text->setText(text);
    line.text->setObjectName(right ? "answerRight" : "answerWrong");
    line.text->style()->unpolish(line.text); // looks up the sheet's rule for the new name
    line.text->style()->polish(line.text);
}

// A choice of what is covered, when there is one: side by side as long as it fits, else a list.
void PredictPanel::showChoice() {
    QStringList names;
    for (const Question& q : m_questions) names << q.name;
    if (names != m_names) makeChoice(names);
    if (m_showChosen) m_showChosen(static_cast<int>(chosen() - m_questions.data()));
}

void PredictPanel::makeChoice(const QStringList& names) {
    m_names = names;
    m_showChosen = {};
    if (m_choice) {
        m_choice->disconnect(this);
        m_choice->hide();        // with its popup
        m_choice->deleteLater(); // it may be the sender
    }
    m_choice = nullptr;
    if (names.size() < 2) return;
    if (names.size() <= fewChoices) {
        auto* few = new Segmented(tr("What is covered"), names, m_body);
        few->ensurePolished();
        for (QWidget* part : few->findChildren<QWidget*>()) part->ensurePolished();
        if (few->sizeHint().width() <= width() - 2 * margin) {
            connect(few, &Segmented::changed, this, &PredictPanel::choose);
            m_showChosen = [few](int index) { few->setCurrent(index); };
            m_choice = few;
        } else
            delete few;
    }
    if (!m_choice) {
        auto* many = new DropDown(m_body);
        many->addItems(names);
        many->setAccessibleName(tr("What is covered"));
        connect(many, &QComboBox::activated, this, &PredictPanel::choose);
        m_showChosen = [many](int index) { many->setCurrentIndex(index); };
        m_choice = many;
    }
    m_column->insertWidget(0, m_choice);
    m_choice->show();
}

bool PredictPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_answer || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        reveal();
        return true;
    }
    if (!m_answer->text().isEmpty() || key->modifiers() & Qt::ControlModifier || !steps(key->key())) return false;
    emit passedOn(key);
    return true;
}

void PredictPanel::keyPressEvent(QKeyEvent* event) {
    if (m_on && event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

void PredictPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (!m_on || event->oldSize().width() == event->size().width()) return;
    m_names.clear(); // another width may need another kind of choice
    showState();
}

} // namespace ui
