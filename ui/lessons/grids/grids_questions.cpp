#include "ui/lessons/grids/grids_questions.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/grids/grids_words.h"
#include "ui/tr.h"

#include <cmath>

namespace ui {
namespace {

constexpr int greyTolerance = 25; // a guess of a grey by eye
constexpr int middleGrey = 127;

Question winnerQuestion(const FourRuns& runs) {
    QStringList choices;
    int best = 0;
    const auto accuracy = [&runs](int run) {
        const auto& tests = runs.history(run).tests();
        return tests.empty() ? 0 : tests.back().test.accuracy;
    };
    QStringList measured;
    for (int run = 0; run < FourRuns::count; ++run) {
        choices << QString("%1 = %2").arg(run + 1).arg(FourRuns::name(run));
        measured << FourRuns::name(run) + ' ' + percent(accuracy(run));
        if (accuracy(run) > accuracy(best)) best = run;
    }
    const bool known = runs.begun() && runs.finished();
    Question q{"winner",
               tr("The best of four"),
               tr("Which run ends with the highest test accuracy? %1.").arg(choices.join(", ")),
               known ? FourRuns::name(best) : tr("known when all four runs have ended"),
               known ? measured.join(", ") : tr("Press Start and wait for the end of the last run."),
               {}};
    std::vector<bool> right;
    for (int run = 0; run < FourRuns::count; ++run) right.push_back(accuracy(run) >= accuracy(best));
    q.judge = [known, right](const QString& typed) -> std::optional<bool> {
        if (!known) return std::nullopt;
        const QString word = typed.simplified().toLower();
        bool ok = false;
        const int number = word.toInt(&ok);
        if (ok)
            return number >= 1 && number <= FourRuns::count
                       ? std::optional<bool>(right[static_cast<std::size_t>(number - 1)])
                       : std::nullopt;
        const bool leNet = word.contains("lenet") || word.contains("cnn"), mlp = word.contains("mlp");
        const bool shuffled = word.contains("shuffled"), order = word.contains("order");
        if (leNet == mlp || shuffled == order) return std::nullopt;
        return right[static_cast<std::size_t>((leNet ? 2 : 0) + (shuffled ? 1 : 0))];
    };
    return q;
}

} // namespace

std::vector<Question> gridsQuestions(const GridsPicture& p, const FourRuns& runs) {
    if (p.training) return {winnerQuestion(runs)};
    const QString pixel = pixelName(p.place()).toLower();
    std::vector<Question> all;
    if (!p.shuffled)
        all.push_back(numberQuestion("index", tr("Its number in the strip"),
                                     tr("Which number of the strip is %1? All count from 1.").arg(pixel), p.place() + 1,
                                     numberInWords(p.place())));
    if (p.channels == 1) {
        const int value = p.value(p.place());
        Question q = numberQuestion(
            "value", tr("Its value"),
            tr("0 is black, 255 is white: what is the value of %1? Within %2 is right.").arg(pixel).arg(greyTolerance),
            value, tr("The image holds %1 there.").arg(value));
        const auto exact = q.judge;
        q.judge = [exact, value](const QString& typed) -> std::optional<bool> {
            if (!exact(typed)) return std::nullopt;
            bool ok = false;
            const double guess = QString(typed).trimmed().replace(',', '.').toDouble(&ok);
            return ok ? std::abs(guess - value) <= greyTolerance : exact(typed);
        };
        all.push_back(std::move(q));
        all.push_back(largerQuestion(
            "larger",
            tr("0 is black, 255 is white: is the value of %1 larger or smaller than %2?").arg(pixel).arg(middleGrey),
            value, middleGrey, tr("The image holds %1 there.").arg(value), "value"));
    }
    const int length = imagePlaces * p.channels;
    if (!p.shuffled && p.place() + 1 == length) return all; // the number of this pixel would tell
    all.push_back(numberQuestion(
        "length", tr("Length of the strip"), tr("How many numbers does the strip hold?"), length,
        p.channels == 1 ? QString("28 × 28 = %1").arg(length) : QString("3 × 28 × 28 = %1").arg(length)));
    return all;
}

} // namespace ui
