#include "core/quiz/quiz_making.h"

#include "core/tensor/decimal.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cnn::making {
namespace {

std::uint64_t hashOf(std::string_view text) { // FNV-1a
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

std::string quoted(std::string_view text) { // keys and names have nothing to be escaped
    return '"' + std::string(text) + '"';
}

std::string listOfRows(const Tensor& grid, int channel) {
    std::string list = "[";
    for (int y = 0; y < grid.shape().h; ++y) {
        std::string row;
        for (int x = 0; x < grid.shape().w; ++x) row += (x == 0 ? "" : " ") + shortest(grid.at(channel, y, x));
        list += (y == 0 ? "" : ", ") + quoted(row);
    }
    return list + "]";
}

} // namespace

Rng chanceOf(const QuizQuestion& question) {
    return {question.seed ^ hashOf(question.kind), static_cast<std::uint64_t>(question.difficulty)};
}

int between(Rng& rng, int low, int high) {
    return low + static_cast<int>(rng.below(static_cast<std::size_t>(high - low + 1)));
}

Tensor numbers(Rng& rng, const Shape& shape, int low, int high) {
    Tensor all(shape);
    for (float& v : all.values()) v = static_cast<float>(between(rng, low, high));
    return all;
}

Tensor weights(Rng& rng, const Shape& shape, int low, int high) {
    Tensor all = numbers(rng, shape, low, high);
    for (float& v : all.values())
        if (v == 0) v = static_cast<float>(between(rng, low, high));
    return all;
}

Tensor blank(const Shape& shape) {
    Tensor all(shape);
    all.fill(std::numeric_limits<float>::quiet_NaN());
    return all;
}

std::string written(double value, int decimals) {
    return Decimal::rounded(value, decimals).text();
}

std::string rowsOf(const Tensor& grid, int channel, std::optional<Place> marked) {
    std::string text = "[";
    for (int y = 0; y < grid.shape().h; ++y) {
        text += y == 0 ? "[" : ", [";
        for (int x = 0; x < grid.shape().w; ++x) {
            const float v = grid.at(channel, y, x);
            const bool asked = marked && marked->y == y && marked->x == x;
            text += x == 0 ? "" : ", ";
            text += std::isnan(v) ? (asked ? "?" : "_") : written(static_cast<double>(v), 2);
        }
        text += "]";
    }
    return text + "]";
}

Message inTurn(std::span<const Message> all) {
    Message text = all.front();
    for (const Message& next : all.subspan(1)) text = Message::tr("%1, then %2", text, next);
    return text;
}

void answer(QuizQuestion& question, double truth, int decimals) {
    question.truth = truth;
    question.decimals = decimals;
}

void mistake(QuizQuestion& question, double value, const Message& name) {
    if (!std::isfinite(value)) return;
    const double apart = std::max(2 * question.tolerance({value, name}), 1e-9); // not even their roundings meet
    if (std::abs(value - question.truth) <= apart) return;
    for (const QuizMistake& known : question.mistakes)
        if (std::abs(value - known.value) <= apart) return;
    question.mistakes.push_back({value, name});
}

QuizOption rightOption(const Message& text) {
    return {text, true};
}

QuizOption wrongOption(const Message& text, const Message& mistake) {
    return {text, false, mistake};
}

QuizOption rightGrid(const char* role, const Tensor& values) {
    return {Message::verbatim(rowsOf(values)), true, std::nullopt, grid(role, values)};
}

QuizOption wrongGrid(const char* role, const Tensor& values, const Message& mistake) {
    return {Message::verbatim(rowsOf(values)), false, mistake, grid(role, values)};
}

bool offer(QuizQuestion& question, Rng& rng, QuizOption right, std::vector<QuizOption> wrong) {
    constexpr std::size_t most = 4, least = 3;
    std::vector<QuizOption> all{std::move(right)};
    for (QuizOption& option : wrong) {
        const std::string text = option.text.english();
        const bool known = std::ranges::any_of(all, [&](const QuizOption& o) { return o.text.english() == text; });
        if (!known && all.size() < most) all.push_back(std::move(option));
    }
    if (all.size() < least) return false;
    rng.shuffle(all);
    question.options = std::move(all);
    return true;
}

QuizPicture::Grid grid(const char* role, const Tensor& values, int padding, std::optional<Place> marked) {
    return {role, values, padding, marked};
}

Scene& Scene::member(std::string_view key, const std::string& value) {
    m_members += (m_members.empty() ? "" : ", ") + quoted(key) + ": " + value;
    return *this;
}

Scene& Scene::text(std::string_view key, std::string_view value) {
    return member(key, quoted(value));
}

Scene& Scene::number(std::string_view key, double value) {
    return member(key, shortest(static_cast<float>(value)));
}

Scene& Scene::numbers(std::string_view key, std::span<const double> values) {
    std::string list;
    for (const double v : values) list += (list.empty() ? "" : ", ") + shortest(static_cast<float>(v));
    return member(key, "[" + list + "]");
}

Scene& Scene::flag(std::string_view key, bool value) {
    return member(key, value ? "true" : "false");
}

Scene& Scene::rows(std::string_view key, const Tensor& grid) {
    return member(key, listOfRows(grid, 0));
}

Scene& Scene::channels(std::string_view key, const Tensor& grid) {
    std::string list;
    for (int c = 0; c < grid.shape().c; ++c) list += (c == 0 ? "" : ", ") + listOfRows(grid, c);
    return member(key, "[" + list + "]");
}

Scene& Scene::kernels(std::string_view key, std::span<const Tensor> kernels) {
    std::string list;
    for (const Tensor& kernel : kernels) {
        list += list.empty() ? "[" : ", [";
        for (int c = 0; c < kernel.shape().c; ++c) list += (c == 0 ? "" : ", ") + listOfRows(kernel, c);
        list += "]";
    }
    return member(key, "[" + list + "]");
}

Scene windowScene(const WindowTask& task) {
    const auto& [y, x] = task.window;
    const bool convolves = task.operation == WindowOperation::Convolution;
    Scene scene;
    scene.text("operation", convolves                                    ? "conv"
                            : task.operation == WindowOperation::MaxPool ? "max"
                                                                         : "avg")
        .rows("input", task.input);
    if (convolves)
        scene.rows("kernel", task.kernel);
    else
        scene.numbers("kernel", std::array<double, 2>{double(y.kernel), double(x.kernel)});
    return scene
        .numbers("padding", std::array<double, 4>{double(y.padBefore), double(y.padAfter), double(x.padBefore),
                                                  double(x.padAfter)})
        .numbers("stride", std::array<double, 2>{double(y.stride), double(x.stride)})
        .numbers("dilation", std::array<double, 2>{double(y.dilation), double(x.dilation)});
}

int stepOf(const Place& place, int columns) {
    return place.y * columns + place.x + 1;
}

WindowWalk walkOf(const WindowTask& task) {
    return WindowWalk::make(task).orThrow();
}

float valueAt(const WindowTask& task, const Place& place) {
    return windowStep(task, place.y, place.x).result;
}

} // namespace cnn::making

namespace cnn {

Message QuizQuestion::answer() const {
    return isTyped() ? Message::verbatim(making::written(truth, decimals)) : options[rightOption()].text;
}

std::string QuizQuestion::fingerprint() const {
    std::string text = kind + '\n' + ask.english();
    for (const QuizPicture::Grid& g : picture.grids) {
        text += '\n' + g.role + ' ' + textOf(g.values) + ' ' + std::to_string(g.padding);
        if (g.marked) text += " at " + std::to_string(g.marked->y) + ' ' + std::to_string(g.marked->x);
    }
    for (const QuizPicture::Line& line : picture.lines)
        for (const double v : line.values) text += ' ' + making::written(v, 3);
    std::vector<std::string> offered;
    for (const QuizOption& option : options) offered.push_back(option.text.english());
    std::ranges::sort(offered);
    for (const std::string& option : offered) text += '\n' + option;
    return text;
}

} // namespace cnn
