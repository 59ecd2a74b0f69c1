// What the kinds of questions are made with.
#pragma once

#include "core/base/rng.h"
#include "core/quiz/quiz.h"

#include <initializer_list>
#include <string_view>

namespace cnn::making {

// The question's own chance.
Rng chanceOf(const QuizQuestion& question);
int between(Rng& rng, int low, int high); // both included
template<class T> const T& oneOf(Rng& rng, std::span<const T> all) {
    return all[rng.below(all.size())];
}
inline int oneOf(Rng& rng, std::initializer_list<int> all) {
    return all.begin()[rng.below(all.size())];
}
// Of three, the first for easy questions. A list in braces, so that what is drawn by chance in it is drawn from left to
// right whatever the compiler: the arguments of a function may be drawn in any order.
template<class T> T atLevel(const QuizQuestion& question, std::initializer_list<T> easyUsualHard) {
    return easyUsualHard.begin()[static_cast<std::size_t>(question.difficulty)];
}
// Whole numbers from low to high.
Tensor numbers(Rng& rng, const Shape& shape, int low, int high);
// The same of a kernel: few of them are 0.
Tensor weights(Rng& rng, const Shape& shape, int low, int high);
Tensor blank(const Shape& shape); // all to be found out

// At most so many decimals, with a real minus: "−2.5".
std::string written(double value, int decimals = 6);
// Rows of a channel, for people: "[[12, −3], [7, 8]]"; of what is to be found out the marked cell is "?", others "_".
std::string rowsOf(const Tensor& grid, int channel = 0, std::optional<Place> marked = {});
// "a, then b, then c"; at least one.
Message inTurn(std::span<const Message> all);

// Sets a typed answer, exact, and how many decimals are asked for.
void answer(QuizQuestion& question, double truth, int decimals = 0);
// Adds a number that is typed by mistake, after answer(): unless it would be right, is known already or is no number.
void mistake(QuizQuestion& question, double value, const Message& name);

QuizOption rightOption(const Message& text);
QuizOption wrongOption(const Message& text, const Message& mistake);
QuizOption rightGrid(const char* role, const Tensor& values);
QuizOption wrongGrid(const char* role, const Tensor& values, const Message& mistake);
// The right one and at most three of the wrong ones, the first that are unlike all others, shuffled. False, and nothing
// is changed, where fewer than two of those are left.
bool offer(QuizQuestion& question, Rng& rng, QuizOption right, std::vector<QuizOption> wrong);

QuizPicture::Grid grid(const char* role, const Tensor& values, int padding = 0, std::optional<Place> marked = {});

// The JSON object of a scene, its keys in the order in which they are said.
class Scene {
public:
    Scene& text(std::string_view key, std::string_view value);
    Scene& number(std::string_view key, double value);
    Scene& numbers(std::string_view key, std::span<const double> values);
    Scene& flag(std::string_view key, bool value);
    Scene& rows(std::string_view key, const Tensor& grid);     // of one channel: ["0 1", "2 3"]
    Scene& channels(std::string_view key, const Tensor& grid); // [["0 1"], ["2 3"]]
    Scene& kernels(std::string_view key, std::span<const Tensor> kernels);
    std::string json() const { return "{" + m_members + "}"; }

private:
    Scene& member(std::string_view key, const std::string& value);
    std::string m_members;
};
// A sliding window as the window page and the backward page read it, square settings or not.
Scene windowScene(const WindowTask& task);
// Which step a cell is, from 1.
int stepOf(const Place& place, int columns);

// The walk of a task that is known to fit.
WindowWalk walkOf(const WindowTask& task);
float valueAt(const WindowTask& task, const Place& place);

} // namespace cnn::making
