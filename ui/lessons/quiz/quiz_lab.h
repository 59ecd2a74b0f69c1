// The document of a quiz: the scene, its questions, and how the answers are judged.
#pragma once

#include "ui/lessons/quiz/quiz_scene.h"
#include "ui/model/document.h"

#include <memory>
#include <optional>

namespace ui {

// An answer that was given and could be read.
struct QuizGiven {
    QString text;    // as typed, or the letter
    int option = -1; // of a choice
    cnn::QuizVerdict verdict;
};

// Letter A .. D, in either case, or 1 .. 4 of an option; -1: none of them.
int optionOf(const QString& typed, std::size_t options);
QString letterOf(int option);

class QuizLab : public Document<QuizScene> {
    Q_OBJECT
public:
    explicit QuizLab(QUndoStack& undo, QObject* parent = nullptr);

    // Never none; fewer than the scene wants where its kinds have no more.
    const std::vector<cnn::QuizQuestion>& questions() const { return *m_questions; }
    std::shared_ptr<const std::vector<cnn::QuizQuestion>> shared() const { return m_questions; }
    // The indices of those that are asked now: all, or those that are asked again.
    const std::vector<int>& asked() const { return m_asked; }
    // None: not answered yet, or with something that is no answer.
    std::optional<QuizGiven> given(int question) const;
    std::vector<int> wrong() const; // among those that are asked
    // By kind, the answers of before and these.
    std::map<QString, QuizTally> score() const;

    // A change that asks other questions keeps the score and nothing else of the answers.
    void edit(const QString& text, const QuizScene& next, int mergeKey = -1);
    void answer(int question, const QString& text);
    void askAgain();  // what was answered wrong
    void askAll();    // no longer only those
    void askOthers(); // the next seed

private:
    void rebuild();
    // The answers move into the score.
    std::map<QString, QuizTally> scoreOf(const std::vector<int>& questions) const;

    QuizScene m_made; // what m_questions were made for
    std::shared_ptr<const std::vector<cnn::QuizQuestion>> m_questions;
    std::vector<int> m_asked;
};

// The questions of a scene; as many as there are.
std::vector<cnn::QuizQuestion> quizQuestionsOf(const QuizScene& scene);
// "Value of a cell"; of the review: "Review question 2".
QString quizKindTitle(const QString& kind);

} // namespace ui
