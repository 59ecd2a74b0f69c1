#include "core/quiz/quiz.h"

#include "core/tensor/number_text.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

bool isFigure(char c) {
    return c >= '0' && c <= '9';
}

// What stands for itself: without blanks of any kind between its figures, with ASCII's minus.
std::string plainForm(const std::string& typed) {
    std::string plain;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const std::string_view rest = std::string_view(typed).substr(i);
        const auto skip = [&](std::string_view sign) {
            if (!rest.starts_with(sign)) return false;
            i += sign.size() - 1;
            return true;
        };
        if (skip(unicodeMinus))
            plain += '-';
        else if (!skip("\xc2\xa0") && !skip("\xe2\x80\xaf") && !skip("\xe2\x80\x89")) // wide and narrow blanks
            plain += typed[i];
    }
    return std::string(trimmed(plain));
}

// Figures with at most one decimal sign, and a minus or plus in front. Up to 15 figures: a double holds them all.
std::optional<double> decimalFrom(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    constexpr std::size_t mostFigures = 15;
    double value = 0, unit = 1;
    std::size_t figures = 0;
    bool behind = false;
    for (const char c : text) {
        if ((c == '.' || c == ',') && !behind)
            behind = true;
        else if (isFigure(c) && figures < mostFigures) {
            value = 10 * value + (c - '0');
            unit *= behind ? 10 : 1;
            ++figures;
        } else
            return std::nullopt;
    }
    if (figures == 0) return std::nullopt;
    return (negative ? -1 : 1) * value / unit;
}

// "61,706", "1 000 000": without its marks between groups of three figures; empty: it has none.
std::string withoutGroups(std::string_view text) {
    std::string plain;
    if (text.starts_with('-') || text.starts_with('+')) {
        plain = text.front();
        text.remove_prefix(1);
    }
    const std::size_t first = text.find_first_of(",. '");
    if (first == text.npos || first == 0 || first > 3 || text.front() == '0') return {};
    const char mark = text[first];
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isMark = i >= first && (i - first) % 4 == 0;
        if (isMark != (text[i] == mark) || (!isMark && !isFigure(text[i]))) return {};
        if (!isMark) plain += text[i];
    }
    return (text.size() - first) % 4 == 0 ? plain : std::string();
}

std::optional<double> fractionFrom(const std::string& text) {
    const std::size_t bar = text.find('/');
    if (bar == text.npos) return std::nullopt;
    const auto above = decimalFrom(trimmed(std::string_view(text).substr(0, bar)));
    const auto below = decimalFrom(trimmed(std::string_view(text).substr(bar + 1)));
    if (!above || !below || *below == 0) return std::nullopt;
    return *above / *below;
}

// All numbers that may be meant.
std::vector<double> readings(const std::string& typed) {
    const std::string text = plainForm(typed);
    std::vector<double> all;
    if (const auto value = decimalFrom(text)) all.push_back(*value);
    if (const auto value = decimalFrom(withoutGroups(text))) all.push_back(*value);
    if (const auto value = fractionFrom(text)) all.push_back(*value);
    return all;
}

bool meets(double value, double truth, double tolerance) {
    const double rounding = 1e-9 * std::max(1.0, std::abs(truth));
    return std::abs(value - truth) <= tolerance + rounding;
}

std::string textOf(const Tensor& grid) {
    std::string text = cnn::text(grid.shape());
    for (const float v : grid.values()) text += ' ' + shortest(v);
    return text;
}

} // namespace

std::size_t QuizQuestion::rightOption() const {
    return static_cast<std::size_t>(std::ranges::find_if(options, &QuizOption::right) - options.begin());
}

double QuizQuestion::tolerance() const {
    return decimals == 0 ? 0 : 0.5 * std::pow(10.0, -decimals);
}

double QuizQuestion::tolerance(const QuizMistake& known) const {
    constexpr double toADecimal = 0.05;
    return decimals == 0 && known.value != std::round(known.value) ? toADecimal : tolerance();
}

std::optional<QuizVerdict> judge(const QuizQuestion& question, const std::string& typed) {
    const std::vector<double> all = readings(typed);
    if (all.empty()) return std::nullopt;
    for (const double value : all)
        if (meets(value, question.truth, question.tolerance())) return QuizVerdict{true};
    for (const double value : all)
        for (const QuizMistake& known : question.mistakes)
            if (meets(value, known.value, question.tolerance(known))) return QuizVerdict{false, known.name};
    return QuizVerdict{};
}

QuizVerdict judgeOption(const QuizQuestion& question, std::size_t option) {
    const QuizOption& chosen = question.options.at(option);
    return {chosen.right, chosen.mistake};
}

} // namespace cnn
