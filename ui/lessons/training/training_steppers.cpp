#include "ui/lessons/training/training_steppers.h"

#include "ui/model/data_source.h"

#include <QRegularExpression>
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

// Of whole numbers.
template<std::size_t count>
Stepper* wholeAlong(const QString& name, double low, double high, const std::array<double, count>& rungs) {
    Stepper::Rules rules;
    rules.text = plain;
    rules.read = [low, high](const QString& typed) -> std::optional<double> {
        const auto value = readNumber(typed, low, high);
        return value && *value == std::floor(*value) ? value : std::nullopt;
    };
    rules.step = [rungs](double value, int by) { return rungStep(rungs, value, by); };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(QString("%1 to %2").arg(plain(low), plain(high)));
    return stepper;
}

// Of shares, written in per cent.
template<std::size_t count>
Stepper* percentAlong(const QString& name, double low, double high, const std::array<double, count>& rungs) {
    Stepper::Rules rules;
    rules.text = [](double share) { return QString("%1 %").arg(plain(100 * share)); };
    rules.read = [low, high](QString typed) -> std::optional<double> {
        const auto value = readNumber(typed.remove('%'), 100 * low, 100 * high);
        return value ? std::optional(*value / 100) : std::nullopt;
    };
    rules.step = [rungs](double share, int by) { return rungStep(rungs, share, by); };
    return new Stepper(name, std::move(rules));
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

Stepper* imageSize(const QString& name, double low, double high) {
    static constexpr std::array<double, 11> usual{0, 8, 16, 28, 32, 48, 64, 96, 128, 160, 224};
    const QString found = Stepper::tr("as found");
    Stepper::Rules rules;
    rules.text = [found](double side) { return side == 0 ? found : QString("%1 × %1").arg(plain(side)); };
    rules.read = [found, low, high](QString typed) -> std::optional<double> {
        typed = typed.trimmed().toLower();
        if (typed == found) return 0;
        const QStringList sides = typed.split(QRegularExpression("\\s*[x×]\\s*"));
        const auto side = readNumber(sides.front(), low, high);
        const bool square = sides.size() == 1 || (sides.size() == 2 && sides[0] == sides[1]);
        const bool possible = side && *side == std::floor(*side) && (*side == 0 || *side >= DataSource::leastSize);
        return possible && square ? side : std::nullopt;
    };
    rules.step = [high](double value, int by) { return std::min(high, rungStep(usual, value, by)); };
    return new Stepper(name, std::move(rules));
}

Stepper* tenths(const QString& name, double low, double high) {
    return along(name, low, high, std::array<double, 11>{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1});
}

Stepper* blur(const QString& name, double low, double high) {
    return along(name, low, high, std::array<double, 8>{0, 0.3, 0.5, 0.7, 1, 1.5, 2, 3});
}

Stepper* pictures(const QString& name, double low, double high) {
    return wholeAlong(name, low, high, std::array<double, 10>{60, 120, 240, 500, 1000, 1500, 2400, 4000, 8000, 20000});
}

Stepper* cellSide(const QString& name, double low, double high) {
    return wholeAlong(name, low, high, std::array<double, 6>{32, 40, 48, 64, 96, 128});
}

// By a tenth of its size.
Stepper* anyNumber(const QString& name, double low, double high) {
    return number(name, low, high, [=](double value, int by) {
        const double step = std::pow(10.0, std::floor(std::log10(std::max(1e-6, std::abs(value)))));
        return std::clamp(plain(value + by * step).toDouble(), low, high);
    });
}

Stepper* targetLoss(const QString& name, double low, double high) {
    return along(name, low, high, std::array<double, 10>{0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2});
}

Stepper* share(const QString& name, double low, double high) {
    return percentAlong(name, low, high, std::array<double, 7>{0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.9});
}

Stepper* targetAccuracy(const QString& name, double low, double high) {
    return percentAlong(name, low, high, std::array<double, 8>{0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99});
}

} // namespace ui
