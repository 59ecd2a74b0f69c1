// The truth about a quiz: which questions a seed asks, and which answers are right, by plain comparison.
#include "core/base/rng.h"
#include "core/quiz/quiz.h"
#include "tests/ui/walk/oracle.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <cmath>

namespace ui {
namespace {

cnn::Difficulty difficultyOf(const QString& name) {
    return name == "easy" ? cnn::Difficulty::Easy : name == "hard" ? cnn::Difficulty::Hard : cnn::Difficulty::Usual;
}

std::vector<cnn::QuizQuestion> questionsOf(const QJsonObject& scene) {
    if (scene["questions"].toString() == "review")
        return {cnn::reviewQuestions().begin(), cnn::reviewQuestions().end()};
    std::vector<std::string> names;
    for (const QJsonValue& name : scene["kinds"].toArray()) names.push_back(name.toString().toStdString());
    std::vector<std::string> kinds = cnn::quizKindsNamed(names);
    const auto count = static_cast<std::size_t>(scene["count"].toInt());
    const auto seed = static_cast<std::uint64_t>(scene["seed"].toInt());
    cnn::Rng rng(seed, 77);
    rng.shuffle(kinds);
    if (kinds.size() > count) kinds.resize(count);
    for (std::size_t fewer = count; fewer > 0; --fewer) try {
            return cnn::makeQuestions(kinds, fewer, seed, difficultyOf(scene["difficulty"].toString()));
        } catch (const cnn::Error&) {
        }
    return {};
}

// Figures with a point or a comma, or a fraction.
std::optional<double> valueOf(QString text) {
    static const QRegularExpression form("^[-+]?(\\d+[.]?\\d*|[.]\\d+)$");
    text = text.trimmed().replace(',', '.').replace(QChar(0x2212), '-');
    const QStringList parts = text.split('/');
    for (const QString& part : parts)
        if (!form.match(part).hasMatch()) return std::nullopt;
    if (parts.size() > 2 || (parts.size() == 2 && parts[1].toDouble() == 0)) return std::nullopt;
    return parts.size() == 2 ? parts[0].toDouble() / parts[1].toDouble() : parts[0].toDouble();
}

// 1: right, 0: wrong, -1: no answer.
int judged(const cnn::QuizQuestion& question, const QString& answer) {
    if (question.isTyped()) {
        const auto value = valueOf(answer);
        if (!value) return -1;
        const double room = question.decimals == 0 ? 0 : 0.5 * std::pow(10.0, -question.decimals);
        return std::abs(*value - question.truth) <= room + 1e-9 * std::max(1.0, std::abs(question.truth)) ? 1 : 0;
    }
    const int option = static_cast<int>(QString("ABCD").indexOf(answer.toUpper()));
    if (answer.size() != 1 || option < 0 || option >= static_cast<int>(question.options.size())) return -1;
    return question.options[static_cast<std::size_t>(option)].right ? 1 : 0;
}

} // namespace

static QString quizObjection(const Shown& shown) {
    const auto questions = questionsOf(shown.scene);
    std::vector<int> asked;
    for (const QJsonValue& one : shown.scene["again"].toArray())
        if (one.toInt() <= static_cast<int>(questions.size())) asked.push_back(one.toInt() - 1);
    if (asked.empty())
        for (int i = 0; i < static_cast<int>(questions.size()); ++i) asked.push_back(i);
    const int stop = std::min(shown.scene["step"].toInt(), static_cast<int>(asked.size())) - 1;
    const int at = asked[static_cast<std::size_t>(stop)];
    const cnn::QuizQuestion& question = questions[static_cast<std::size_t>(at)];
    if (!shown.words.contains(QString::fromStdString(question.ask.english())))
        return "The question should be: " + QString::fromStdString(question.ask.english());
    const QJsonArray answers = shown.scene["answers"].toArray();
    int right = 0, answered = 0;
    for (const QJsonValue& past : shown.scene["past"].toArray()) {
        right += past["right"].toInt();
        answered += past["answered"].toInt();
    }
    for (int i = 0; i < static_cast<int>(questions.size()); ++i) {
        const int judgement = judged(questions[static_cast<std::size_t>(i)], answers[i].toString());
        right += judgement == 1 ? 1 : 0;
        answered += judgement >= 0 ? 1 : 0;
    }
    const QString score = QString("%1 of %2 right").arg(right).arg(answered);
    if (answered > 0 && !shown.words.contains(score)) return "The score should be " + score;
    const int here = judged(question, answers[at].toString());
    const bool saysWrong = shown.words.contains("The answer is "), says = shown.words.contains("Your answer: ");
    if (says != (here >= 0) || saysWrong != (here == 0))
        return QString("The answer \"%1\" is %2").arg(answers[at].toString()).arg(here);
    const bool tells = shown.words.contains(QString::fromStdString(question.why.english()));
    return tells == (here >= 0) ? QString() : "The solution stands there too early or not at all";
}

static const ListedOracle isListed("quiz", quizObjection);

} // namespace ui
