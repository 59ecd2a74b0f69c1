#include "core/walk/written_update.h"

#include "core/walk/written_number.h"
#include "core/walk/written_total.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

constexpr int weightPlaces = 4, gradientPlaces = 2, mostExtra = 4, mostPlaces = 9;
constexpr double largestWritten = 1e6;
constexpr double smallestProduct = 5e-7; // pictures are floats: errors below are what is left of their rounding
constexpr const char* minus = "−";

std::string insideText(const std::string& text) {
    return text.starts_with(minus) ? "(" + text + ")" : text;
}

Decimal negated(const Decimal& d) {
    return Decimal(-1, 0) * d;
}

// Learning rates have few digits; those that have more are cut where nobody reads on.
Decimal rateOf(const KernelFit& fit) {
    return Decimal::rounded(fit.task().learningRate, 6);
}

// What is not 0 and would be written as 0.
bool lost(double value, const Decimal& written) {
    return value != 0 && written == Decimal();
}

bool writable(double value, int places) {
    return std::abs(value) < largestWritten && !lost(value, Decimal::rounded(value, places));
}

bool writable(const KernelFit& fit, double weight, double gradient) {
    return writable(weight, weightPlaces + mostExtra) && writable(gradient, gradientPlaces + mostExtra) &&
           std::abs(weight - fit.task().learningRate * gradient) < largestWritten;
}

std::string productText(const WrittenGradient::Product& p) {
    return inside(p.error) + "×" + inside(p.input);
}

} // namespace

std::string writtenNumber(double value, int places) {
    if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : value < 0 ? "−∞" : "∞";
    return std::abs(value) < largestWritten ? writtenAlone(value, places, 1e-9) : scientific(value);
}

std::string writtenFigures(double value, int figures) {
    const double size = std::abs(value);
    if (!std::isfinite(value)) return writtenNumber(value, 0);
    if (value != 0 && (size < 1e-4 || size >= largestWritten)) return scientific(value, figures);
    return Decimal::rounded(value, std::min(9, placesFor(size) + figures - 3)).text();
}

double readBack(std::string text) {
    for (auto at = text.find(minus); at != std::string::npos; at = text.find(minus)) text.replace(at, 3, "-");
    return text.ends_with("∞") || text == "NaN" ? std::nan("") : std::stod(text);
}

std::string writtenLoss(double loss) {
    if (loss == 0) return "0";
    if (!std::isfinite(loss) || loss < 5e-4 || loss >= largestWritten)
        return std::isfinite(loss) ? scientific(loss) : writtenNumber(loss, 3);
    std::string text = Decimal::rounded(loss, 3).text();
    auto point = text.find('.');
    if (point == std::string::npos) {
        point = text.size();
        text += '.';
    }
    return text.append(4 - (text.size() - point), '0');
}

std::string WrittenUpdate::rule() const {
    return weightText + " − " + rateText + " × " + insideText(gradientText);
}

std::string WrittenUpdate::line() const {
    return rule() + " " + equals() + " " + nextText;
}

WrittenUpdate writeUpdate(const Decimal& weight, const Decimal& rate, const Decimal& gradient) {
    WrittenUpdate u{weight, rate, gradient, weight + negated(rate * gradient), true, {}, {}, {}, {}};
    u.weightText = u.weight.text();
    u.rateText = u.rate.text();
    u.gradientText = u.gradient.text();
    u.nextText = u.next.text();
    return u;
}

WrittenUpdate writeUpdate(const Decimal& weight, const Decimal& rate, const Decimal& gradient, int places) {
    WrittenUpdate u = writeUpdate(weight, rate, gradient);
    if (u.next.digits() <= places + 1) return u;
    const Decimal exactly = u.next;
    u.next = exactly.rounded(places);
    u.exact = u.next == exactly;
    u.nextText = u.next.text();
    return u;
}

// Three figures of the next weight, and as many of the others that what is written makes it.
WrittenUpdate writeUpdate(double weight, double rate, double gradient, double next) {
    constexpr int most = 12;
    WrittenUpdate u;
    u.exact = false;
    u.rateText = Decimal::rounded(rate, 9).text();
    u.nextText = writtenFigures(next);
    for (int figures = 3; figures <= most; ++figures) {
        u.weightText = writtenFigures(weight, figures);
        u.gradientText = writtenFigures(gradient, figures);
        const double made = readBack(u.weightText) - readBack(u.rateText) * readBack(u.gradientText);
        if (writtenFigures(made) == u.nextText) break;
    }
    return u;
}

