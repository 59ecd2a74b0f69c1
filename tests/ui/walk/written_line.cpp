#include "tests/ui/walk/written_line.h"

#include <QStringList>
#include <cmath>

namespace plain {
namespace {

int digitsOf(const QString& text) {
    int most = 0;
    for (qsizetype at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
        int digits = 0;
        while (at + 1 + digits < text.size() && text[at + 1 + digits].isDigit()) ++digits;
        most = std::max(most, digits);
    }
    return most;
}

// The left side: "a×b + c×d + bias", "a + b", "(a + b) ÷ n", "max(a, b)".
QStringList termsOf(QString left, Operation operation) {
    if (operation == Operation::Maximum) return left.mid(4).chopped(1).split(", ");
    if (left.contains(" ÷ ")) left = left.section(" ÷ ", 0, 0).mid(1).chopped(1);
    return left.split(" + ");
}

struct Calculated {
    double value = 0;
    QString trouble;
};

Calculated calculate(const QStringList& terms, Operation operation, const std::vector<Tap>& taps, double unit) {
    Calculated total;
    bool any = false;
    for (qsizetype i = 0; i < terms.size(); ++i) {
        const Tap& tap = taps[static_cast<std::size_t>(i)];
        if (operation == Operation::Maximum && terms[i] == "–") {
            if (!tap.padding) total.trouble = "A number is taken for padding.";
            continue;
        }
        const auto input = numberFrom(terms[i].section("×", 0, 0));
        const auto weight = operation == Operation::Convolution ? numberFrom(terms[i].section("×", 1)) : 1.0;
        const auto near = [unit](double is, double should) {
            return std::abs(is - should) <= unit / 2 + 1e-6 * std::max(1.0, std::abs(should));
        };
        if (!input || !weight || !near(*input, tap.input) || !near(*weight, tap.weight)) {
            total.trouble =
                QString("The term \"%1\" should be %2 times %3.").arg(terms[i]).arg(tap.input).arg(tap.weight);
            return total;
        }
        if (operation == Operation::Maximum)
            total.value = any ? std::max(total.value, *input) : *input;
        else
            total.value += *input * *weight;
        any = true;
    }
    return total;
}

} // namespace

std::optional<double> numberFrom(const QString& text) {
    QString plain = text.trimmed();
    if (plain.startsWith('(') && plain.endsWith(')')) plain = plain.mid(1).chopped(1);
    bool ok = false;
    const double value = plain.replace(QChar(0x2212), '-').toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<QString> behind(const QString& words, const QString& lead) {
    const qsizetype at = words.indexOf(lead);
    if (at < 0) return std::nullopt;
    const qsizetype from = at + lead.size(), to = words.indexOf(". ", from);
    return to < 0 ? words.mid(from).chopped(1) : words.mid(from, to - from);
}

QString lineObjection(const QString& line, Operation operation, const std::vector<Tap>& taps, double bias,
                      std::size_t& shown) {
    if (operation == Operation::Maximum && line.endsWith("): no number yet")) {
        const QStringList fillers = termsOf(line.section(':', 0, 0), operation);
        shown = static_cast<std::size_t>(fillers.size());
        const bool onlyPadding = fillers.count("–") == fillers.size() && shown <= taps.size() &&
                                 winner({taps.begin(), taps.begin() + static_cast<std::ptrdiff_t>(shown)}) < 0;
        return onlyPadding ? QString() : "There is a number already: " + line;
    }
    const bool about = line.contains(" ≈ ");
    const QString sign = about ? " ≈ " : " = ";
    const QString left = line.section(sign, 0, -2);
    const auto right = numberFrom(line.section(sign, -1));
    QStringList terms = termsOf(left, operation);
    const bool complete = static_cast<std::size_t>(terms.size()) >= taps.size();
    double added = 0;
    const double unit = std::pow(10.0, -digitsOf(left));
    if (operation == Operation::Convolution && complete && static_cast<std::size_t>(terms.size()) == taps.size() + 1) {
        added = numberFrom(terms.takeLast()).value_or(std::nan(""));
        if (!(std::abs(added - bias) <= unit / 2 + 1e-6 * std::abs(bias))) return "The bias is wrong in: " + line;
    }
    shown = static_cast<std::size_t>(terms.size());
    if (!right || shown == 0 || shown > taps.size()) return "This is no sum of the step: " + line;
    Calculated written = calculate(terms, operation, taps, unit);
    if (!written.trouble.isEmpty()) return written.trouble + " In: " + line;
    if (left.contains(" ÷ ")) written.value /= numberFrom(left.section(" ÷ ", 1)).value_or(0);
    written.value += added;

    const std::vector<Tap> first(taps.begin(), taps.begin() + static_cast<std::ptrdiff_t>(shown));
    if (operation == Operation::Maximum && winner(first) < 0) return "Of padding alone there is no maximum: " + line;
    double truth = operation == Operation::Maximum ? first[static_cast<std::size_t>(winner(first))].input
                                                   : sum(first) + (complete ? bias : 0);
    if (left.contains(" ÷ ")) truth /= static_cast<double>(taps.size());
    const double rounding = about ? 0.5e-4 : 1e-9;
    if (!(std::abs(*right - written.value) <= rounding + 1e-12 * size(first)))
        return QString("What is written adds up to %1: %2").arg(written.value, 0, 'g', 12).arg(line);
    if (!(std::abs(*right - truth) <= unit / 2 + rounding + 1e-5 * size(first)))
        return QString("The truth is %1: %2").arg(truth, 0, 'g', 12).arg(line);
    return {};
}

} // namespace plain
