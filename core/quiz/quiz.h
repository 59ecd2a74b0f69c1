// Review questions about convolutional networks: made by chance from a seed, with the answer that the core computes and
// the mistakes that people make. What a question says and shows is a value; who draws it, prints it or writes it into a
// file of a learning platform (quiz_export.h) reads it from there.
#pragma once

#include "core/base/message.h"
#include "core/kernels/window.h"
#include "core/tensor/tensor.h"
#include "core/walk/window_walk.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace cnn {

enum class Difficulty { Easy, Usual, Hard };

// What stands beside a question, as a value that the figures draw and exporters turn into a picture; which members are
// filled follows from the kind.
struct QuizPicture {
    struct Grid {
        // How it is drawn and named: "input", "kernel", "output", "gradient" (of the output), "region" (cells of an
        // input that are 1 where they belong to an answer).
        std::string role;
        Tensor values;   // (c, rows, columns); not a number: the cell is to be found out and stays blank
        int padding = 0; // rings of zeros drawn around it
        std::optional<Place> marked = {}; // the cell the question is about, counted without the padding
    };
    std::vector<Grid> grids; // in the order in which they stand: what goes in first, what comes out last
    struct Line {            // the loss over epochs, the first one's first
        Message name;
        std::vector<double> values;
    };
    std::vector<Line> lines;
    std::vector<Message> layers; // a stack from the input on, a text a level: "input: 28 × 28"
    // The question cannot be answered without it. Otherwise its words say everything, and formats that carry no
    // pictures take it.
    bool needed = false;
    bool any() const { return !grids.empty() || !lines.empty() || !layers.empty(); }
};

// One option of a choice; of the wrong ones, what mistake leads there.
struct QuizOption {
    Message text; // of a grid its rows: "[[12, 3], [7, 8]]"
    bool right = false;
    std::optional<Message> mistake = {}; // every wrong option has one
    std::optional<QuizPicture::Grid> grid = {};
};

// A number that is typed by mistake.
struct QuizMistake {
    double value = 0;
    Message name; // "That is the kernel turned by half a turn."
};

// Where the answer can be seen happen: a lesson's page, a scene of it, and the step in it.
struct QuizStep {
    std::string page;   // "window", "field", "backward", ..: a PageKind's id
    std::string lesson; // an id of resources/lessons on that page
    std::string scene;  // the JSON object of a scene file's "scene"; empty: the lesson's own
    // The scene has the very numbers of the question. Otherwise the lesson shows the same thing happen with its own.
    bool sameNumbers = true;
};

struct QuizQuestion {
    std::string kind;       // of quizKinds(), or "review-1" .. "review-5"
    std::uint64_t seed = 0; // this question again: makeQuestion(kind, seed, difficulty)
    Difficulty difficulty = Difficulty::Usual;
    Message ask = Message::verbatim({});
    QuizPicture picture;
    // Two to four, exactly one of them right, no two alike; none: the answer is typed.
    std::vector<QuizOption> options;
    // Of a typed answer: the exact number, and how many decimals are asked for (0: a whole number), which the question
    // says. An answer is right within half a unit of the last of them.
    double truth = 0;
    int decimals = 0;
    std::vector<QuizMistake> mistakes; // none of them right, no two alike
    // The solution in a sentence or two, with the numbers.
    Message why = Message::verbatim({});
    QuizStep step;

    bool isTyped() const { return options.empty(); }
    std::size_t rightOption() const; // of a choice
    // 0 for whole numbers, else half a unit of the last decimal asked for.
    double tolerance() const;
    // The same around a known mistake: one that is no whole number, where one is asked for, is known to a decimal.
    double tolerance(const QuizMistake& known) const;
    // The answer as it would be given: "19", "0.67", the right option's text.
    Message answer() const;
    // Its kind and what it asks, whatever the order of its options: of two questions alike it is the same text.
    std::string fingerprint() const;
};

// THE list of kinds, in the order of the lecture.
struct QuizKind {
    const char* id;    // "conv-cell", "padded-cell", ..: in files and on the command line
    const char* group; // of quizGroups(): several kinds under one name
    Message (*title)();
    void (*fill)(QuizQuestion& question); // from its seed and difficulty
};
std::span<const QuizKind> quizKinds();
// nullptr: there is none.
const QuizKind* findQuizKind(const std::string& id);

struct QuizGroup {
    const char* id; // "cell", "size", ..: never the id of a kind
    Message (*title)();
};
std::span<const QuizGroup> quizGroups();
// The kinds that these ids of kinds and groups stand for, in the list's order, each once; of no names all kinds. Throws
// Error(Usage) for a name that is none.
std::vector<std::string> quizKindsNamed(std::span<const std::string> names);

// Throws Error(Usage) where there is no such kind. The same on every machine.
QuizQuestion makeQuestion(const std::string& kind, std::uint64_t seed, Difficulty difficulty);
// `count` questions of these kinds in turn, no two alike. A kind that has no more of its own is passed over. Those
// whose fingerprints stand elsewhere are taken only where a kind has no others. Throws Error(Usage) for kinds there are
// none of, and when all of them together have fewer.
std::vector<QuizQuestion> makeQuestions(std::span<const std::string> kinds, std::size_t count, std::uint64_t seed,
                                        Difficulty difficulty, const std::set<std::string>& elsewhere = {});
// The five questions of a review, in a fixed form.
std::span<const QuizQuestion> reviewQuestions();

// What was typed or chosen, judged.
struct QuizVerdict {
    bool right = false;
    std::optional<Message> mistake = {}; // what was done wrong, where it is a known mistake
};
// nullopt: it cannot be read as a number. Comma and point are both read as the decimal sign, groups of three digits as
// a large number ("61,706"), "2/3" as a fraction.
std::optional<QuizVerdict> judge(const QuizQuestion& question, const std::string& typed);
QuizVerdict judgeOption(const QuizQuestion& question, std::size_t option);

} // namespace cnn
