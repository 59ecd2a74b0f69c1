// From logits to a loss, and what the loss over the epochs tells.
#include "core/quiz/quiz_fills.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace cnn::making {
namespace {

constexpr std::size_t classes = 3;
using Three = std::array<double, classes>;

double sumOf(const Three& all) {
    return std::accumulate(all.begin(), all.end(), 0.0);
}

// ---- curves over epochs --------------------------------------------------------------------------------------------

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

// What falls from about `from` to `to`, epoch by epoch.
struct Falling {
    double from = 1.6, to = 0.1, slowness = 3;
    double at(int epoch) const { return to + (from - to) * std::exp(-epoch / slowness); }
};

std::vector<double> curve(int epochs, const auto& of) {
    std::vector<double> values;
    for (int e = 0; e < epochs; ++e) values.push_back(rounded(of(e)));
    return values;
}

Falling anyFalling(Rng& rng) {
    return {rng.uniform(1.2, 2.0), rng.uniform(0.04, 0.1), rng.uniform(2, 4)};
}

// It falls with the training loss, and rises again behind epoch `turn`, counted from 0.
std::vector<double> turning(Rng& rng, const Falling& training, int epochs, int turn) {
    const double gap = rng.uniform(0.1, 0.2), rise = rng.uniform(0.08, 0.14);
    return curve(epochs,
                 [&](int e) { return training.at(std::min(e, turn)) + gap + (e > turn ? rise * (e - turn) : 0); });
}

std::vector<double> following(const Falling& training, int epochs, double gap) {
    return curve(epochs, [&](int e) { return training.at(e) + gap; });
}

// Up and down a little, but falling on the whole.
std::vector<double> wobbling(Rng& rng, const Falling& training, int epochs) {
    const double gap = rng.uniform(0.12, 0.2), reach = rng.uniform(0.03, 0.05);
    return curve(epochs, [&](int e) { return training.at(e) + gap + (e % 2 == 0 ? reach : -reach); });
}

void showCurves(QuizQuestion& q, std::vector<QuizPicture::Line> lines) {
    q.picture.needed = true;
    q.picture.lines = std::move(lines);
    q.step = {"training", "lenet-live", {}, false};
}

Message runName(std::size_t index) {
    return Message::tr("run %1", std::string(1, static_cast<char>('A' + index)));
}

enum class Course { Overfits, StillFalls, Jumps, LevelsOff };

std::vector<QuizPicture::Line> courseLines(Rng& rng, Course course, int epochs) {
    Falling training = anyFalling(rng);
    std::vector<double> seen, unseen;
    const double gap = rng.uniform(0.02, 0.05);
    switch (course) {
    case Course::Overfits:
        seen = following(training, epochs, 0);
        unseen = turning(rng, training, epochs, between(rng, 3, epochs / 2));
        break;
    case Course::StillFalls: { // as steep at the end as at the beginning
        const double start = rng.uniform(2.1, 2.3), slope = rng.uniform(0.04, 0.06);
        seen = curve(epochs, [&](int e) { return start - slope * e; });
        unseen = curve(epochs, [&](int e) { return start + gap - slope * e; });
        break;
    }
    case Course::Jumps: {
        const double start = rng.uniform(1.5, 2.0);
        const auto jump = [&](int e) { return start + (e % 2 == 0 ? -0.12 : 0.12) * e; };
        seen = curve(epochs, jump);
        unseen = curve(epochs, [&](int e) { return jump(e) + gap; });
        break;
    }
    case Course::LevelsOff:
        training.slowness = epochs / 7.0;
        seen = following(training, epochs, 0);
        unseen = following(training, epochs, gap);
        break;
    }
    return {{Message::tr("training loss"), seen}, {Message::tr("validation loss"), unseen}};
}

Message courseText(Course course) {
    switch (course) {
    case Course::Overfits:
        return Message::tr("It overfits: what it learns now holds for the training pictures only.");
    case Course::StillFalls:
        return Message::tr("It is not done: both losses still fall, so it should learn on.");
    case Course::Jumps:
        return Message::tr("Its learning rate is too large: the steps overshoot.");
    case Course::LevelsOff:
        break;
    }
    return Message::tr("It has learned what it can: both losses have levelled off close together.");
}

// What would be seen if it were so.
Message courseSign(Course course) {
    switch (course) {
    case Course::Overfits:
        return Message::tr("Then the validation loss would rise while the training loss falls.");
    case Course::StillFalls:
        return Message::tr("Then both curves would still go down at the end.");
    case Course::Jumps:
        return Message::tr("Then the training loss itself would jump up and down, more and more.");
    case Course::LevelsOff:
        break;
    }
    return Message::tr("Then both curves would be flat at the end, and close together.");
}

Message courseWhy(Course course) {
    switch (course) {
    case Course::Overfits:
        return Message::tr("The training loss keeps falling, the validation loss turns and rises.");
    case Course::StillFalls:
        return Message::tr("Both curves go down as steeply at the end as at the beginning.");
    case Course::Jumps:
        return Message::tr("The training loss itself jumps up and down, and the jumps grow.");
    case Course::LevelsOff:
        break;
    }
    return Message::tr("Both curves fall, become flat and stay close together.");
}

} // namespace

