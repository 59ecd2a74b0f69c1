#include "ui/lessons/quiz/quiz_words.h"

#include "ui/sentence.h"

namespace ui {

QString quizScoreWords(const QuizTally& tally) {
    return ui::tr("%1 of %2 right").arg(tally.right).arg(tally.answered);
}

QString quizAskWords(const cnn::QuizQuestion& question) {
    return sentenceOf(question.ask);
}

QString quizSolutionWords(const cnn::QuizQuestion& question) {
    return sentenceOf(question.why);
}

QString quizMistakeWords(const QuizGiven& given) {
    if (given.verdict.right) return quizRightWords();
    if (given.verdict.mistake) return sentenceOf(*given.verdict.mistake);
    return ui::tr("That is not it.");
}

QString quizTruthWords(const cnn::QuizQuestion& question) {
    const QString answer = sentenceOf(question.answer());
    if (question.isTyped()) return answer;
    return ui::tr("%1: %2").arg(letterOf(static_cast<int>(question.rightOption())), answer);
}

QString quizHeadWords(const QuizStage& stage) {
    const std::string& kind = stage.asks().kind;
    const QString which = (stage.again ? ui::tr("Once more, %1 of %2") : ui::tr("Question %1 of %2"))
                              .arg(stage.stop + 1)
                              .arg(stage.stops);
    if (!cnn::findQuizKind(kind)) return which; // of the review: they have numbers only
    return ui::tr("%1: %2").arg(which, quizKindTitle(QString::fromStdString(kind)));
}

QString quizWords(const QuizStage& stage) {
    const cnn::QuizQuestion& question = stage.asks();
    QStringList all{stage.headline + ".", quizHeadWords(stage) + ".", quizAskWords(question)};
    if (question.picture.any()) all << quizPictureWords(question.picture);
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        const auto& option = question.options[i];
        const QString words = option.grid ? quizGridWords(*option.grid) : sentenceOf(option.text);
        all << ui::tr("%1: %2.").arg(letterOf(static_cast<int>(i)), words);
    }
    if (const QuizGiven* given = stage.judged()) {
        all << ui::tr("Your answer: %1.").arg(QString(given->text).replace('-', QChar(0x2212)))
            << quizMistakeWords(*given);
        if (!given->verdict.right) all << ui::tr("The answer is %1.").arg(quizTruthWords(question));
        all << quizSolutionWords(question);
    }
    if (stage.score.answered > 0 && !stage.covered) all << quizScoreWords(stage.score) + ".";
    return all.join('\n');
}

} // namespace ui
