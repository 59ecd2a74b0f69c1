#include "ui/lessons/training/training_steppers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

namespace ui {
namespace {

// A ladder 1, 2, 5, 10, ...: the next rung above or below any value.
double ladder(double value, int by, double low, double high) {
    const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    constexpr std::array<double, 5> rungs{0.5, 1, 2, 5, 10};
    double next = value;
    if (by > 0) {
        for (std::size_t i = rungs.size(); i-- > 0;)
            if (rungs[i] * power > value * (1 + 1e-9)) next = rungs[i] * power;
    } else {
        for (const double rung : rungs)
            if (rung * power < value * (1 - 1e-9)) next = rung * power;
    }
    // Written and read back, so that 0.1 is 0.1 after any number of steps.
    return std::clamp(plain(next).toDouble(), low, high);
}

std::optional<double> readNumber(QString typed, double low, double high) {
    bool ok = false;
    const double value = typed.trimmed().replace(',', '.').replace(QChar(0x2212), '-').toDouble(&ok);
    return ok && value >= low && value <= high ? std::optional(value) : std::nullopt;
}

Stepper* number(const QString& name, double low, double high, std::function<double(double, int)> step) {
    Stepper::Rules rules;
    rules.text = plain;
    rules.read = [low, high](const QString& typed) { return readNumber(typed, low, high); };
    rules.step = std::move(step);
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(QString("%1 to %2").arg(plain(low), plain(high)));
    return stepper;
}

// The next of some rungs in ascending order.
double rungStep(std::span<const double> rungs, double value, int by) {
    constexpr double tiny = 1e-9;
    const auto above = std::find_if(rungs.begin(), rungs.end() - 1, [value](double r) { return r > value + tiny; });
    if (by > 0) return std::max(value, *above);
    double below = std::min(value, rungs.front());
    for (const double rung : rungs)
        if (rung < value - tiny) below = rung;
    return below;
}

// A stepper along rungs.
template<std::size_t count>
Stepper* along(const QString& name, double low, double high, const std::array<double, count>& rungs) {
    return number(name, low, high, [rungs](double value, int by) { return rungStep(rungs, value, by); });
}

} // namespace

QString plain(double value) {
    return QString::number(value, 'g', 6);
}

Stepper* learningRate(const QString& name, double low, double high) {
    return number(name, low, high, [=](double v, int by) { return ladder(v, by, low, high); });
}

Stepper* momentum(const QString& name, double low, double high) {
    return along(name, low, high, std::array<double, 6>{0, 0.5, 0.8, 0.9, 0.95, 0.99});
}

Stepper* weightDecay(const QString& name, double low, double high) {
    return along(name, low, high, std::array<double, 10>{0, 1e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 1e-1});
}

Stepper* scheduleFactor(const QString& name, double low, double high) {
    return along(name, low, high, std::array<double, 8>{0.01, 0.1, 0.2, 0.5, 0.7, 0.8, 0.9, 1});
}

Stepper* powersOfTwo(const QString& name, double low, double high) {
    Stepper::Rules rules;
    rules.text = plain;
    rules.read = [low, high](const QString& typed) -> std::optional<double> {
        const auto value = readNumber(typed, low, high);
        return value && *value == std::floor(*value) ? value : std::nullopt;
    };
    rules.step = [low, high](double value, int by) {
        const double exponent = std::log2(value);
        const double next = by > 0 ? std::floor(exponent + 1e-9) + 1 : std::ceil(exponent - 1e-9) - 1;
        return std::clamp(std::exp2(next), low, high);
    };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(QString("%1 to %2").arg(plain(low), plain(high)));
    return stepper;
}

Stepper* share(const QString& name, double low, double high) {
    Stepper::Rules rules;
    rules.text = [](double share) { return QString("%1 %").arg(plain(100 * share)); };
    rules.read = [low, high](QString typed) -> std::optional<double> {
        const auto value = readNumber(typed.remove('%'), 100 * low, 100 * high);
        return value ? std::optional(*value / 100) : std::nullopt;
    };
    rules.step = [](double share, int by) {
        constexpr std::array<double, 7> rungs{0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.9};
        return rungStep(rungs, share, by);
    };
    return new Stepper(name, std::move(rules));
}

} // namespace ui
