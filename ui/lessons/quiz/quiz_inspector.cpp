#include "ui/lessons/quiz/quiz_inspector.h"

#include "ui/lessons/quiz/quiz_words.h"
#include "ui/sentence.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace ui {
namespace {

QVBoxLayout* columnOf(QWidget* box) {
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    return column;
}

// The group's name and its kinds', as far as these are chosen: all, some or none of them.
Qt::CheckState chosenOf(const QStringList& kinds, const cnn::QuizGroup& group) {
    if (kinds.isEmpty() || kinds.contains(QLatin1String(group.id))) return Qt::Checked;
    int all = 0, some = 0;
    for (const cnn::QuizKind& kind : cnn::quizKinds()) {
        if (std::string_view(kind.group) != group.id) continue;
        ++all;
        some += kinds.contains(QLatin1String(kind.id)) ? 1 : 0;
    }
    return some == 0 ? Qt::Unchecked : some == all ? Qt::Checked : Qt::PartiallyChecked;
}

} // namespace

QuizInspector::QuizInspector(QuizLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_score(paragraph()),
      m_again(new QPushButton(tr("Repeat what was wrong"))), m_all(new QPushButton(tr("All questions"))),
      m_others(new QPushButton(tr("New questions"))), m_worksheet(new QPushButton(tr("Worksheet or file…"))) {
    m_settings.add(quizSettings());
    m_kinds = makeKinds();
    m_kindsHead = addSection(tr("Kinds"), m_kinds);
    m_score->setAccessibleName(tr("Score"));
    addSection(tr("Score"), m_score);
    add(makeButtons());
    connect(&m_lab, &QuizLab::changed, this, [this] {
        refresh();
        setAsOpened(m_lab.asOpened());
        showKinds();
        showScore();
    });
    showKinds();
    showScore();
}

QWidget* QuizInspector::makeKinds() {
    auto* box = new QWidget;
    auto* column = columnOf(box);
    for (const cnn::QuizGroup& group : cnn::quizGroups()) {
        auto* check = new QCheckBox(sentenceOf(group.title()));
        connect(check, &QCheckBox::clicked, this, &QuizInspector::chooseKinds);
        column->addWidget(check);
        m_groups.push_back(check);
    }
    return box;
}

QWidget* QuizInspector::makeButtons() {
    auto* box = new QWidget;
    auto* column = columnOf(box);
    for (QPushButton* button : {m_again, m_all, m_others, m_worksheet}) column->addWidget(button);
    m_again->setToolTip(tr("Asks only what was answered wrong"));
    m_all->setToolTip(tr("No longer only what was answered wrong"));
    m_others->setToolTip(tr("Other questions of these kinds; the score stays"));
    m_worksheet->setToolTip(tr("Questions on paper, or for a learning platform"));
    connect(m_again, &QPushButton::clicked, &m_lab, &QuizLab::askAgain);
    connect(m_all, &QPushButton::clicked, &m_lab, &QuizLab::askAll);
    connect(m_others, &QPushButton::clicked, &m_lab, &QuizLab::askOthers);
    connect(m_worksheet, &QPushButton::clicked, this, &QuizInspector::worksheetWanted);
    return box;
}

void QuizInspector::chooseKinds() {
    QStringList kinds;
    const auto groups = cnn::quizGroups();
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (m_groups[i]->checkState() == Qt::Checked)
            kinds << groups[i].id;
        else if (m_groups[i]->checkState() == Qt::PartiallyChecked) // chosen one by one, in a file
            for (const cnn::QuizKind& kind : cnn::quizKinds())
                if (std::string_view(kind.group) == groups[i].id &&
                    m_lab.scene().kinds.contains(QLatin1String(kind.id)))
                    kinds << kind.id;
    if (kinds.isEmpty()) {
        showKinds();
        return emit refused(tr("A quiz needs questions of one kind at least."));
    }
    emit refused({});
    QuizScene next = m_lab.scene();
    const bool all = std::ranges::all_of(m_groups, [](const QCheckBox* c) { return c->checkState() == Qt::Checked; });
    next.kinds = all ? QStringList() : kinds;
    m_lab.edit(tr("Change kinds"), next);
    showKinds();
}

void QuizInspector::showKinds() {
    for (QWidget* part : {m_kindsHead, m_kinds}) part->setVisible(m_lab.scene().isMade());
    const auto groups = cnn::quizGroups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Qt::CheckState state = chosenOf(m_lab.scene().kinds, groups[i]);
        m_groups[i]->setTristate(state == Qt::PartiallyChecked);
        m_groups[i]->setCheckState(state);
    }
}

void QuizInspector::showScore() {
    QuizTally sum;
    QStringList lines;
    for (const auto& [kind, tally] : m_lab.score()) {
        sum += tally;
        lines << tr("%1: %2").arg(quizKindTitle(kind), quizScoreWords(tally));
    }
    m_score->setText(sum.answered == 0 ? tr("Nothing is answered yet.")
                                       : tr("%1 in all.\n%2").arg(quizScoreWords(sum), lines.join('\n')));
    m_again->setEnabled(!m_lab.wrong().empty());
    m_all->setVisible(!m_lab.scene().again.empty());
}

} // namespace ui
