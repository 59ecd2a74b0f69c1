// What a quiz is about, as one plain value: which questions, what was answered to them, and how those before went.
#pragma once

#include "core/quiz/quiz.h"
#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <QStringList>
#include <map>

namespace ui {

// How often a kind of question was answered.
struct QuizTally {
    int right = 0, answered = 0;
    bool operator==(const QuizTally&) const = default;
    QuizTally& operator+=(const QuizTally& other) {
        right += other.right;
        answered += other.answered;
        return *this;
    }
};

struct QuizScene {
    enum class Source { Review, Made };
    static constexpr int mostQuestions = 50, largestSeed = 999'999, longestAnswer = 40, mostAnswered = 1'000'000;

    Source source = Source::Made; // the five of the review, or made from the seed
    QStringList kinds;            // ids of kinds and groups; none: all of them
    cnn::Difficulty difficulty = cnn::Difficulty::Usual;
    int count = 10, seed = 1;
    // As typed, or the letter of an option; empty: not answered. By question, up to the last that is answered.
    QStringList answers;
    // Questions that were answered wrong and are asked again, in rising order; none: all are asked.
    std::vector<int> again;
    // Of answers that are past: of questions before these, and of those that are asked again. By kind.
    std::map<QString, QuizTally> past;

    bool operator==(const QuizScene&) const = default;
    bool isMade() const { return source == Source::Made; }
    // Whether both ask the same questions.
    bool asksAs(const QuizScene& other) const {
        return source == other.source && kinds == other.kinds && difficulty == other.difficulty &&
               count == other.count && seed == other.seed;
    }
    QString answer(int question) const { return answers.value(question); }
    void setAnswer(int question, const QString& answer);
};

// Where one stands beside the scene: the question, from 1, among those that are asked.
struct QuizStanding {
    int step = 1;
    static SettingTable<QuizStanding> table();
};

const SettingTable<QuizScene>& quizSettings();
// Throws SceneError.
QuizScene quizSceneFrom(const QJsonObject& object);
QJsonObject toJson(const QuizScene& scene);

} // namespace ui
