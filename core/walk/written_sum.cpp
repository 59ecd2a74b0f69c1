#include "core/walk/written_sum.h"

#include "core/walk/written_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cnn {
namespace {

constexpr int mostDigits = 6, mostOfSmall = 9; // the latter where fewer would make 0 of what is not 0
constexpr int quotientDigits = 4, mostOfQuotient = 14;

template<class Items, class Text> std::string joined(const Items& items, const char* between, Text text) {
    std::string all;
    for (const auto& item : items) all += (all.empty() ? "" : between) + text(item);
    return all;
}

std::vector<WrittenTerm> termsAt(const WindowStep& step, int shown, int digits) {
    std::vector<WrittenTerm> terms;
    for (int i = 0; i < shown; ++i) {
        const Term& t = step.terms[static_cast<std::size_t>(i)];
        WrittenTerm w{Decimal::rounded(static_cast<double>(t.input), digits),
                      Decimal::rounded(static_cast<double>(t.weight), digits),
                      {},
                      t.padding};
        w.product = w.input * w.weight;
        terms.push_back(w);
    }
    return terms;
}

// How far rounding to so many digits moves a value, relative to it when it is large.
double moved(float value, int digits) {
    const auto v = static_cast<double>(value);
    return std::abs(v - Decimal::rounded(v, digits).value()) / std::max(1.0, std::abs(v));
}

// Fewest digits at which no number that is not 0 is written as 0; smaller ones than nine places hold stay 0.
int digitsOfSmallest(const WindowStep& step, int shown, float bias) {
    int digits = 0;
    const auto see = [&](float value) {
        const double size = std::abs(static_cast<double>(value));
        while (digits < mostOfSmall && size > 5e-10 && Decimal::rounded(size, digits) == Decimal()) ++digits;
    };
    see(bias);
    for (int i = 0; i < shown; ++i) {
        see(step.terms[static_cast<std::size_t>(i)].input);
        see(step.terms[static_cast<std::size_t>(i)].weight);
    }
    return digits;
}

// Fewest digits at which all numbers are whole, or at which the rounded terms' sum is true to the digits shown.
int digitsNeeded(const WindowStep& step, int shown, float bias) {
    double truth = static_cast<double>(bias);
    for (int i = 0; i < shown; ++i) {
        const Term& t = step.terms[static_cast<std::size_t>(i)];
        truth += static_cast<double>(t.input) * static_cast<double>(t.weight);
    }
    const int least = digitsOfSmallest(step, shown, bias);
    for (int digits = least; digits < mostDigits; ++digits) {
        Decimal sum = Decimal::rounded(static_cast<double>(bias), digits);
        double largest = moved(bias, digits);
        for (const WrittenTerm& t : termsAt(step, shown, digits)) sum = sum + t.product;
        for (int i = 0; i < shown; ++i) {
            const Term& t = step.terms[static_cast<std::size_t>(i)];
            largest = std::max({largest, moved(t.input, digits), moved(t.weight, digits)});
        }
        const double unit = std::pow(10.0, -digits);
        const bool closes = digits >= 2 && largest <= unit / 2 && std::abs(sum.value() - truth) <= unit / 2;
        if (largest < 1e-6 || closes) return digits;
    }
    return std::max(mostDigits, least);
}

WrittenSum pooled(WrittenSum written, const WindowStep& step) {
    const auto count = static_cast<int>(written.terms.size());
    if (written.operation == WindowOperation::AvgPool) {
        for (const WrittenTerm& t : written.terms) written.sum = written.sum + t.input;
        written.result = written.sum;
        for (int digits = quotientDigits; written.complete && digits <= mostOfQuotient; ++digits) {
            written.result = written.sum.dividedBy(count, digits, written.exact);
            if (!(written.result == Decimal()) || written.sum == Decimal()) break;
        }
        return written;
    }
    const Term* best = nullptr;
    for (int i = 0; i < count; ++i) {
        const Term& t = step.terms[static_cast<std::size_t>(i)];
        if (t.padding || (best && t.input <= best->input)) continue;
        best = &t;
        written.result = written.terms[static_cast<std::size_t>(i)].input;
    }
    written.none = best == nullptr;
    return written;
}

} // namespace

