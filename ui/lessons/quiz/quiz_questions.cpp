#include "ui/lessons/quiz/quiz_questions.h"

#include "ui/lessons/quiz/quiz_words.h"
#include "ui/sentence.h"

namespace ui {

Question quizQuestion(const cnn::QuizQuestion& question) {
    Question asked;
    asked.id = "question";
    asked.name = ui::tr("The question");
    asked.ask = quizAskWords(question);
    asked.truth = quizTruthWords(question);
    asked.why = quizSolutionWords(question);
    if (question.isTyped()) {
        asked.judge = [question](const QString& typed) -> std::optional<bool> {
            const auto verdict = cnn::judge(question, typed.toStdString());
            return verdict ? std::optional(verdict->right) : std::nullopt;
        };
        return asked;
    }
    const auto options = question.options.size();
    for (const cnn::QuizOption& option : question.options) asked.options << sentenceOf(option.text);
    asked.form = options == 2 ? ui::tr("A or B") : options == 3 ? ui::tr("A, B or C") : ui::tr("A, B, C or D");
    asked.judge = [right = static_cast<int>(question.rightOption()),
                   options](const QString& typed) -> std::optional<bool> {
        const int option = optionOf(typed.trimmed(), options);
        return option < 0 ? std::nullopt : std::optional(option == right);
    };
    return asked;
}

} // namespace ui