WrittenUpdate writeUpdate(const KernelFit& fit, const FitMoment& moment, std::size_t k) {
    const double weight = moment.kernel[k], gradient = moment.gradient[k];
    const double next = weight - fit.task().learningRate * gradient;
    const Decimal rate = rateOf(fit);
    if (!writable(fit, weight, gradient)) return writeUpdate(weight, fit.task().learningRate, gradient, next);
    WrittenUpdate u;
    for (int extra = 0; extra <= mostExtra; ++extra) {
        u = writeUpdate(Decimal::rounded(weight, weightPlaces + extra), rate,
                        Decimal::rounded(gradient, gradientPlaces + extra));
        const bool told = !lost(weight, u.weight) && !lost(gradient, u.gradient) && !lost(next, u.next);
        if (told && u.next.rounded(weightPlaces) == Decimal::rounded(next, weightPlaces)) break;
    }
    return u;
}

WrittenGradient writeGradient(const KernelFit& fit, const FitMoment& moment, std::size_t k) {
    WrittenGradient g;
    g.text = writtenNumber(moment.gradient[k], weightPlaces);
    if (!writable(fit, moment.kernel[k], moment.gradient[k])) {
        g.exact = false;
        return g;
    }
    g.rounded = writeUpdate(fit, moment, k).gradient;
    g.text = g.rounded.text();
    const FitTask& task = fit.task();
    const Shape& out = task.target.shape();
    const int i = static_cast<int>(k) / task.columns, j = static_cast<int>(k) % task.columns;
    // More places until the exact sum of what is written says the same as the update.
    for (int places = 2;; ++places) {
        g.rows.clear();
        g.rowSums.clear();
        g.sum = {};
        bool told = true;
        for (int y = 0; y < out.h; ++y) {
            g.rows.emplace_back();
            g.rowSums.emplace_back();
            for (int x = 0; x < out.w; ++x) {
                WrittenGradient::Product p;
                const double error = moment.error[static_cast<std::size_t>(y * out.w + x)];
                p.error = Decimal::rounded(error, places);
                p.input = Decimal::rounded(static_cast<double>(task.input.at(0, y + i, x + j)), 6);
                p.value = p.error * p.input;
                told = told && (std::abs(error) < smallestProduct || p.input == Decimal() || !lost(error, p.error));
                g.rowSums.back() = g.rowSums.back() + p.value;
                g.rows.back().push_back(p);
            }
            g.sum = g.sum + g.rowSums.back();
        }
        g.gradient = Decimal(2, 0) * g.sum;
        const bool same = g.gradient.rounded(std::max(gradientPlaces, g.rounded.digits())) == g.rounded;
        g.exact = same; // of errors that small no sum is written that makes it
        if ((told && same) || places == mostPlaces) break;
    }
    return g;
}

Decimal WrittenGradient::sumOf(std::size_t first, std::size_t last) const {
    Decimal all;
    for (std::size_t row = first; row <= last && row < rowSums.size(); ++row) all = all + rowSums[row];
    return all;
}

std::string WrittenGradient::rowLine(std::size_t row, std::size_t most) const {
    std::vector<Product> products;
    for (const Product& p : rows[row])
        if (!(p.input == Decimal() || p.error == Decimal())) products.push_back(p);
    if (products.empty()) return "0";
    const bool whole = products.size() <= most;
    const std::size_t head = whole ? products.size() : most - 2;
    std::string line;
    const auto add = [&line](const std::string& part) { line += (line.empty() ? "" : " + ") + part; };
    for (std::size_t n = 0; n < head; ++n) add(productText(products[n]));
    if (!whole) {
        Decimal between;
        for (std::size_t n = head; n + 1 < products.size(); ++n) between = between + products[n].value;
        add("… (" + std::to_string(products.size() - head - 1) + " products: " + between.text() + ")");
        add(productText(products.back()));
    }
    return line + " = " + rowSums[row].text();
}

std::string WrittenGradient::totalLine() const {
    if (!exact) return text;
    std::string all;
    const auto add = [&all](const Decimal& d) { all += (all.empty() ? "" : " + ") + inside(d); };
    const std::size_t count = rowSums.size();
    add(rowSums.front());
    if (count > 3)
        add(sumOf(1, count - 2));
    else
        for (std::size_t row = 1; row + 1 < count; ++row) add(rowSums[row]);
    if (count > 1) add(rowSums.back());
    all = "2 × (" + all + ") = " + gradient.text();
    return gradient == rounded || rounded == Decimal() ? all : all + " ≈ " + rounded.text(); // it is not 0
}

} // namespace cnn
