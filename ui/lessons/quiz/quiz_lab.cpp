#include "ui/lessons/quiz/quiz_lab.h"

#include "ui/export/quiz_files.h"
#include "ui/sentence.h"

#include <algorithm>
#include <numeric>

namespace ui {
namespace {

constexpr int answerKey = -1; // every answer is a step of undo of its own

} // namespace

int optionOf(const QString& typed, std::size_t options) {
    if (typed.size() != 1) return -1;
    const char16_t c = typed[0].toUpper().unicode();
    const int at = c >= u'A' ? c - u'A' : c - u'1';
    return at >= 0 && at < static_cast<int>(options) ? at : -1;
}

QString letterOf(int option) {
    return QString(QChar(u'A' + option));
}

QString quizKindTitle(const QString& kind) {
    if (const cnn::QuizKind* known = cnn::findQuizKind(kind.toStdString())) return sentenceOf(known->title());
    return ui::tr("Review question %1").arg(kind.section('-', -1));
}

// A few questions are of other kinds for each seed, as different as there are.
std::vector<cnn::QuizQuestion> quizQuestionsOf(const QuizScene& scene) {
    if (!scene.isMade()) return {cnn::reviewQuestions().begin(), cnn::reviewQuestions().end()};
    std::vector<std::string> names;
    for (const QString& name : scene.kinds) names.push_back(name.toStdString());
    const std::vector<std::string> kinds =
        mixedKinds(cnn::quizKindsNamed(names), scene.count, static_cast<std::uint64_t>(scene.seed));
    for (auto count = static_cast<std::size_t>(scene.count);; --count) try {
            return cnn::makeQuestions(kinds, count, static_cast<std::uint64_t>(scene.seed), scene.difficulty);
        } catch (const cnn::Error&) {
            if (count == 1) throw; // a kind without a question is our own mistake
        }
}

QuizLab::QuizLab(QUndoStack& undo, QObject* parent) : Document(undo, parent) {
    // Before anybody else who listens.
    connect(this, &QuizLab::changed, this, &QuizLab::rebuild);
    rebuild();
}

void QuizLab::rebuild() {
    if (!m_questions || !m_made.asksAs(scene())) {
        m_questions = std::make_shared<const std::vector<cnn::QuizQuestion>>(quizQuestionsOf(scene()));
        m_made = scene();
    }
    const int count = static_cast<int>(m_questions->size());
    m_asked.clear();
    for (const int question : scene().again)
        if (question < count) m_asked.push_back(question);
    if (!m_asked.empty()) return;
    m_asked.resize(static_cast<std::size_t>(count));
    std::iota(m_asked.begin(), m_asked.end(), 0);
}

std::optional<QuizGiven> QuizLab::given(int question) const {
    const QString text = scene().answer(question);
    if (text.isEmpty() || question >= static_cast<int>(m_questions->size())) return std::nullopt;
    const cnn::QuizQuestion& q = (*m_questions)[static_cast<std::size_t>(question)];
    if (q.isTyped()) {
        const auto verdict = cnn::judge(q, text.toStdString());
        return verdict ? std::optional(QuizGiven{text, -1, *verdict}) : std::nullopt;
    }
    const int option = optionOf(text, q.options.size());
    if (option < 0) return std::nullopt;
    return QuizGiven{letterOf(option), option, cnn::judgeOption(q, static_cast<std::size_t>(option))};
}

std::vector<int> QuizLab::wrong() const {
    std::vector<int> all;
    for (const int question : m_asked)
        if (const auto answer = given(question); answer && !answer->verdict.right) all.push_back(question);
    return all;
}

std::map<QString, QuizTally> QuizLab::scoreOf(const std::vector<int>& questions) const {
    std::map<QString, QuizTally> all = scene().past;
    for (const int question : questions)
        if (const auto answer = given(question))
            all[QString::fromStdString((*m_questions)[static_cast<std::size_t>(question)].kind)] +=
                QuizTally{answer->verdict.right ? 1 : 0, 1};
    return all;
}

std::map<QString, QuizTally> QuizLab::score() const {
    std::vector<int> all(m_questions->size());
    std::iota(all.begin(), all.end(), 0);
    return scoreOf(all);
}

void QuizLab::edit(const QString& text, const QuizScene& next, int mergeKey) {
    QuizScene kept = next;
    if (!kept.asksAs(scene())) {
        kept.past = score();
        kept.answers.clear();
        kept.again.clear();
    }
    Document::edit(text, kept, mergeKey);
}

void QuizLab::answer(int question, const QString& text) {
    QuizScene next = scene();
    next.setAnswer(question, text.left(QuizScene::longestAnswer));
    edit(tr("Answer question %1").arg(question + 1), next, answerKey);
}

void QuizLab::askAgain() {
    const std::vector<int> questions = wrong();
    if (questions.empty()) return;
    QuizScene next = scene();
    next.past = scoreOf(questions);
    for (const int question : questions) next.setAnswer(question, {});
    next.again = questions;
    edit(tr("Repeat what was wrong"), next);
}

void QuizLab::askAll() {
    QuizScene next = scene();
    next.again.clear();
    edit(tr("All questions"), next);
}

void QuizLab::askOthers() {
    QuizScene next = scene();
    next.source = QuizScene::Source::Made;
    next.seed = next.seed % QuizScene::largestSeed + 1;
    edit(tr("New questions"), next);
}

} // namespace ui