void fillSoftmax(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    Three logits{}, powers{};
    std::size_t which = 0;
    do {
        for (double& v : logits) v = between(rng, atLevel(q, {0, -1, -3}), atLevel(q, {2, 3, 4}));
        which = rng.below(classes);
        std::transform(logits.begin(), logits.end(), powers.begin(), [](double v) { return std::exp(v); });
        q.mistakes.clear();
        answer(q, powers[which] / sumOf(powers), 2);
        mistake(q, logits[which] / sumOf(logits),
                Message::tr("There the logits themselves were divided by their sum: "
                            "first comes e to the power of each."));
        mistake(q, powers[which], Message::tr("There the division by the sum over all classes is missing."));
        mistake(q, powers[which] / (sumOf(powers) - powers[which]),
                Message::tr("There it was divided by the sum of the other classes: its own belongs to it."));
        mistake(q, 1.0 / classes, Message::tr("Equal shares come of equal logits only."));
        for (std::size_t i = 0; i < classes; ++i)
            if (i != which) mistake(q, powers[i] / sumOf(powers), Message::tr("That is the share of another class."));
    } while (q.mistakes.size() < 4 || q.truth < 0.02);
    q.ask =
        Message::tr("The logits of three classes are %1, %2 and %3. Which share does softmax give to class %4? Give "
                    "it to %5 decimals.",
                    written(logits[0]), written(logits[1]), written(logits[2]), which + 1, q.decimals);
    q.why = Message::tr("e to the power of its logit, divided by the sum of all three: %1 ÷ (%2 + %3 + %4) = %5.",
                        written(powers[which], 3), written(powers[0], 3), written(powers[1], 3), written(powers[2], 3),
                        written(q.truth, 4));
    q.step = {"training", "one-training-step", {}, false};
}

void fillCrossEntropy(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    std::array<int, classes> percent{};
    std::size_t label = 0;
    do {
        percent[0] = between(rng, 5, 90);
        percent[1] = between(rng, 2, 95 - percent[0]);
        percent[2] = 100 - percent[0] - percent[1];
        if (q.difficulty == Difficulty::Easy)
            for (int& p : percent) p = p / 10 * 10;
        rng.shuffle(percent);
        label = rng.below(classes);
    } while (percent[0] + percent[1] + percent[2] != 100 || *std::ranges::min_element(percent) < 2);
    const auto share = [&](std::size_t i) { return percent[i] / 100.0; };
    answer(q, -std::log(share(label)), 2);
    mistake(q, std::log(share(label)), Message::tr("There the minus sign is missing: a loss is never negative."));
    mistake(q, -std::log10(share(label)),
            Message::tr("That is with the logarithm to base 10; here it is the natural one."));
    mistake(q, -std::log2(share(label)),
            Message::tr("That is with the logarithm to base 2; here it is the natural one."));
    mistake(q, 1 - share(label), Message::tr("That is what is missing to 1: the loss is the logarithm."));
    for (std::size_t i = 0; i < classes; ++i)
        if (i != label)
            mistake(q, -std::log(share(i)), Message::tr("That is the loss if another class were the right one."));
    q.ask =
        Message::tr("A network gives the three classes the shares %1, %2 and %3; class %4 is the right one. How large "
                    "is the cross-entropy loss (natural logarithm)? Give it to %5 decimals.",
                    written(share(0)), written(share(1)), written(share(2)), label + 1, q.decimals);
    q.why = Message::tr("Only the share of the right class counts: −ln %1 = %2.", written(share(label)),
                        written(q.truth, 4));
    q.step = {"training", "one-training-step", {}, false};
}

