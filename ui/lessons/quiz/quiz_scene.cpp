#include "ui/lessons/quiz/quiz_scene.h"

#include <QJsonArray>

namespace ui {
namespace {

using S = QuizScene;

const QStringList& kindNames() {
    static const QStringList names = [] {
        QStringList all;
        for (const cnn::QuizGroup& group : cnn::quizGroups()) all << group.id;
        for (const cnn::QuizKind& kind : cnn::quizKinds()) all << kind.id;
        return all;
    }();
    return names;
}

// What is answered: kinds, and the questions of the review.
const QStringList& answeredNames() {
    static const QStringList names = [] {
        QStringList all;
        for (const cnn::QuizKind& kind : cnn::quizKinds()) all << kind.id;
        for (const cnn::QuizQuestion& question : cnn::reviewQuestions()) all << QString::fromStdString(question.kind);
        return all;
    }();
    return names;
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

void readKinds(const SceneValue& from, S& s) {
    const SceneValue kinds = from["kinds"];
    if (!kinds.given()) return;
    for (const SceneValue& kind : kinds.list(0, kindNames().size())) {
        const QString name = kind.nameFrom(kindNames());
        if (s.kinds.contains(name)) kind.refuse(ui::tr("stands there twice"));
        s.kinds << name;
    }
}

void readAnswers(const SceneValue& from, S& s) {
    const SceneValue answers = from["answers"];
    if (!answers.given()) return;
    for (const SceneValue& answer : answers.list(0, S::mostQuestions)) s.answers << answer.text(S::longestAnswer);
    while (!s.answers.isEmpty() && s.answers.back().isEmpty()) s.answers.removeLast();
}

void readAgain(const SceneValue& from, S& s) {
    const SceneValue again = from["again"];
    if (!again.given()) return;
    for (const SceneValue& question : again.list(0, S::mostQuestions)) {
        const int index = question.whole(1, S::mostQuestions) - 1;
        if (!s.again.empty() && index <= s.again.back()) question.refuse(ui::tr("must be larger than the one before"));
        s.again.push_back(index);
    }
}

QJsonValue writtenAgain(const S& s) {
    QJsonArray all;
    for (const int index : s.again) all.append(index + 1);
    return all;
}

void readPast(const SceneValue& from, S& s) {
    const SceneValue past = from["past"];
    if (!past.given()) return;
    for (const SceneValue& one : past.list(0, answeredNames().size())) {
        const QStringList keys{"kind", "right", "answered"};
        if (const auto wrong = one.unknown(keys); !wrong.empty()) throw wrong.front();
        const QString kind = one["kind"].nameFrom(answeredNames());
        if (s.past.contains(kind)) one["kind"].refuse(ui::tr("stands there twice"));
        const int answered = one["answered"].whole(1, S::mostAnswered);
        s.past[kind] = {one["right"].whole(0, answered), answered};
    }
}

QJsonValue writtenPast(const S& s) {
    QJsonArray all;
    for (const auto& [kind, tally] : s.past)
        all.append(QJsonObject{{"kind", kind}, {"right", tally.right}, {"answered", tally.answered}});
    return all;
}

bool isMade(const S& s) {
    return s.isMade();
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    using cnn::Difficulty;
    t.choice("questions", tr("Questions"), &S::source,
             {{S::Source::Review, "review", tr("review")}, {S::Source::Made, "made", tr("made by chance")}},
             tr("The five of the review, or ever new ones."));
    t.choice("difficulty", tr("Difficulty"), &S::difficulty,
             {{Difficulty::Easy, "easy", tr("easy")},
              {Difficulty::Usual, "usual", tr("usual")},
              {Difficulty::Hard, "hard", tr("hard")}},
             tr("How large the numbers and how long the ways are."))
        .when(isMade);
    t.whole("count", tr("How many"), &S::count, 1, S::mostQuestions, tr("Questions, one after the other."))
        .when(isMade);
    t.whole("seed", tr("Seed"), &S::seed, 1, S::largestSeed, tr("The same seed makes the same questions."))
        .when(isMade);
    t.file("kinds", tr("a list of kinds or groups of kinds, as convscope quiz --list names them"),
           tr("What is asked; without any, of every kind."), readKinds,
           [](const S& s) { return QJsonArray::fromStringList(s.kinds); });
    t.file("answers", tr("a list of texts"),
           tr("What was answered, the letter of an option or a number; \"\": nothing yet."), readAnswers,
           [](const S& s) { return QJsonArray::fromStringList(s.answers); });
    t.file("again", tr("a list of numbers of questions, from 1, in rising order"),
           tr("Which questions are asked again; without any, all are asked."), readAgain, writtenAgain);
    t.file("past", tr("a list of objects with \"kind\", \"right\" and \"answered\""),
           tr("How questions before these went."), readPast, writtenPast);
    t.beside(QuizStanding::table());
    return t;
}

} // namespace

void QuizScene::setAnswer(int question, const QString& answer) {
    while (answers.size() <= question) answers << QString();
    answers[question] = answer;
    while (!answers.isEmpty() && answers.back().isEmpty()) answers.removeLast();
}

SettingTable<QuizStanding> QuizStanding::table() {
    SettingTable<QuizStanding> t;
    t.whole("step", {}, &QuizStanding::step, 1, QuizScene::mostQuestions,
            ui::tr("The question that is asked; one beyond the last is the last."));
    return t;
}

const SettingTable<QuizScene>& quizSettings() {
    static const auto table = makeTable();
    return table;
}

QuizScene quizSceneFrom(const QJsonObject& object) {
    return quizSettings().read(object);
}

QJsonObject toJson(const QuizScene& s) {
    return quizSettings().write(s);
}

} // namespace ui
