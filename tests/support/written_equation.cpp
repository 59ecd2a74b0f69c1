#include "tests/support/written_equation.h"

#include "tests/support/equation_token.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <span>

namespace plain {
namespace {

using Tokens = std::span<const Token>;

struct Value {
    long double value = 0;
    long double size = 0;       // of the largest number on the way: what the calculation here is exact to
    bool polynomial = true;     // nothing but + − ×
    bool sum = true;            // nothing but + −
    bool whole = true;          // of whole numbers
    const Token* one = nullptr; // it is this number alone, with or without a sign and "%"
    long double scale = 1;      // 0.01 of a percentage
};

Value combined(const Value& a, const Value& b, long double value) {
    Value made;
    made.value = value;
    made.size = std::max({a.size, b.size, std::abs(value)});
    made.polynomial = a.polynomial && b.polynomial;
    made.sum = a.sum && b.sum;
    made.whole = a.whole && b.whole;
    return made;
}

Value derived(Value a, long double value) {
    a.value = value;
    a.size = std::max(a.size, std::abs(value));
    a.polynomial = a.sum = a.whole = false;
    a.one = nullptr;
    return a;
}

// Reads an expression from the front of the tokens, as much of them as belongs to it.
class Calculator {
public:
    explicit Calculator(Tokens tokens) : m_tokens(tokens) {}

    std::optional<Value> read() {
        auto value = sum();
        return m_failed ? std::nullopt : value;
    }
    std::size_t used() const { return m_at; }

private:
    Sign sign(std::size_t ahead = 0) const {
        return m_at + ahead < m_tokens.size() ? m_tokens[m_at + ahead].sign : Sign::Other;
    }
    bool take(Sign wanted) {
        if (sign() != wanted) return false;
        ++m_at;
        return true;
    }
    std::optional<Value> fail() {
        m_failed = true;
        return std::nullopt;
    }