WrittenSum writeSum(const WindowTask& task, const WindowStep& step, int shown) {
    WrittenSum written;
    written.operation = task.operation;
    written.columns = task.window.x.kernel;
    written.complete = shown == static_cast<int>(step.terms.size());
    const bool convolution = task.operation == WindowOperation::Convolution;
    const float bias = convolution && written.complete ? task.bias : 0.0F;
    const int digits = digitsNeeded(step, shown, bias);
    written.terms = termsAt(step, shown, digits);
    if (!convolution) return pooled(std::move(written), step);
    for (const WrittenTerm& t : written.terms) written.sum = written.sum + t.product;
    written.hasBias = bias != 0;
    written.bias = Decimal::rounded(static_cast<double>(bias), digits);
    written.sum = written.sum + written.bias;
    written.result = written.sum;
    return written;
}

std::string WrittenSum::line() const {
    const auto value = [](const WrittenTerm& t) { return inside(t.input); };
    if (operation == WindowOperation::MaxPool) {
        std::string all;
        for (const WrittenTerm& t : terms) all += (all.empty() ? "" : ", ") + (t.padding ? "–" : t.input.text());
        return "max(" + all + ")" + (none ? ": no number yet" : " = " + result.text());
    }
    if (operation == WindowOperation::AvgPool) {
        const std::string sumText = joined(terms, " + ", value);
        if (!complete) return sumText + " = " + sum.text();
        return "(" + sumText + ") ÷ " + std::to_string(terms.size()) + " " + equals() + " " + result.text();
    }
    std::string all =
        joined(terms, " + ", [](const WrittenTerm& t) { return inside(t.input) + "×" + inside(t.weight); });
    if (hasBias) all += " + " + inside(bias);
    return all + " = " + result.text();
}

std::string WrittenSum::productLine() const {
    if (operation != WindowOperation::Convolution) return {};
    std::string all = joined(terms, " + ", [](const WrittenTerm& t) { return inside(t.product); });
    if (hasBias) all += " + " + inside(bias);
    return all + " = " + result.text();
}

std::vector<Decimal> WrittenSum::rowSums() const {
    std::vector<Decimal> sums;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (i % static_cast<std::size_t>(columns) == 0) sums.emplace_back();
        sums.back() = sums.back() + (operation == WindowOperation::Convolution ? terms[i].product : terms[i].input);
    }
    return sums;
}

std::vector<std::string> WrittenSum::rowLines() const {
    std::vector<std::string> lines;
    const auto sums = rowSums();
    const auto perRow = static_cast<std::size_t>(columns);
    for (std::size_t row = 0; row < sums.size(); ++row) {
        const auto begin = terms.begin() + static_cast<std::ptrdiff_t>(row * perRow);
        const auto end = terms.begin() + static_cast<std::ptrdiff_t>(std::min((row + 1) * perRow, terms.size()));
        const std::vector<WrittenTerm> part(begin, end);
        const bool products = operation == WindowOperation::Convolution;
        lines.push_back(joined(part, " + ",
                               [&](const WrittenTerm& t) {
                                   return products ? inside(t.input) + "×" + inside(t.weight) : inside(t.input);
                               }) +
                        " = " + sums[row].text());
    }
    std::string total = joined(sums, " + ", [](const Decimal& d) { return inside(d); });
    if (hasBias) total += " + " + inside(bias);
    lines.push_back(total + " = " + sum.text());
    return lines;
}

std::string writtenValue(float value, int places) {
    if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : value < 0 ? "−∞" : "∞";
    if (std::abs(value) < 1e9F) return writtenAlone(static_cast<double>(value), places, 1e-6);
    std::array<char, 32> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), std::chars_format::scientific, 2)
            .ptr;
    return (value < 0 ? "−" : "") + std::string(buffer.data(), end);
}

} // namespace cnn