void fillOverfitCurve(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int epochs = between(rng, 12, 16);
    const Falling training = anyFalling(rng);
    struct Run {
        std::vector<double> values;
        std::optional<Message> mistake;
    };
    std::vector<Run> runs{{turning(rng, training, epochs, between(rng, 4, 7)), std::nullopt},
                          {following(training, epochs, rng.uniform(0.02, 0.05)),
                           Message::tr("Its validation loss falls with the training loss to the end.")},
                          {wobbling(rng, training, epochs),
                           Message::tr("It goes up and down a little, but on the whole it falls to the end.")}};
    if (q.difficulty != Difficulty::Easy)
        runs.push_back({following(training, epochs, rng.uniform(0.25, 0.35)),
                        Message::tr("It stays above the training loss, but keeps falling: nothing is learned by heart "
                                    "yet.")});
    rng.shuffle(runs);
    std::vector<QuizPicture::Line> lines{{Message::tr("training loss"), following(training, epochs, 0)}};
    std::vector<QuizOption> options;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        lines.push_back({Message::tr("validation loss, %1", runName(i)), runs[i].values});
        options.push_back(runs[i].mistake ? wrongOption(runName(i), *runs[i].mistake) : rightOption(runName(i)));
    }
    q.options = std::move(options); // in the order of their letters
    showCurves(q, std::move(lines));
    q.ask = Message::tr("Several networks have the same training loss over the epochs. Which of them overfits?");
    q.why =
        Message::tr("Its validation loss turns and rises while the training loss keeps falling: it learns the training "
                    "pictures by heart.");
}

void fillStopEpoch(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int epochs = between(rng, 8, atLevel(q, {10, 14, 18})), turn = between(rng, 2, epochs - 4);
    Falling training = anyFalling(rng);
    training.slowness += 1; // so that it still falls where it turns
    const std::vector<double> seen = following(training, epochs, 0), unseen = turning(rng, training, epochs, turn);
    const auto least = static_cast<int>(std::ranges::min_element(unseen) - unseen.begin());
    answer(q, least + 1);
    mistake(q, epochs, Message::tr("At the end the training loss is lowest, but the validation loss has risen."));
    mistake(q, least + 2, Message::tr("There the validation loss has risen already."));
    mistake(q, least, Message::tr("That is one too early, or counted from 0: the first epoch is epoch 1."));
    mistake(q, 1, Message::tr("At the beginning both losses are high."));
    showCurves(q, {{Message::tr("training loss"), seen}, {Message::tr("validation loss"), unseen}});
    q.ask = Message::tr("After which epoch should one have stopped? The first is epoch 1.");
    q.why = Message::tr("The validation loss is lowest after epoch %1, with %2; from there on it rises.", least + 1,
                        written(unseen[static_cast<std::size_t>(least)], 3));
}

void fillCurveDiagnosis(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    std::array all{Course::Overfits, Course::StillFalls, Course::Jumps, Course::LevelsOff};
    rng.shuffle(all);
    const Course course = all.front();
    std::vector<QuizOption> wrong;
    for (const Course other : std::span(all).subspan(1))
        wrong.push_back(wrongOption(courseText(other), courseSign(other)));
    showCurves(q, courseLines(rng, course, between(rng, 12, 16)));
    offer(q, rng, rightOption(courseText(course)), std::move(wrong));
    q.ask = Message::tr("What do the losses of this network over the epochs tell?");
    q.why = courseWhy(course);
}

} // namespace cnn::making
