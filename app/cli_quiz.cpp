// quiz: review questions as worksheets or as files of learning platforms.
#include "app/cli_commands.h"
#include "app/console.h"
#include "core/base/error.h"
#include "ui/export/quiz_files.h"
#include "ui/sentence.h"

namespace ui {
namespace {

// A line a kind, under the name of its group.
QString kindList() {
    constexpr int column = 22;
    QString text;
    for (const cnn::QuizGroup& group : cnn::quizGroups()) {
        text += QString("%1%2\n").arg(QString(group.id).leftJustified(column + 2), sentenceOf(group.title()));
        for (const cnn::QuizKind& kind : cnn::quizKinds())
            if (QString(kind.group) == group.id)
                text += QString("  %1%2\n").arg(QString(kind.id).leftJustified(column), sentenceOf(kind.title()));
    }
    return text;
}

QuizWish wishOf(const Arguments& a) {
    using cnn::Difficulty;
    QuizWish wish;
    for (const QString& name : a.text("kinds").split(',', Qt::SkipEmptyParts))
        wish.kinds.push_back(name.trimmed().toStdString());
    wish.kinds = cnn::quizKindsNamed(wish.kinds);
    wish.difficulty = a.choice<Difficulty>(
        "difficulty", {{"easy", Difficulty::Easy}, {"usual", Difficulty::Usual}, {"hard", Difficulty::Hard}});
    wish.count = a.whole("count", 1, QuizWish::mostQuestions);
    wish.sheets = a.whole("sheets", 1, QuizWish::mostSheets);
    wish.seed = a.seed("seed");
    wish.review = a.has("review");
    return wish;
}

void runQuiz(const Arguments& a) {
    if (a.has("list")) return printResult(kindList().toStdString());
    const QuizWish wish = wishOf(a);
    if (!a.has("o"))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("-o is missing: the file that the questions go into."));
    QuizSaved saved;
    {
        ProgressBar bar;
        saved = saveQuiz(wish, a.text("o"), {}, [&](double done) { bar.show(done, "pages"); });
    }
    say(QString(saved.written == 1 ? "%1 question written." : "%1 questions written.").arg(saved.written));
    if (saved.skipped > 0)
        say(QString(saved.skipped == 1 ? "%1 question was left out: the format cannot hold it."
                                       : "%1 questions were left out: the format cannot hold them.")
                .arg(saved.skipped));
}

} // namespace

const Command quizCommand{
    "quiz",
    "",
    "Make review questions: worksheets with solutions, Moodle, Canvas, GIFT, Aiken, CSV",
    "\nThe name's end says what becomes of them: .pdf worksheets with the solutions on pages of their own, .xml "
    "Moodle\n"
    "XML, .zip QTI 1.2 as Canvas reads it, .gift GIFT, .txt Aiken (choices only), .csv a table. The last three carry "
    "no\n"
    "pictures: questions that need one are left out and counted. The same seed makes the same bytes.\n"
    "\nExample: convscope quiz --kinds size,cell --count 20 --seed 7 -o quiz.xml\n",
    {{"list", "", "print the kinds of questions there are"},
     {"kinds", "NAMES", "kinds or groups of them, as --list prints them (default: all)"},
     {"count", "N", "how many questions, of each sheet", "10"},
     {"seed", "N", "which questions", "1"},
     {"difficulty", "NAME", "easy, usual or hard", "usual"},
     {"sheets", "N", "so many sheets, each with other questions", "1"},
     {"review", "", "the five questions of a review instead, which are always the same"},
     {"o", "FILE", "where the questions go"}},
    runQuiz,
    true};

} // namespace ui