    std::optional<Value> sum() {
        auto all = product();
        while (all && (sign() == Sign::Plus || sign() == Sign::Minus) && continues()) {
            const bool less = sign() == Sign::Minus;
            ++m_at;
            const auto next = product();
            if (!next) return fail();
            all = combined(*all, *next, less ? all->value - next->value : all->value + next->value);
        }
        return all;
    }
    // "3 −5": two numbers beside each other, no difference.
    bool continues() const {
        const bool apart = m_at > 0 && m_tokens[m_at - 1].end < m_tokens[m_at].begin;
        const bool tight = m_at + 1 < m_tokens.size() && m_tokens[m_at].end == m_tokens[m_at + 1].begin;
        return sign() == Sign::Plus || !apart || !tight;
    }
    std::optional<Value> product() {
        auto all = factor();
        while (all && (sign() == Sign::Times || sign() == Sign::Over)) {
            const bool over = sign() == Sign::Over;
            ++m_at;
            const auto next = factor();
            if (!next) return fail();
            all = combined(*all, *next, over ? all->value / next->value : all->value * next->value);
            all->sum = false;
            if (over) all->polynomial = all->whole = false;
        }
        return all;
    }
    std::optional<Value> factor() {
        if (take(Sign::Minus)) {
            auto value = factor();
            if (value) value->value = -value->value;
            return value;
        }
        auto value = primary();
        while (value && (sign() == Sign::Power || sign() == Sign::Percent)) {
            if (take(Sign::Percent)) {
                value->value /= 100;
                value->scale = 0.01L;
                value->whole = false;
            } else {
                const Token& power = m_tokens[m_at++];
                value = combined(*value, *value, std::pow(value->value, power.value));
                value->sum = false;
            }
        }
        return value;
    }
    std::optional<Value> primary() {
        if (sign() == Sign::Number) {
            const Token& token = m_tokens[m_at++];
            Value value;
            value.value = token.value;
            value.size = std::abs(token.value);
            value.whole = token.places <= 0;
            value.one = &token;
            return value;
        }
        if (sign() == Sign::Word) return function();
        if (sign() == Sign::Dots) return theOthers();
        const bool floor = sign() == Sign::Floor, ceiling = sign() == Sign::Ceiling;
        if (!floor && !ceiling && sign() != Sign::Open) return std::nullopt;
        ++m_at;
        auto value = sum();
        if (!value || !take(floor ? Sign::EndFloor : ceiling ? Sign::EndCeiling : Sign::Close)) return fail();
        if (floor || ceiling) { // a whole number, however it came about
            const bool numbers = value->size < 1e15L;
            value->value = floor ? std::floor(value->value + 1e-12L) : std::ceil(value->value - 1e-12L);
            value->whole = value->polynomial = numbers;
            value->sum = false;
        }
        value->one = nullptr;
        return value;
    }
    // "… (770 more: 0.004)", "… (5 products: 0.7)"
    std::optional<Value> theOthers() {
        ++m_at;
        if (!take(Sign::Open)) return fail();
        while (sign() != Sign::Colon) {
            if (sign() != Sign::Number && sign() != Sign::Word) return fail();
            ++m_at;
        }
        ++m_at;
        auto value = sum();
        if (!value || !take(Sign::Close)) return fail();
        value->one = nullptr;
        return value;
    }
    std::optional<Value> function() {
        const std::string& name = m_tokens[m_at].word;
        if (name == "ln") {
            ++m_at;
            const auto of = factor();
            return of ? std::optional(derived(*of, std::log(of->value))) : fail();
        }
        if (sign(1) != Sign::Open) return std::nullopt;
        if (name != "max" && name != "min" && name != "mean" && name != "tanh" && name != "sigmoid" && name != "exp" &&
            name != "sqrt" && name != "relu" && name != "log10")
            return std::nullopt;
        m_at += 2;
        std::vector<Value> all;
        do {
            if (take(Sign::None)) continue;
            const auto value = sum();
            if (!value) return fail();
            all.push_back(*value);
        } while (take(Sign::Comma));
        if (all.empty() || !take(Sign::Close)) return fail();
        return applied(name, all);
    }
    static Value applied(const std::string& name, const std::vector<Value>& all) {
        Value made = all.front();
        made.one = nullptr;
        if (name == "max" || name == "min") {
            for (const Value& v : all)
                made = combined(made, v, name == "max" ? std::max(made.value, v.value) : std::min(made.value, v.value));
            return made;
        }
        const long double x = made.value;
        if (name == "relu") return combined(made, made, std::max(x, 0.0L));
        if (name == "tanh") return derived(made, std::tanh(x));
        if (name == "sigmoid") return derived(made, 1 / (1 + std::exp(-x)));
        if (name == "exp") return derived(made, std::exp(x));
        if (name == "log10") return derived(made, std::log10(x));
        if (name == "sqrt") return derived(made, std::sqrt(x));
        long double total = 0;
        for (const Value& v : all) {
            total += v.value;
            made = combined(made, v, total);
        }
        return derived(made, total / static_cast<long double>(all.size()));
    }

    Tokens m_tokens;
    std::size_t m_at = 0;
    bool m_failed = false;
};

bool isSign(Sign s) {
    return s == Sign::Equals || s == Sign::About || s == Sign::Arrow;
}
bool isOperator(Sign s) {
    return s == Sign::Plus || s == Sign::Minus || s == Sign::Times || s == Sign::Over;
}
bool ends(Sign s) {
    return s == Sign::Number || s == Sign::Close || s == Sign::EndFloor || s == Sign::EndCeiling ||
           s == Sign::Percent || s == Sign::Power;
}

std::string number(long double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.12Lg", value);
    return text;
}

// Why `left` is not `right`; empty: it is.
std::string objectionTo(const Value& left, const Value& right, Sign sign) {
    if (!std::isfinite(left.value) || !std::isfinite(right.value)) return {};
    if (!right.one && left.one) return objectionTo(right, left, sign);
    const long double away = std::abs(left.value - right.value), exact = 1e-15L * std::max(left.size, right.size);
    const std::string is = "It makes " + number(left.value) + ".";
    if (away <= exact) return {};
    if (!right.one) return away <= 1e-9L * std::max(left.size, right.size) ? std::string() : is;
    const Token& written = *right.one;
    const long double unit = std::pow(10.0L, -written.places) * right.scale;
    if (away > unit / 2 * (1 + 1e-9L) + exact) return is;
    if (right.value == 0) return is + " What is not 0 is not 0.";
    if (sign == Sign::About) return {};
    if (left.whole && left.polynomial) return is;
    if (left.sum && !left.one && sign == Sign::Equals) return is + " A sum must be exact.";
    if (left.polynomial && !left.one && written.figures < 3) return is + " Too few figures for \"=\".";
    return {};
}

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text), m_tokens(tokensOf(text)) {}

