// Review questions: true, with one right answer, made again from their seed.
#include "core/base/error.h"
#include "core/layers/softmax.h"
#include "core/quiz/quiz.h"
#include "tests/support/quiz_solver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace test_quiz {

using namespace cnn;

namespace {

constexpr Difficulty difficulties[] = {Difficulty::Easy, Difficulty::Usual, Difficulty::Hard};

// Every kind at every difficulty, with so many seeds.
template<class Check> void overAll(std::uint64_t seeds, Check check) {
    for (const QuizKind& kind : quizKinds())
        for (const Difficulty difficulty : difficulties)
            for (std::uint64_t seed = 0; seed < seeds; ++seed) {
                const QuizQuestion q = makeQuestion(kind.id, seed, difficulty);
                SCOPED_TRACE(std::string(kind.id) + ' ' + std::to_string(seed) + ' ' +
                             std::to_string(static_cast<int>(difficulty)) + ": " + q.ask.english());
                check(q);
                if (testing::Test::HasFailure()) return;
            }
}

std::string typed(double value, char sign = '.') {
    std::string text = std::to_string(value);
    text[text.find('.')] = sign;
    return text;
}

// As much as tells one question from another, order of the options included.
std::string wholeOf(const QuizQuestion& q) {
    std::string text = q.fingerprint() + q.why.english() + q.step.scene + std::to_string(q.truth);
    for (const QuizOption& option : q.options)
        text += option.text.english() + (option.mistake ? option.mistake->english() : "");
    for (const QuizMistake& known : q.mistakes) text += typed(known.value) + known.name.english();
    return text;
}

TEST(Quiz, HasAtLeast24KindsWithNamesOfTheirOwn) {
    EXPECT_GE(quizKinds().size(), 24U);
    std::set<std::string> names, titles;
    for (const QuizGroup& group : quizGroups()) names.insert(group.id);
    EXPECT_EQ(names.size(), quizGroups().size());
    for (const QuizKind& kind : quizKinds()) {
        EXPECT_TRUE(names.contains(kind.group)) << kind.id;
        EXPECT_TRUE(titles.insert(kind.title().english()).second) << kind.id;
        EXPECT_EQ(findQuizKind(kind.id), &kind);
    }
    for (const QuizKind& kind : quizKinds()) EXPECT_TRUE(names.insert(kind.id).second) << kind.id;
}

TEST(Quiz, TenThousandTypedAndChosenAnswersAreThoseOfPlainLoops) {
    std::size_t count = 0;
    overAll(84, [&](const QuizQuestion& q) {
        ++count;
        if (q.isTyped()) {
            EXPECT_NEAR(q.truth, solved(q), 1e-6 + 1e-9 * std::abs(q.truth));
            return;
        }
        for (const QuizOption& option : q.options) EXPECT_EQ(option.right, holds(q, option)) << option.text.english();
    });
    EXPECT_GE(count, 10'000U);
}

TEST(Quiz, OneOptionIsRightAndEachWrongOneNamesItsMistake) {
    overAll(30, [](const QuizQuestion& q) {
        if (q.isTyped()) return;
        EXPECT_GE(q.options.size(), 3U);
        EXPECT_LE(q.options.size(), 4U);
        std::set<std::string> texts;
        int right = 0;
        for (std::size_t i = 0; i < q.options.size(); ++i) {
            const QuizOption& option = q.options[i];
            EXPECT_TRUE(texts.insert(option.text.english()).second) << option.text.english();
            EXPECT_NE(option.right, option.mistake.has_value());
            const QuizVerdict verdict = judgeOption(q, i);
            EXPECT_EQ(verdict.right, option.right);
            EXPECT_EQ(verdict.mistake.has_value(), !option.right);
            right += option.right;
        }
        EXPECT_EQ(right, 1);
        EXPECT_TRUE(q.options[q.rightOption()].right);
    });
}

TEST(Quiz, TypedMistakesAreWrongAndNamed) {
    overAll(30, [](const QuizQuestion& q) {
        if (!q.isTyped()) return;
        EXPECT_FALSE(q.mistakes.empty());
        for (const QuizMistake& known : q.mistakes) {
            const auto verdict = judge(q, typed(known.value));
            ASSERT_TRUE(verdict.has_value());
            EXPECT_FALSE(verdict->right) << known.value;
            ASSERT_TRUE(verdict->mistake.has_value()) << known.value;
            EXPECT_EQ(verdict->mistake->english(), known.name.english());
        }
    });
}

TEST(Quiz, TheAnswerAsItIsShownIsRightWithCommaAndPoint) {
    overAll(30, [](const QuizQuestion& q) {
        if (!q.isTyped()) return;
        std::string shown = q.answer().english();
        EXPECT_TRUE(judge(q, shown).value().right) << shown;
        EXPECT_TRUE(judge(q, typed(q.truth)).value().right);
        EXPECT_TRUE(judge(q, typed(q.truth, ',')).value().right);
        EXPECT_FALSE(judge(q, typed(q.truth + 3 * std::max(q.tolerance(), 0.5))).value().right);
    });
}

TEST(Quiz, AnswersToDecimalsSayHowManyAndWholeOnesAreExact) {
    overAll(30, [](const QuizQuestion& q) {
        if (!q.isTyped()) return;
        const std::string digits = "to " + std::to_string(q.decimals) + " decimals";
        EXPECT_EQ(q.ask.english().find(digits) != std::string::npos, q.decimals > 0);
        EXPECT_EQ(q.tolerance() == 0, q.decimals == 0);
        if (q.decimals == 0) {
            EXPECT_EQ(q.truth, std::round(q.truth));
        }
    });
}

TEST(Quiz, NoPictureGivesTheAnswerAway) {
    overAll(30, [](const QuizQuestion& q) {
        for (const QuizPicture::Grid& grid : q.picture.grids)
            for (const float v : grid.values.values()) {
                EXPECT_TRUE(!q.isTyped() || grid.role != "output" || std::isnan(v));
            }
        const bool only = q.picture.grids.empty() && q.picture.lines.empty();
        if (q.picture.needed) {
            EXPECT_FALSE(only);
        }
    });
}

TEST(Quiz, AQuestionComesAgainFromItsSeed) {
    overAll(5,
            [](const QuizQuestion& q) { EXPECT_EQ(wholeOf(q), wholeOf(makeQuestion(q.kind, q.seed, q.difficulty))); });
}

TEST(Quiz, OtherSeedsMakeOtherQuestions) {
    constexpr std::uint64_t seeds = 30;
    for (const QuizKind& kind : quizKinds()) {
        std::set<std::string> unlike;
        for (std::uint64_t seed = 0; seed < seeds; ++seed)
            unlike.insert(makeQuestion(kind.id, seed, Difficulty::Usual).fingerprint());
        EXPECT_GT(unlike.size(), seeds / 2) << kind.id;
    }
}

TEST(Quiz, EveryPlaceOfTheRightOptionComesUp) {
    for (const QuizKind& kind : quizKinds()) {
        std::set<std::size_t> places;
        for (std::uint64_t seed = 0; seed < 60; ++seed)
            if (const QuizQuestion q = makeQuestion(kind.id, seed, Difficulty::Usual); !q.isTyped())
                places.insert(q.rightOption());
        EXPECT_TRUE(places.empty() || places.size() >= 3) << kind.id;
    }
}

TEST(Quiz, ASetHasNoTwoAlikeAndTakesItsKindsInTurn) {
    const std::vector<std::string> none;
    const auto all = makeQuestions(none, 400, 7, Difficulty::Usual);
    ASSERT_EQ(all.size(), 400U);
    std::set<std::string> known;
    for (const QuizQuestion& q : all) EXPECT_TRUE(known.insert(q.fingerprint()).second) << q.ask.english();
    for (std::size_t i = 0; i < quizKinds().size(); ++i) EXPECT_EQ(all[i].kind, quizKinds()[i].id);
    const auto again = makeQuestions(none, 400, 7, Difficulty::Usual);
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(wholeOf(all[i]), wholeOf(again[i]));
    EXPECT_NE(wholeOf(all[0]), wholeOf(makeQuestions(none, 1, 8, Difficulty::Usual)[0]));
}

// Their numbers, not their words; without those that come of functions which libraries round differently.
TEST(Quiz, ChanceDrawsTheSameNumbersWhateverTheCompiler) {
    const std::vector<std::string> names{"cell", "size", "padding", "operation", "cost", "field", "backward"};
    std::uint64_t hash = 0xcbf29ce484222325ULL; // FNV-1a
    for (const Difficulty level : {Difficulty::Easy, Difficulty::Usual, Difficulty::Hard})
        for (const QuizQuestion& q : makeQuestions(names, 175, 7, level)) {
            const std::string answer = q.isTyped() ? std::to_string(q.truth) : std::to_string(q.rightOption());
            for (const char c : q.step.scene + answer) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
    EXPECT_EQ(hash, 13475321571572951017ULL);
}

TEST(Quiz, GroupsStandForTheirKinds) {
    const std::vector<std::string> names{"size", "conv-cell"};
    const auto ids = quizKindsNamed(names);
    EXPECT_EQ(ids.front(), "conv-cell");
    EXPECT_EQ(ids[1], "output-size");
    EXPECT_EQ(ids.size(), 8U);
    const std::vector<std::string> wrong{"sizes"};
    EXPECT_THROW(makeQuestions(wrong, 1, 1, Difficulty::Easy), Error);
}

TEST(Quiz, SaysSoWhenThereAreNoMoreDifferentQuestions) {
    const std::vector<std::string> names{"field-meaning"};
    const auto some = makeQuestions(names, 60, 1, Difficulty::Usual);
    EXPECT_EQ(some.size(), 60U);
    EXPECT_THROW(makeQuestions(names, 1000, 1, Difficulty::Usual), Error);
}

TEST(Quiz, SoftmaxIsThatOfTheLayer) {
    const QuizQuestion q = makeQuestion("softmax", 3, Difficulty::Hard);
    const Tensor logits({3, 1, 1, 1}, std::vector<float>{1, 3, -2});
    Tensor shares;
    LayerCache cache;
    Softmax().forward(logits, shares, cache);
    QuizQuestion same = q;
    same.ask = Message::verbatim("1, 3, −2, 2");
    EXPECT_NEAR(solved(same), static_cast<double>(shares.at(1, 0, 0)), 1e-6);
}

TEST(Quiz, ReadsNumbersInEveryUsualForm) {
    QuizQuestion q;
    q.truth = 61706;
    for (const char* text : {"61706", " 61706 ", "61,706", "61.706", "61 706",
                             "61\xe2\x80\xaf"
                             "706",
                             "61706.0", "+61706"})
        EXPECT_TRUE(judge(q, text).value_or(QuizVerdict{}).right) << text;
    for (const char* text : {"61,7060", "617,06", "61706.5", "-61706", "6 1706"})
        EXPECT_FALSE(judge(q, text).value_or(QuizVerdict{}).right) << text;
    q.truth = -2.0 / 3;
    q.decimals = 2;
    for (const char* text : {"-0.67", "-0,67", "−0.67", "-2/3", "-.67", "-0.6667"})
        EXPECT_TRUE(judge(q, text).value_or(QuizVerdict{}).right) << text;
    for (const char* text : {"-0.66", "0.67", "-67", "-0.68"})
        EXPECT_FALSE(judge(q, text).value_or(QuizVerdict{}).right) << text;
}

TEST(Quiz, WhatIsNoNumberIsNotJudged) {
    QuizQuestion q;
    q.truth = 0;
    for (const char* text : {"", " ", "-", ".", ",", "abc", "1e5", "0x0", "nan", "inf", "--0", "0..", "1/0", "/", "0 0",
                             "0,0,0", "\xff\xfe", "1/2/3", "\xe2\x88\x92"})
        EXPECT_FALSE(judge(q, text).has_value()) << text;
    EXPECT_FALSE(judge(q, std::string(100'000, '9')).has_value());
    EXPECT_FALSE(judge(q, std::string(1, '\0')).has_value());
    for (int i = 0; i < 20'000; ++i) { // whatever is typed, it comes back
        std::string text;
        for (int k = 0, n = i; k < 6; ++k, n /= 7) text += "0 ,.-/'"[(n + k * i) % 7];
        if (const auto verdict = judge(q, text); verdict && verdict->right) {
            EXPECT_EQ(text.find_first_not_of("0 ,.-/'"), std::string::npos);
        }
    }
}

TEST(Review, HasTheFiveQuestionsWithOneRightOptionEach) {
    ASSERT_EQ(reviewQuestions().size(), 5U);
    for (const QuizQuestion& q : reviewQuestions()) {
        ASSERT_EQ(q.options.size(), 4U) << q.kind;
        EXPECT_EQ(std::ranges::count_if(q.options, &QuizOption::right), 1) << q.kind;
        for (const QuizOption& option : q.options) EXPECT_NE(option.right, option.mistake.has_value()) << q.kind;
        EXPECT_FALSE(q.why.english().empty());
        EXPECT_FALSE(q.step.lesson.empty());
    }
    const QuizQuestion& first = reviewQuestions().front();
    const auto& out = first.picture.grids.back().values;
    EXPECT_EQ(out, Tensor({1, 2, 2, 1}, std::vector<float>{12, 3, 7, 8}));
    QuizQuestion same = first;
    same.kind = "which-operation";
    for (const QuizOption& option : same.options)
        if (option.text.english().find("every second") == std::string::npos) {
            EXPECT_EQ(option.right, holds(same, option)) << option.text.english();
        }
    same = reviewQuestions()[1];
    same.kind = "divisible-padding";
    same.ask = Message::verbatim("3 3 4 4 2");
    for (const QuizOption& option : same.options) EXPECT_EQ(option.right, holds(same, option)) << option.text.english();
}

} // namespace

} // namespace test_quiz