    ReadEquations read() {
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            if (isSign(m_tokens[i].sign)) compare(i);
            if (m_tokens[i].word == "of") share(i);
            if (m_tokens[i].word == "rounded") roundedDown(i);
        }
        return std::move(m_read);
    }

private:
    Tokens tokens(std::size_t from, std::size_t to) const { return Tokens(m_tokens).subspan(from, to - from); }

    void add(std::size_t from, std::size_t to, std::string objection) {
        const std::size_t begin = m_tokens[from].begin;
        m_read.all.push_back({std::string(m_text.substr(begin, m_tokens[to - 1].end - begin)), std::move(objection)});
    }

    // The longest expression that ends before `end`, and where it begins. Nothing when it goes on to the left with
    // something that is no number: "w × 3".
    std::optional<Value> before(std::size_t end, std::size_t& from) const {
        std::size_t first = end;
        while (first > 0 && belongs(first - 1)) --first;
        for (from = first; from < end; ++from) {
            if (!mayBegin(from)) continue;
            Calculator calculator(tokens(from, end));
            const auto value = calculator.read();
            if (value && calculator.used() == end - from) return value;
        }
        return std::nullopt;
    }
    // Whether the token can be a part of an expression.
    bool belongs(std::size_t i) const {
        const Sign s = m_tokens[i].sign;
        const Sign next = i + 1 < m_tokens.size() ? m_tokens[i + 1].sign : Sign::Other;
        if (s == Sign::Word) return next == Sign::Open || m_tokens[i].word == "ln" || isOfOthers(i);
        if (s == Sign::Colon) return i > 0 && isOfOthers(i - 1);
        return s != Sign::Hidden && s != Sign::Other && !isSign(s);
    }
    // The word in "… (770 more: 0.004)".
    bool isOfOthers(std::size_t i) const {
        return i >= 3 && m_tokens[i].sign == Sign::Word && m_tokens[i - 1].sign == Sign::Number &&
               m_tokens[i - 2].sign == Sign::Open && m_tokens[i - 3].sign == Sign::Dots;
    }
    // Whether an expression can begin here: what stands before is no operator, no function and no factor.
    bool mayBegin(std::size_t i) const {
        if (i == 0) return true;
        const Token &now = m_tokens[i], &last = m_tokens[i - 1];
        if (isOperator(last.sign) && !(last.sign == Sign::Minus && isRangeDash(i - 1))) return false;
        if (now.sign == Sign::Minus) { // "w − 3" is no −3; "2 −3" are two numbers
            const bool tight = i + 1 < m_tokens.size() && now.end == m_tokens[i + 1].begin;
            return tight || (last.sign != Sign::Word && !ends(last.sign) && last.sign != Sign::Hidden);
        }
        if (now.sign == Sign::Open || now.sign == Sign::Floor)
            return last.sign != Sign::Word || last.end < now.begin; // "f(3)"
        return last.sign != Sign::Dots;
    }
    // "LeNet-5"
    bool isRangeDash(std::size_t i) const {
        return i > 0 && m_tokens[i - 1].sign == Sign::Word && m_tokens[i - 1].end == m_tokens[i].begin &&
               m_tokens[i].end == m_tokens[i + 1].begin;
    }

    void compare(std::size_t at) {
        const Sign sign = m_tokens[at].sign;
        std::size_t from = at;
        const auto left = before(at, from);
        Calculator calculator(tokens(at + 1, m_tokens.size()));
        const auto right = calculator.read();
        const std::size_t to = at + 1 + calculator.used();
        const bool symbolic = to < m_tokens.size() && isOperator(m_tokens[to].sign) && !startsAnew(to);
        if (!left || !right || symbolic || (to < m_tokens.size() && m_tokens[to].sign == Sign::Hidden)) {
            noteUnread(at);
            return;
        }
        const std::size_t cut = to + (to < m_tokens.size() && m_tokens[to].sign == Sign::Other ? 1 : 0); // "0.…"
        if (cut < m_tokens.size() && m_tokens[cut].sign == Sign::Dots && m_tokens[cut - 1].end == m_tokens[cut].begin)
            return; // where there is no room
        // A number alone before "=" says something only in a chain; an arrow leads from what is no sum elsewhere.
        if (left->one && m_chain != at) return;
        if (sign == Sign::Arrow && !(right->one && !left->one)) return;
        m_chain = to;
        add(from, to, objectionTo(*left, *right, sign));
    }
    // "= 5 −3": another number follows.
    bool startsAnew(std::size_t i) const {
        return m_tokens[i].sign == Sign::Minus && m_tokens[i - 1].end < m_tokens[i].begin && i + 1 < m_tokens.size() &&
               m_tokens[i].end == m_tokens[i + 1].begin;
    }
    void noteUnread(std::size_t at) {
        if (at == 0 || at + 1 >= m_tokens.size() || m_tokens[at].sign == Sign::Arrow) return;
        if (!ends(m_tokens[at - 1].sign) && !isOperator(m_tokens[at - 1].sign)) return;
        const Sign next = m_tokens[at + 1].sign;
        if (next != Sign::Number && next != Sign::Minus && next != Sign::Open) return;
        std::size_t first = at;
        while (first > 0 && belongs(first - 1)) --first;
        if (first > 0 && m_tokens[first - 1].sign == Sign::Word && isOperator(m_tokens[first].sign)) return; // a name
        const std::size_t begin = m_tokens[at > 12 ? at - 12 : 0].begin;
        m_read.unread.emplace_back(m_text.substr(begin, m_tokens[at + 1].end - begin));
    }

    // "14 of 49 cells (29 %)"
    void share(std::size_t of) {
        if (of == 0 || of + 1 >= m_tokens.size()) return;
        const Token &part = m_tokens[of - 1], &whole = m_tokens[of + 1];
        if (part.sign != Sign::Number || whole.sign != Sign::Number) return;
        std::size_t at = of + 2;
        while (at < m_tokens.size() && at < of + 7 && m_tokens[at].sign == Sign::Word) ++at;
        if (at + 3 >= m_tokens.size() || m_tokens[at].sign != Sign::Open || m_tokens[at + 1].sign != Sign::Number ||
            m_tokens[at + 2].sign != Sign::Percent || m_tokens[at + 3].sign != Sign::Close)
            return;
        Value left, right;
        left.value = part.value / whole.value;
        left.size = 1;
        left.polynomial = left.sum = left.whole = false;
        right.value = m_tokens[at + 1].value / 100;
        right.scale = 0.01L;
        right.one = &m_tokens[at + 1];
        add(of - 1, at + 4, objectionTo(left, right, Sign::About));
    }

    // "(28 + 4 − 5) / 2 + 1, rounded down: 14"
    void roundedDown(std::size_t at) {
        if (at < 2 || at + 3 >= m_tokens.size() || m_tokens[at - 1].sign != Sign::Comma) return;
        if (m_tokens[at + 1].word != "down" || m_tokens[at + 2].sign != Sign::Colon) return;
        std::size_t from = at - 1;
        const auto value = before(at - 1, from);
        const Token& number = m_tokens[at + 3];
        if (!value || number.sign != Sign::Number) return;
        const bool right = std::floor(value->value + 1e-12L) == number.value;
        add(from, at + 4, right ? std::string() : "It makes " + plain::number(value->value) + ".");
    }

    std::string_view m_text;
    std::vector<Token> m_tokens;
    ReadEquations m_read;
    std::size_t m_chain = 0; // where the right side of the equation before ends
};

} // namespace

ReadEquations readEquations(std::string_view text) {
    return Reader(text).read();
}

} // namespace plain
